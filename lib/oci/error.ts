/** What can be wrong with bytes or texts of the OCI specifications, before any network is asked. */
export type OciErrorCode = 'REFERENCE_INVALID' | 'MALFORMED_RESPONSE' | 'NOT_A_CHART' | 'AMBIGUOUS_CHART'

export class OciError extends Error {
  override name = 'OciError'
  readonly code: OciErrorCode
  /** what was found, where that says more than the message: media types, a snippet */
  readonly seen: string
  constructor(code: OciErrorCode, message: string, seen = '') {
    super(message)
    this.code = code
    this.seen = seen
  }
}
