import type { Metadata } from 'next'
import { ConnectionEditor } from '../../../components/settings/connection-editor.tsx'
import { addConnectionHref } from '../../../lib/client/routes.ts'
import { SettingsFrame, whyReadOnly } from '../settings-frame.tsx'

export const metadata: Metadata = { title: 'Add a registry' }

export default async function AddConnectionPage({ searchParams }: PageProps<'/settings/add'>) {
  const { url } = await searchParams
  return (
    <SettingsFrame current={addConnectionHref()} trail={[{ words: 'Add a registry' }]}>
      <ConnectionEditor saved={null} url={typeof url === 'string' ? url : ''} why={await whyReadOnly()} />
    </SettingsFrame>
  )
}
