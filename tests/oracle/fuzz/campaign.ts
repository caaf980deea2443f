import type { Host } from '../../../lib/go/value.ts'
import { Chance } from '../sprig/chance.ts'
import { drawCase } from './areas.ts'
import { agree, canonical, type Answer, type Case, type ProfileDigit } from './case.ts'
import type { HelmOracle } from './helm-oracle.ts'
import { ours } from './ours.ts'

const BOTH: readonly ProfileDigit[] = ['3', '4']
const AT_ONCE = 24
/** how often Helm is asked again before a difference counts: Go's maps have no order */
const PATIENCE = 30

/** A case that we answer otherwise than Helm does, each time. */
export interface Difference {
  readonly index: number
  readonly area: string
  readonly profile: ProfileDigit
  readonly case: Case
  readonly ours: Answer
  readonly helm: Answer
}

/** What a campaign came to. */
export class Tally {
  /** a case is one chart with its flags; each is rendered under both profiles */
  cases = 0
  /** what both refused */
  errors = 0
  /** Helm crashed */
  panics = 0
  /** Helm answers now so, now otherwise, and once as we do */
  flaps = 0
  /** Helm never answers twice the same */
  varying = 0
  differences = 0
  readonly byArea: Record<string, { cases: number; rendered: number; differences: number }> = {}
}

export type Verdict =
  | { readonly kind: 'agrees' | 'flaps' | 'varies' }
  | { readonly kind: 'differs'; readonly ours: Answer; readonly helm: Answer }

/** Whether a case differs for sure. */
export async function verdict(
  c: Case,
  profile: ProfileDigit,
  oracle: HelmOracle,
  host: Host,
  patience = PATIENCE,
): Promise<Verdict> {
  const seen = new Set<string>()
  for (let i = 0; ; i++) {
    const [helm] = await oracle.ask(c, [profile])
    const mine = ours(c, profile, host)
    if (agree(mine, helm!)) return { kind: i === 0 ? 'agrees' : 'flaps' }
    seen.add(canonical(JSON.stringify(helm)))
    if (helm!.panic !== undefined) return { kind: 'differs', ours: mine, helm: helm! }
    if (i >= (seen.size > 1 ? patience * 2 : patience))
      return seen.size > 1 ? { kind: 'varies' } : { kind: 'differs', ours: mine, helm: helm! }
  }
}

/** Draws cases from a seed, asks both Helms and us, and reports what differs. */
export async function campaign(options: {
  readonly oracle: HelmOracle
  readonly host: Host
  readonly seed: number
  readonly count: number
  readonly from?: number
  readonly areas?: readonly string[]
  /** when to stop, as of `Date.now()` */
  readonly until?: number
  readonly onDifference: (difference: Difference) => Promise<void> | void
  readonly onVarying?: (c: Case, index: number) => void
  /** now and then */
  readonly onProgress?: (tally: Tally) => void
}): Promise<Tally> {
  const { oracle, host, seed, count, areas } = options
  const tally = new Tally()
  const end = (options.from ?? 0) + count
  for (let from = options.from ?? 0; from < end; from += AT_ONCE) {
    if (options.until !== undefined && Date.now() > options.until) break
    const drawn = Array.from({ length: Math.min(AT_ONCE, end - from) }, (_, k) =>
      drawCase(new Chance(seed * 1_000_003 + from + k), areas),
    )
    const asked = drawn.map((each) => oracle.ask(each.case, BOTH))
    // the pipe takes the questions while we answer them
    await new Promise((resolve) => setImmediate(resolve))
    const mine = drawn.map((each) => BOTH.map((profile) => ours(each.case, profile, host)))
    for (const [k, each] of drawn.entries()) {
      const theirs = await asked[k]!
      const area = (tally.byArea[each.area] ??= { cases: 0, rendered: 0, differences: 0 })
      area.cases++
      tally.cases++
      for (const [p, profile] of BOTH.entries()) {
        const helm = theirs[p]!
        if (helm.panic !== undefined) tally.panics++
        else if (helm.err !== undefined) tally.errors++
        else area.rendered++
        if (agree(mine[k]![p]!, helm)) continue
        const checked = await verdict(each.case, profile, oracle, host)
        if (checked.kind === 'flaps' || checked.kind === 'agrees') tally.flaps++
        if (checked.kind === 'varies') {
          tally.varying++
          options.onVarying?.(each.case, from + k)
        }
        if (checked.kind !== 'differs') continue
        tally.differences++
        area.differences++
        await options.onDifference({
          index: from + k,
          area: each.area,
          profile,
          case: each.case,
          ours: checked.ours,
          helm: checked.helm,
        })
      }
    }
    options.onProgress?.(tally)
  }
  return tally
}
