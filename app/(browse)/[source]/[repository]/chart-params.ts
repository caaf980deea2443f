import { readRepository, readSegment, type ChartAddress } from '../../../../lib/client/routes.ts'

/** The chart that a page's parameters name. */
export async function chartParams(
  params: Promise<{ source: string; repository: string; version: string }>,
): Promise<Required<ChartAddress> & { version: string }> {
  const { source, repository, version } = await params
  return {
    source: readSegment(source),
    repository: readRepository(repository),
    version: readSegment(version),
  }
}
