import { OciError } from './error.ts'
import { parseObject } from './manifest.ts'

const FLOOR_SECONDS = 60

export interface Token {
  readonly value: string
  /**
   * How long it holds, counted from when it was received: `issued_at` comes from another clock and is not looked at.
   * Never below a minute, as the token specification asks.
   */
  readonly seconds: number
}

/**
 * Reads a token server's answer; `token` and `access_token` mean the same.
 * @throws OciError MALFORMED_RESPONSE; its words never hold the token
 */
export function parseToken(bytes: Uint8Array): Token {
  let answer: Readonly<Record<string, unknown>>
  try {
    answer = parseObject(bytes)
  } catch {
    throw new OciError('MALFORMED_RESPONSE', 'the token server’s answer is not a JSON object')
  }
  const value = [answer['token'], answer['access_token']].find((t) => typeof t === 'string' && t !== '')
  if (typeof value !== 'string')
    throw new OciError('MALFORMED_RESPONSE', 'the token server’s answer holds no token')
  if (!/^[\x21-\x7e]+$/.test(value))
    throw new OciError('MALFORMED_RESPONSE', 'the token server’s token cannot stand in a header')
  const seconds = Number(answer['expires_in'])
  return { value, seconds: Number.isFinite(seconds) && seconds > FLOOR_SECONDS ? seconds : FLOOR_SECONDS }
}
