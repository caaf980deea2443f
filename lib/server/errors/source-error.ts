import { ArchiveError, isLimit } from '../../archive/index.ts'
import { OciError } from '../../oci/index.ts'
import { sourceCodes, type SourceCode } from '../../schema/codes.ts'
import type { Problem } from '../../schema/problem.ts'

/** What was being done when it failed, in the order of a request. */
export type Phase =
  | 'configuration'
  | 'name'
  | 'connect'
  | 'proxy'
  | 'tls'
  | 'request'
  | 'redirect'
  | 'challenge'
  | 'token'
  | 'list'
  | 'tags'
  | 'manifest'
  | 'blob'
  | 'referrers'
  | 'index'
  | 'archive'
  | 'render'
  | 'read'
  | 'store'

export interface SourceErrorFacts {
  /** `host[:port]` that was spoken to, or a file */
  readonly host?: string | undefined
  readonly phase?: Phase | undefined
  /** what was seen: status, the registry's own words, names, dates. Never a secret. */
  readonly seen?: string | undefined
  /** instead of the code's own cure */
  readonly cure?: string | undefined
  /** seconds to wait, for RATE_LIMITED */
  readonly retryAfter?: number | undefined
  readonly cause?: unknown
}

const MARK = Symbol.for('chartroom.source-error')

/** Why a source could not give what was asked: a stable code, then words. The only error that sources throw on purpose. */
export class SourceError extends Error {
  // pages and routes are bundled apart and share their sources: an error of one copy of this class is one of all
  static override [Symbol.hasInstance](value: unknown): value is SourceError {
    return typeof value === 'object' && value !== null && MARK in value
  }

  readonly [MARK] = true
  override name = 'SourceError'
  readonly code: SourceCode
  readonly host: string
  readonly phase: Phase | ''
  readonly seen: string
  readonly cure: string
  readonly retryAfter: number | null
  constructor(code: SourceCode, message: string, facts: SourceErrorFacts = {}) {
    super(message, { cause: facts.cause })
    this.code = code
    this.host = facts.host ?? ''
    this.phase = facts.phase ?? ''
    this.seen = facts.seen ?? ''
    this.cure = facts.cure ?? sourceCodes[code].cure
    this.retryAfter = facts.retryAfter ?? null
  }

  /** The same error with facts that only an outer caller knows. */
  with(facts: SourceErrorFacts): SourceError {
    return new SourceError(this.code, this.message, {
      host: this.host,
      phase: this.phase === '' ? undefined : this.phase,
      seen: this.seen,
      cure: this.cure,
      retryAfter: this.retryAfter ?? undefined,
      cause: this.cause,
      ...facts,
    })
  }

  toProblem(): Problem {
    const where = [this.host, this.phase].filter((s) => s !== '').join(', ')
    const detail = [where, this.seen].filter((s) => s !== '').join(': ')
    return { code: this.code, message: this.message, ...(detail !== '' && { detail }), cure: this.cure }
  }
}

/** Any error as a `SourceError`; one that is not foreseen becomes INTERNAL and keeps its cause for the log. */
export function toSourceError(error: unknown, facts: SourceErrorFacts = {}): SourceError {
  if (error instanceof SourceError) return error
  if (isOne(error, OciError, 'OciError')) {
    return new SourceError(error.code, error.message, {
      ...facts,
      seen: error.seen || facts.seen,
      cause: error,
    })
  }
  if (isOne(error, ArchiveError, 'ArchiveError')) {
    const code = isLimit(error.code) ? 'LIMIT_EXCEEDED' : 'CHART_INVALID'
    return new SourceError(code, error.message, { phase: 'archive', ...facts, cause: error })
  }
  return new SourceError('INTERNAL', 'something failed that should not have', { ...facts, cause: error })
}

/** Whether an error is of a class, or of the copy of that class in another bundle, where its own name is cut short. */
const isOne = <E extends Error>(
  error: unknown,
  kind: new (...given: never[]) => E,
  name: string,
): error is E => error instanceof kind || (error instanceof Error && error.name === name)
