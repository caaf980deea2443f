import type { Problem } from '../../lib/schema/problem.ts'
import type { Listing, Source } from '../../lib/schema/source.ts'

const states = { complete: 'listed in full', partial: 'listed in part', refused: 'refuses to list' } as const

/** How completely a source told what it holds. One that refuses does so also where the configuration names rows of it. */
export const listingState = ({ listing, reason }: Listing): Listing['listing'] =>
  listing === 'partial' && reason?.code === 'LIST_UNSUPPORTED' ? 'refused' : listing

export const listingWords = (listing: Listing): string => states[listingState(listing)]

/** What a source that could not be listed did, as it follows its name. A host that answered was reached. */
const failures: Readonly<Record<string, string>> = {
  AUTH_REQUIRED: 'asks for a login',
  AUTH_REJECTED: 'refuses this login',
  AUTH_FORBIDDEN: 'refuses this login',
  AUTH_TOKEN_ERROR: 'gives no token',
  RATE_LIMITED: 'asks to wait',
  REGISTRY_ERROR: 'answers with an error',
  MALFORMED_RESPONSE: 'answers what cannot be read',
  NOT_A_REGISTRY: 'is no registry',
  LIMIT_EXCEEDED: 'answers more than is read',
  TRUNCATED: 'did not answer in full',
  NOT_FOUND: 'was not found',
  CONFIG_INVALID: 'was not asked',
  ADDRESS_BLOCKED: 'was not asked',
}

export const failureWords = ({ code }: Problem): string => failures[code] ?? 'was not reached'

/** As whom a source is asked; files are not asked as anybody. */
export const askedAs = (source: Source): string | null =>
  source.kind === 'folder' || source.kind === 'oci-layout' ? null : `as ${source.askedAs}`
