import { combineStatus, type Verdict } from '../../verify/index.ts'
import type { SourceError } from '../errors/source-error.ts'
import type { ChartSource } from '../sources/source.ts'
import { unable } from './unable.ts'

/**
 * The verdict on what could not even be resolved: a registry that does not answer, a manifest that means two charts.
 * @param asked a tag or digest, for the manifest's digest where that can still be had
 */
export async function unresolved(
  reason: SourceError,
  about: {
    readonly source: ChartSource
    readonly repository: string
    readonly asked: string
    readonly reference: string
  },
  now: Date,
): Promise<Verdict> {
  const mechanisms = [unable('provenance', reason)]
  return {
    reference: about.reference,
    digest: reason.code === 'AMBIGUOUS_CHART' ? await digestOf(about) : '',
    checkedAt: now.toISOString(),
    status: combineStatus(mechanisms, null),
    mechanisms,
    policy: null,
  }
}

async function digestOf({
  source,
  repository,
  asked,
}: {
  source: ChartSource
  repository: string
  asked: string
}): Promise<string> {
  try {
    const store = await source.artifacts?.()
    return (await store?.manifest(repository, asked.replaceAll('+', '_')))?.digest ?? ''
  } catch {
    // the verdict has its reason; the digest is only told beside it
    return ''
  }
}
