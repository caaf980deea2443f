import type { ChartAsked } from '../../rollout/index.ts'
import type { RolloutChart, RolloutChartsBody } from '../../schema/rollout.ts'
import { toSourceError } from '../errors/source-error.ts'
import { Channel } from '../rollout/channel.ts'
import { askedOf, placeChart } from '../rollout/place-chart.ts'
import { verdictOf } from '../rollout/row.ts'
import { parallel } from '../sources/parallel.ts'
import { resolveChart } from './resolve-chart.ts'
import { verifyChart } from './verify-chart.ts'

const AT_ONCE = 6

type Asked = RolloutChartsBody['charts'][number]

/**
 * Resolves and judges charts by reference alone, each as it is done, for pages that keep their files and values to themselves.
 * What cannot be had says why, and ends no other.
 */
export async function* resolveRolloutCharts(
  { charts }: RolloutChartsBody,
  signal?: AbortSignal,
): AsyncGenerator<RolloutChart> {
  const channel = new Channel<RolloutChart>()
  parallel(charts, AT_ONCE, async (asked, index) =>
    channel.put({ index, ...(await resolveOne(asked, signal)) }),
  ).then(
    () => channel.close(),
    (error: unknown) => channel.fail(error),
  )
  yield* channel
}

async function resolveOne(
  asked: Asked,
  signal: AbortSignal | undefined,
): Promise<Omit<RolloutChart, 'index'>> {
  try {
    const { source, repository } = placeChart(chartOf(asked))
    const { name } = source.about
    const digest = /^sha\d+:/.test(asked.version) ? asked.version : null
    const version = askedOf(asked.version, digest, asked.devel)
    const { chart } = await resolveChart(name, repository, version, signal)
    const verdict = await verifyChart(name, repository, version, signal)
    const provenance = verdict.mechanisms.find(({ mechanism }) => mechanism === 'provenance')
    return {
      resolved: {
        version: chart.tag ?? '',
        digest: chart.digest,
        reference: chart.reference,
        source: name,
        repository,
      },
      verdict: verdictOf(verdict),
      provenance: provenance?.status ?? null,
      failure: null,
    }
  } catch (error) {
    signal?.throwIfAborted()
    const { code, message, cure } = toSourceError(error)
    return { resolved: null, verdict: null, provenance: null, failure: { code, message, cure } }
  }
}

const chartOf = ({ url, name }: Asked): ChartAsked =>
  url.startsWith('oci://')
    ? { from: 'registry', reference: name === '' ? url : `${url}/${name}` }
    : name === ''
      ? { from: 'archive', url }
      : { from: 'repository', repository: url, name }
