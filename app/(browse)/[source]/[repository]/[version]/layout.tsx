import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { AppBar } from '../../../../../components/ui/app-bar.tsx'
import { Stream } from '../../../../../components/ui/stream.tsx'
import { chartHref, sourceHref } from '../../../../../lib/client/routes.ts'
import { sourceOf } from '../../../asked.ts'
import { chartParams } from '../chart-params.ts'
import { ChartFrame, ChartWaiting, shownVersion } from './chart-frame.tsx'

type Props = LayoutProps<'/[source]/[repository]/[version]'>

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { repository, version } = await chartParams(params)
  return {
    title: {
      default: `${repository} ${version}`,
      template: `%s · ${repository} ${shownVersion(version)} · Chartroom`,
    },
  }
}

export default async function ChartLayout({ params, children }: Props) {
  const address = await chartParams(params)
  const source = await sourceOf(address.source)
  if (source === undefined) notFound()
  const trail = [
    { words: source.title, href: sourceHref(source.name) },
    { words: address.repository, href: chartHref({ ...address, version: undefined }) },
    { words: shownVersion(address.version) },
  ]
  return (
    <>
      <AppBar trail={trail} narrow={address.repository} />
      <Stream fallback={<ChartWaiting address={address} />}>
        <ChartFrame source={source} address={address}>
          {children}
        </ChartFrame>
      </Stream>
    </>
  )
}
