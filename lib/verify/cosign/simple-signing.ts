import { repeatedKey } from '../json-keys.ts'

/** What a legacy cosign signature says: that a manifest's digest was signed. `docker-reference` is whoever's word and not read. */
export interface SimpleSigning {
  readonly type: string
  readonly digest: string
}

export class PayloadError extends Error {
  override name = 'PayloadError'
}

export const SIMPLE_SIGNING_TYPE = 'cosign container image signature'

type Json = Readonly<Record<string, unknown>>

/** @throws PayloadError unless the bytes are one JSON object with `critical.image` and `critical.type` */
export function parseSimpleSigning(bytes: Uint8Array): SimpleSigning {
  const critical = objectIn(parseJsonObject(bytes), 'critical')
  const image = objectIn(critical, 'image')
  const [type, digest] = [critical['type'], image['docker-manifest-digest']]
  if (typeof type !== 'string' || typeof digest !== 'string')
    throw new PayloadError('critical.type or critical.image["docker-manifest-digest"] is missing')
  return { type, digest }
}

/** @throws PayloadError */
export function parseJsonObject(bytes: Uint8Array): Json {
  let value: unknown
  let text: string
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes)
    value = JSON.parse(text)
  } catch {
    throw new PayloadError('it is not JSON')
  }
  const repeated = repeatedKey(text)
  if (repeated !== undefined) throw new PayloadError(`the key "${repeated.slice(0, 60)}" occurs twice`)
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw new PayloadError('it is not a JSON object')
  return value as Json
}

function objectIn(parent: Json, key: string): Json {
  const value = Object.hasOwn(parent, key) ? parent[key] : undefined
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw new PayloadError(`${key} is missing`)
  return value as Json
}
