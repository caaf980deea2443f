import type { ChartFile, ValuesLayer } from '../helm/request.ts'
import type { Release, Rollout } from '../rollout/index.ts'

/** What a page tells its worker: files to read, then charts with the releases that want them. */
export type ToRolloutWorker =
  | {
      readonly kind: 'read'
      readonly id: number
      readonly files: readonly (readonly [string, string])[]
      readonly environment: string
      readonly env: Readonly<Record<string, string>>
    }
  | {
      readonly kind: 'render'
      readonly id: number
      /** a packed chart, or the files of a folder that was dropped */
      readonly chart: Uint8Array | readonly ChartFile[]
      readonly digest: string
      readonly releases: readonly Release[]
    }

export interface RenderedHere {
  readonly release: string
  readonly objects: readonly { readonly name: string; readonly hash: string }[] | null
  /** the layers it was rendered with, files of the chart filled in */
  readonly values: readonly ValuesLayer[] | null
  readonly images: readonly string[]
  readonly warnings: readonly string[]
  /** why it does not render */
  readonly failure: { readonly code: string; readonly message: string } | null
}

export type FromRolloutWorker =
  | {
      readonly kind: 'read'
      readonly id: number
      readonly rollout: Rollout
      /** connections and trust of the files, as YAML for a configuration of ours */
      readonly draft: string
      readonly ms: number
    }
  | {
      readonly kind: 'rendered'
      readonly id: number
      /** as Chart.yaml says */
      readonly version: string
      readonly results: readonly RenderedHere[]
    }
