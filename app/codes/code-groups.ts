import { renderCodes } from '../../lib/schema/codes-render.ts'
import { rolloutCodes } from '../../lib/schema/codes-rollout.ts'
import { verificationCodes, type VerdictExplanation } from '../../lib/schema/codes-verification.ts'
import { sourceCodes, type Explanation, type SourceCode } from '../../lib/schema/codes.ts'
import { httpStatus } from '../../lib/server/errors/http-status.ts'

/** One thing that a code can mean; some mean one thing to a connection and another to a verdict. */
export interface Meaning extends Explanation {
  readonly about: 'Connection' | 'Verdict' | 'Render' | 'Rollout'
  /** HTTP status of our own API, where it answers with this code */
  readonly http: number | null
  /** exit status of the command line */
  readonly exit: number
  readonly status: VerdictExplanation['status'] | null
}

const EXITS = { invalid: 3, untrusted: 2, unknown: 5, warning: 0 } as const

/** All that is said about a code; empty where nobody knows it. */
export function meaningsOf(code: string): readonly Meaning[] {
  const found: Meaning[] = []
  if (Object.hasOwn(sourceCodes, code))
    found.push({
      ...sourceCodes[code as SourceCode],
      about: 'Connection',
      http: httpStatus(code as SourceCode),
      exit: 1,
      status: null,
    })
  if (Object.hasOwn(verificationCodes, code)) {
    const explanation: VerdictExplanation = verificationCodes[code as keyof typeof verificationCodes]
    found.push({ ...explanation, about: 'Verdict', http: null, exit: EXITS[explanation.status] })
  }
  if (Object.hasOwn(renderCodes, code) && !Object.hasOwn(sourceCodes, code))
    found.push({
      ...renderCodes[code as keyof typeof renderCodes],
      about: 'Render',
      http: null,
      exit: 1,
      status: null,
    })
  if (Object.hasOwn(rolloutCodes, code))
    found.push({
      ...rolloutCodes[code as keyof typeof rolloutCodes],
      about: 'Rollout',
      http: null,
      exit: 1,
      status: null,
    })
  return found
}

const source = Object.keys(sourceCodes)
const verdict = Object.keys(verificationCodes)
const take = (pattern: RegExp): string[] => source.filter((code) => pattern.test(code))

const reaching = take(/^(?:DNS|CONNECTION_RE|TIMEOUT|PROXY|ADDRESS|REDIRECT)/)
const tls = take(/^(?:TLS|HTTP)/)
const login = take(/^AUTH/)
const here = take(/^(?:SIGN_IN|TOO_MANY|READ_ONLY|ORIGIN|CONNECTION_UNKNOWN|STORE)/)
const taken = new Set([...reaching, ...tls, ...login, ...here])

/** Every code, once, as people meet them: on the way to a host, then what it says, then verdicts and renders. */
export const codeGroups: readonly { readonly name: string; readonly codes: readonly string[] }[] = [
  { name: 'Reaching a host', codes: reaching },
  { name: 'TLS', codes: tls },
  { name: 'Signing in at a source', codes: login },
  { name: 'Who may do what here', codes: here },
  { name: 'What a source answers', codes: source.filter((code) => !taken.has(code)) },
  {
    name: 'Verdicts',
    codes: verdict.filter(
      (code) =>
        meaningsOf(code).some((m) => m.status !== null && m.status !== 'warning') && !source.includes(code),
    ),
  },
  { name: 'Warnings', codes: verdict.filter((code) => meaningsOf(code).some((m) => m.status === 'warning')) },
  { name: 'Rendering', codes: Object.keys(renderCodes).filter((code) => !source.includes(code)) },
  { name: 'Rollout files', codes: Object.keys(rolloutCodes) },
]
