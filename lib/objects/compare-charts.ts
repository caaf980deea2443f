import type { Host } from '../go/value.ts'
import {
  chartValues,
  ownValues,
  render,
  type RenderError,
  type RenderRequest,
  type RenderResponse,
} from '../helm/index.ts'
import { compareRenders, type RenderComparison } from './compare.ts'
import type { NoiseRule } from './noise.ts'
import { checkUpgrade, type UpgradeCheck } from './upgrade-check.ts'
import { valuesDelta, type ValueChange } from './values-delta.ts'

/** Two charts, each with what it is rendered with. Structured-cloneable. */
export interface CompareJob {
  readonly before: RenderRequest
  readonly after: RenderRequest
  readonly seed: string
  readonly noise?: readonly NoiseRule[]
}

export interface ChartComparison {
  /** null where one of the two does not render */
  readonly render: RenderComparison | null
  /** Helm's refusals */
  readonly refused: { readonly before: RenderError | null; readonly after: RenderError | null }
  /** how the defaults and schemas differ; null where a chart cannot be read */
  readonly values: readonly ValueChange[] | null
  /** what becomes of own values in the new chart; null without any */
  readonly upgrade: UpgradeCheck | null
}

/**
 * Renders both charts and compares them: objects, images, risks, values, and own values against the new chart.
 * @param hostOf a host for a seed: the same for the same seed
 */
export function compareCharts(
  { before, after, seed, noise }: CompareJob,
  hostOf: (seed: string) => Host,
): ChartComparison {
  const [old, now] = [renderTwice(before, seed, hostOf), renderTwice(after, seed, hostOf)]
  const comparison =
    old.response.ok && now.response.ok
      ? compareRenders(
          { ...old.response, namespace: before.release.namespace, reseeded: old.reseeded },
          { ...now.response, namespace: after.release.namespace, reseeded: now.reseeded },
          {
            ...(noise !== undefined && { noise }),
            ...(after.kubeVersion !== undefined && { kubeVersion: after.kubeVersion }),
          },
        )
      : null
  return {
    render: comparison,
    refused: { before: errorOf(old.response), after: errorOf(now.response) },
    ...valuesOf(before, after, () => hostOf(seed)),
  }
}

const errorOf = (response: RenderResponse): RenderError | null => (response.ok ? null : response.error)

/** A render, and what another seed makes of it where chance was asked for at all. */
function renderTwice(
  request: RenderRequest,
  seed: string,
  hostOf: (seed: string) => Host,
): { response: RenderResponse; reseeded: string | undefined } {
  const watched = watch(hostOf(seed))
  const response = render(request, watched.host)
  if (!response.ok || !watched.asked()) return { response, reseeded: undefined }
  const other = render({ ...request, objects: false }, hostOf(`${seed}\0another`))
  return { response, reseeded: other.ok ? other.stdout : undefined }
}

/** A host that knows whether chance was asked for. */
function watch(inner: Host): { host: Host; asked: () => boolean } {
  let used = false
  const noted = (host: Host): Host => ({
    random: (n) => ((used = true), host.random(n)),
    rsaKey: (bits) => ((used = true), host.rsaKey(bits)),
    now: () => host.now(),
    localZone: (seconds) => host.localZone(seconds),
    zone: (name, seconds) => host.zone(name, seconds),
    ...(host.localName !== undefined && { localName: host.localName }),
    ...(host.monotonic && { monotonic: () => host.monotonic!() }),
    ...(host.at && { at: (site) => noted(host.at!(site)) }),
  })
  return { host: noted(inner), asked: () => used }
}

function valuesOf(
  before: RenderRequest,
  after: RenderRequest,
  host: () => Host,
): Pick<ChartComparison, 'values' | 'upgrade'> {
  try {
    const [old, now] = [chartValues(before.files, before.profile), chartValues(after.files, after.profile)]
    const values = valuesDelta(old, now)
    if (after.values.length === 0) return { values, upgrade: null }
    const printed = (text: string): string => {
      const response = render(
        { ...after, objects: false, values: [{ kind: 'file', name: 'own', text }] },
        host(),
      )
      return response.ok ? response.stdout : response.error.text
    }
    let whole: string | undefined
    const own = ownValues(after.values, after.profile)
    const upgrade = checkUpgrade(old, now, own, (without, all) => {
      whole ??= printed(JSON.stringify(all))
      return printed(JSON.stringify(without)) !== whole
    })
    return { values, upgrade }
  } catch {
    return { values: null, upgrade: null } // the render's own refusal says what is wrong
  }
}
