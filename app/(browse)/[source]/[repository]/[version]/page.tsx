import { redirect } from 'next/navigation'
import { chartHref } from '../../../../../lib/client/routes.ts'
import { chartParams } from '../chart-params.ts'

export default async function VersionPage({
  params,
}: PageProps<'/[source]/[repository]/[version]'>): Promise<never> {
  redirect(chartHref(await chartParams(params), 'overview'))
}
