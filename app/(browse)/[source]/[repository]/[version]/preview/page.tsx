import { ScrollText } from 'lucide-react'
import type { Metadata } from 'next'
import { Preview } from '../../../../../../components/preview/preview.tsx'
import { Notice } from '../../../../../../components/ui/notice.tsx'
import { Snippet } from '../../../../../../components/ui/snippet.tsx'
import { readCluster } from '../../../../../../lib/client/declared-cluster.ts'
import { api } from '../../../../../../lib/client/routes.ts'
import { chartOf } from '../../../../asked.ts'
import { chartParams } from '../../chart-params.ts'

export const metadata: Metadata = { title: 'Preview' }

export default async function PreviewPage({
  params,
  searchParams,
}: PageProps<'/[source]/[repository]/[version]/preview'>) {
  const address = await chartParams(params)
  const asked = await chartOf(address.source, address.repository, address.version)
  if (!asked.ok) return null
  const chart = asked.value
  const query = await searchParams
  const all = (name: string): string[] => [query[name] ?? []].flat()
  const initial = readCluster((name) => all(name)[0], all)
  const pinned = { ...address, version: chart.digest }
  return (
    <>
      <main id="main" data-fill className="js-only flex min-h-0 flex-1 flex-col">
        <Preview
          chart={pinned}
          address={address}
          name={chart.metadata.name}
          archiveUrl={api.archive(pinned)}
          defaults={chart.values}
          schema={chart.valuesSchema}
          initial={initial}
        />
      </main>
      <div className="no-js-only inset-page pt-2">
        <Notice icon={ScrollText} title="The preview is rendered by your own browser, so it needs scripts">
          <p className="mb-2">
            Values never leave the browser that way. Without scripts the command line renders the same, byte
            for byte:
          </p>
          <Snippet
            label="command"
            text={`chartroom template ${initial.release} ${chart.reference} --namespace ${initial.namespace} -f values.yaml`}
          />
        </Notice>
      </div>
    </>
  )
}
