import type { Release } from '../../rollout/index.ts'
import type { Verdict } from '../../schema/verdict.ts'

/** Why a chart could not be had, or does not render: a code of ours, and words. */
export interface Failure {
  readonly code: string
  readonly message: string
  readonly cure: string
}

export interface ResolvedRelease {
  /** as the archive's Chart.yaml says */
  readonly version: string
  readonly digest: string
  /** a reference to copy into helm */
  readonly reference: string
  /** its address here, where it has one */
  readonly source: string | null
  readonly repository: string
}

export interface RenderedRelease {
  /** what the release creates, by `kind namespace/name`, each with a hash of its text */
  readonly objects: readonly { readonly name: string; readonly hash: string }[]
  readonly images: readonly string[]
  readonly warnings: readonly string[]
}

/** What became of one release. What could not be done is null, and `failure` says why. */
export interface ReleaseResult {
  readonly release: Release
  readonly resolved: ResolvedRelease | null
  readonly verdict: Verdict | null
  readonly rendered: RenderedRelease | null
  readonly failure: Failure | null
}

export type RolloutEvent =
  | {
      readonly kind: 'progress'
      readonly phase: 'resolve' | 'render'
      readonly done: number
      readonly total: number
    }
  | { readonly kind: 'release'; readonly result: ReleaseResult }
