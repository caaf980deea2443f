import type { Listing, Source } from '../../lib/schema/source.ts'

const states = { complete: 'listed in full', partial: 'listed in part', refused: 'refuses to list' } as const

export const listingWords = (listing: Listing): string => states[listing.listing]

/** As whom a source is asked; files are not asked as anybody. */
export const askedAs = (source: Source): string | null =>
  source.kind === 'folder' || source.kind === 'oci-layout' ? null : `as ${source.askedAs}`
