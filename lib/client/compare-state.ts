import { isNoiseRule, NOISE_RULES, type NoiseRule } from '../objects/noise.ts'
import type { Query } from './routes.ts'

export const COMPARE_VIEWS = ['objects', 'values', 'risks', 'images', 'files'] as const
export type CompareView = (typeof COMPARE_VIEWS)[number]

/** What of a comparison is on screen: all of it is in the address. */
export interface CompareState {
  readonly view: CompareView
  /** null: side by side where there is room */
  readonly layout: 'split' | 'unified' | null
  /** rules whose lines are folded */
  readonly folds: readonly NoiseRule[]
  /** the object or file that one came for */
  readonly object: string
  /** words that objects or files hold, to be shown */
  readonly q: string
  /** own values hold for the second alone; the first keeps its defaults */
  readonly ownToOnly: boolean
}

export function readCompareState(get: (name: string) => string | null | undefined): CompareState {
  const layout = get('layout')
  const noise = get('noise')
  return {
    view: COMPARE_VIEWS.find((view) => view === get('view')) ?? 'objects',
    layout: layout === 'split' || layout === 'unified' ? layout : null,
    folds: noise === null || noise === undefined ? NOISE_RULES : noise.split(',').filter(isNoiseRule),
    object: get('object') ?? '',
    q: get('q') ?? '',
    ownToOnly: get('own') === 'to',
  }
}

/** The query that says the same; what is the default is left out. */
export const writeCompareState = ({ view, layout, folds, object, q, ownToOnly }: CompareState): Query => ({
  view: view === 'objects' ? null : view,
  layout,
  noise: folds.length === NOISE_RULES.length ? null : folds.length === 0 ? '0' : folds.join(','),
  object,
  q,
  own: ownToOnly ? 'to' : null,
})
