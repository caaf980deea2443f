import type { ChartComparison } from '../../lib/objects/compare-charts.ts'
import type { RenderComparison } from '../../lib/objects/compare.ts'
import type { SignedBy } from '../../lib/objects/signer.ts'
import type { ChartAddress } from '../../lib/client/routes.ts'
import type { VerdictStatus } from '../../lib/schema/verdict.ts'
import { objectSections } from './sections.ts'
import type { Section } from './section.ts'

/** One side of a comparison, as the page knows it. */
export interface Side {
  /** as it stands in the address */
  readonly address: ChartAddress & { readonly version: string }
  /** by digest, so that what is compared cannot change underneath */
  readonly pinned: ChartAddress & { readonly version: string }
  readonly name: string
  readonly version: string
  readonly appVersion: string
  readonly verdict: SignedBy & {
    readonly status: VerdictStatus
    readonly policy?: { readonly match: string; readonly met: boolean } | null | undefined
  }
}

/** A comparison as it is drawn: the lines of its objects in sections, which may come later. */
export interface Compared extends Omit<ChartComparison, 'render'> {
  readonly render: Omit<RenderComparison, 'objects'> | null
  readonly sections: readonly Section[]
  readonly ms: number
}

export function comparedOf({ render, ...rest }: ChartComparison, ms: number): Compared {
  if (render === null) return { ...rest, render, sections: [], ms }
  const { objects, ...band } = render
  return { ...rest, render: band, sections: objectSections({ objects }), ms }
}
