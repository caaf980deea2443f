import type { FailureCode } from '../../verify/index.ts'
import type { SourceError } from '../errors/source-error.ts'

/** What it means for a verdict that a source could not be asked. Never that something is unsigned. */
export function inabilityOf(error: SourceError): FailureCode {
  switch (error.code) {
    case 'DIGEST_MISMATCH':
    case 'SIZE_MISMATCH':
      return 'REGISTRY_INTEGRITY'
    case 'AMBIGUOUS_CHART':
      return 'AMBIGUOUS'
    case 'CHART_INVALID':
      return 'MALFORMED'
    case 'LIMIT_EXCEEDED':
      return 'LIMIT'
    case 'TIMEOUT':
      return 'TIMEOUT'
    case 'AUTH_REQUIRED':
    case 'AUTH_REJECTED':
    case 'AUTH_FORBIDDEN':
    case 'AUTH_TOKEN_ERROR':
      return 'AUTH'
    default:
      return 'REGISTRY_ERROR'
  }
}

/** One line for a check's "actual": the transport's own code, then its words. */
export const wordsOf = (error: SourceError): string =>
  [`${error.code}: ${error.message}`, error.seen].filter((part) => part !== '').join(' · ')

const NOTHING_THERE: readonly SourceError['code'][] = [
  'NOT_FOUND',
  'NOT_A_CHART',
  'REFERENCE_INVALID',
  'SOURCE_UNKNOWN',
  'CONFIG_INVALID',
  'TLS_BAD_CA_FILE',
  'TLS_BAD_CLIENT_CERT',
  'INTERNAL',
]

/**
 * Whether an error says that there is nothing to judge, rather than that it could not be judged. A version that is listed
 * and whose bytes are gone is there, and cannot be judged.
 */
export const isNothingThere = (error: SourceError): boolean =>
  NOTHING_THERE.includes(error.code) &&
  !(error.code === 'NOT_FOUND' && (error.phase === 'archive' || error.phase === 'blob'))
