import type { Primitives } from '../primitives.ts'
import type { Certificate } from '../x509.ts'
import { readCrl } from './crl.ts'
import { ocspRequest, readOcsp } from './ocsp.ts'
import { pointersOf } from './pointers.ts'
import { RevocationError } from './status.ts'

/** A question that somebody with a network can ask. */
export interface RevocationQuestion {
  readonly url: string
  /** what is asked of an OCSP responder; null for a list, which is only fetched */
  readonly request: Uint8Array | null
}

/** What came back, by the question's key; a text says why nothing came. */
export type RevocationAnswers = ReadonlyMap<string, Uint8Array | string>

export const keyOf = ({ url, request }: RevocationQuestion): string =>
  request === null ? url : `${url} ${[...request].map((b) => b.toString(16)).join('')}`

/** What is known of a chain. `words` says how. */
export type ChainStatus =
  | { readonly state: 'good' | 'unknown' | 'unnamed'; readonly words: string }
  | { readonly state: 'revoked'; readonly at: number; readonly words: string }

/** Every question about a chain, leaf first, root last; the root itself is trusted or not, nobody revokes it. */
export const questionsFor = (chain: readonly Certificate[], primitives: Primitives): RevocationQuestion[] =>
  chain.slice(0, -1).flatMap((certificate, i) => {
    const { ocsp, crl } = pointersOf(certificate)
    const request = ocspRequest(certificate, chain[i + 1]!, primitives)
    return [...ocsp.map((url) => ({ url, request })), ...crl.map((url) => ({ url, request: null }))]
  })

/**
 * What the answers say of a chain: a responder is believed before a list. Certificates that name nobody to ask are passed over.
 * @param now seconds since 1970
 */
export function chainStatus(
  chain: readonly Certificate[],
  answers: RevocationAnswers,
  primitives: Primitives,
  now: number,
): ChainStatus {
  const good: string[] = []
  const open: string[] = []
  for (const [i, certificate] of chain.slice(0, -1).entries()) {
    const questions = questionsFor([certificate, chain[i + 1]!], primitives)
    if (questions.length === 0) continue
    const faults: string[] = []
    let isSettled = false
    for (const question of questions) {
      const { host } = parts(question.url)
      const answer = answers.get(keyOf(question)) ?? 'not asked'
      if (typeof answer === 'string') {
        faults.push(`${host}: ${answer}`)
        continue
      }
      try {
        const read = question.request === null ? readCrl : readOcsp
        const status = read(answer, certificate, chain[i + 1]!, primitives, now)
        if (status.state === 'revoked')
          return { state: 'revoked', at: status.at, words: `${status.reason}, by ${host}` }
        good.push(`${question.request === null ? 'list' : 'responder'} of ${host}`)
        isSettled = true
        break
      } catch (error) {
        if (!(error instanceof RevocationError)) throw error
        faults.push(`${host}: ${error.message}`)
      }
    }
    if (!isSettled) open.push(...faults)
  }
  if (open.length > 0) return { state: 'unknown', words: [...new Set(open)].join('; ') }
  if (good.length === 0) return { state: 'unnamed', words: 'the certificates name nobody to ask' }
  return { state: 'good', words: [...new Set(good)].join(', ') }
}

const parts = (url: string): { host: string } => ({ host: /^https?:\/\/([^/?#]+)/.exec(url)?.[1] ?? url })
