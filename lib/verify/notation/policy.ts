import { parseJsonObject, PayloadError } from '../cosign/simple-signing.ts'

/** What is done when a check fails. */
export type Action = 'enforce' | 'log' | 'skip'
export type CheckType = 'integrity' | 'authenticity' | 'authenticTimestamp' | 'expiry' | 'revocation'
export type Level = 'strict' | 'permissive' | 'audit' | 'skip'

/** One statement of a `trustpolicy.json`. */
export interface TrustStatement {
  readonly name: string
  readonly scopes: readonly string[]
  readonly level: Level
  readonly actions: Readonly<Record<CheckType, Action>>
  /** `ca:acme`, `signingAuthority:…`, `tsa:…` */
  readonly stores: readonly string[]
  /** `*`, or `x509.subject: …` taken apart */
  readonly identities: readonly ('*' | ReadonlyMap<string, string>)[]
  readonly timestamps: 'always' | 'afterCertExpiry'
}

export class PolicyError extends Error {
  override name = 'PolicyError'
}

const LEVELS: Readonly<Record<Level, Readonly<Record<CheckType, Action>>>> = {
  strict: {
    integrity: 'enforce',
    authenticity: 'enforce',
    authenticTimestamp: 'enforce',
    expiry: 'enforce',
    revocation: 'enforce',
  },
  permissive: {
    integrity: 'enforce',
    authenticity: 'enforce',
    authenticTimestamp: 'log',
    expiry: 'log',
    revocation: 'log',
  },
  audit: {
    integrity: 'enforce',
    authenticity: 'log',
    authenticTimestamp: 'log',
    expiry: 'log',
    revocation: 'log',
  },
  skip: {
    integrity: 'skip',
    authenticity: 'skip',
    authenticTimestamp: 'skip',
    expiry: 'skip',
    revocation: 'skip',
  },
}

type Json = Readonly<Record<string, unknown>>

/** Reads a Notary trust policy, as strictly as notation does. @throws PolicyError */
export function readTrustPolicy(bytes: Uint8Array): TrustStatement[] {
  let parsed: Json
  try {
    parsed = parseJsonObject(bytes)
  } catch (error) {
    if (error instanceof PayloadError) throw new PolicyError(`the trust policy: ${error.message}`)
    throw error
  }
  if (parsed['version'] !== '1.0')
    throw new PolicyError(`the trust policy is of version ${String(parsed['version'])}, not 1.0`)
  const statements = parsed['trustPolicies']
  if (!Array.isArray(statements) || statements.length === 0)
    throw new PolicyError('the trust policy has no statement')
  const read = statements.map(readStatement)
  refuseTwice(
    read.map((one) => one.name),
    'two statements are named',
  )
  refuseTwice(
    read.flatMap((one) => one.scopes),
    'two statements are for',
  )
  return read
}

function refuseTwice(texts: readonly string[], words: string): void {
  const twice = texts.find((text, i) => texts.indexOf(text) < i)
  if (twice !== undefined) throw new PolicyError(`${words} ${JSON.stringify(twice)}`)
}

function readStatement(value: unknown): TrustStatement {
  const statement = (typeof value === 'object' && value !== null ? value : {}) as Json
  const { name, registryScopes, trustStores = [], trustedIdentities = [] } = statement
  if (typeof name !== 'string' || name === '') throw new PolicyError('a statement has no name')
  const fail = (words: string): never => {
    throw new PolicyError(`statement ${JSON.stringify(name)}: ${words}`)
  }
  const texts = (list: unknown, what: string): string[] =>
    Array.isArray(list) && list.every((one) => typeof one === 'string')
      ? (list as string[])
      : fail(`${what} is not a list of texts`)
  const scopes = texts(registryScopes, 'registryScopes')
  if (scopes.length === 0) fail('no registryScopes')
  if (scopes.length > 1 && scopes.includes('*')) fail('"*" beside other registryScopes')
  const verification = (statement['signatureVerification'] ?? {}) as Json
  const level = verification['level'] as Level
  if (!Object.hasOwn(LEVELS, level)) fail(`level ${JSON.stringify(level)}`)
  const stores = texts(trustStores, 'trustStores')
  const identities = texts(trustedIdentities, 'trustedIdentities')
  if (level === 'skip' && stores.length + identities.length > 0)
    fail('skip has neither stores nor identities')
  if (level !== 'skip' && (stores.length === 0 || identities.length === 0))
    fail('trustStores and trustedIdentities are needed')
  const odd = stores.find((store) => !/^(?:ca|signingAuthority|tsa):[\w.-]+$/.test(store))
  if (odd !== undefined) fail(`trust store ${JSON.stringify(odd)}`)
  if (identities.length > 1 && identities.includes('*')) fail('"*" beside other trustedIdentities')
  const timestamps = verification['verifyTimestamp'] ?? 'always'
  if (timestamps !== 'always' && timestamps !== 'afterCertExpiry')
    fail(`verifyTimestamp ${JSON.stringify(timestamps)}`)
  return {
    name,
    scopes,
    level,
    actions: withOverride(level, verification['override'], fail),
    stores,
    identities: identities.map((one) => (one === '*' ? '*' : readIdentity(one, fail))),
    timestamps: timestamps as TrustStatement['timestamps'],
  }
}

function withOverride(
  level: Level,
  override: unknown,
  fail: (words: string) => never,
): TrustStatement['actions'] {
  const actions: Record<CheckType, Action> = { ...LEVELS[level] }
  if (override === undefined || override === null) return actions
  if (level === 'skip') fail('skip cannot be overridden')
  for (const [type, action] of Object.entries(override as object)) {
    if (!Object.hasOwn(actions, type) || type === 'integrity') fail(`override of ${JSON.stringify(type)}`)
    const isAllowed = action === 'enforce' || action === 'log' || (action === 'skip' && type === 'revocation')
    if (!isAllowed) fail(`override ${type}: ${JSON.stringify(action)}`)
    actions[type as CheckType] = action as Action
  }
  return actions
}

function readIdentity(text: string, fail: (words: string) => never): ReadonlyMap<string, string> {
  const [, subject] = /^x509\.subject:(.*)$/s.exec(text) ?? fail(`trusted identity ${JSON.stringify(text)}`)
  const attributes = readDistinguishedName(subject!)
  if (attributes === undefined) fail(`the subject ${JSON.stringify(subject!.trim())}`)
  const missing = ['C', 'ST', 'O'].find((name) => !attributes!.has(name))
  if (missing !== undefined) fail(`the subject ${JSON.stringify(subject!.trim())} has no ${missing}`)
  return attributes!
}

/** A distinguished name as RFC 4514 writes it; undefined where it is none, or names an attribute twice. */
export function readDistinguishedName(text: string): ReadonlyMap<string, string> | undefined {
  const attributes = new Map<string, string>()
  const parts = text.match(/(?:\\.|[^,\\])+/g) ?? []
  for (const part of parts) {
    const [, name, value] = /^\s*([A-Za-z][A-Za-z0-9.-]*)\s*=\s*((?:\\.|[^\\])*?)\s*$/s.exec(part) ?? []
    if (name === undefined || value === undefined || value === '') return undefined
    const key = name.toUpperCase() === 'S' ? 'ST' : name.toUpperCase()
    if (attributes.has(key) || /(?<!\\)[+=]/.test(value)) return undefined
    attributes.set(
      key,
      value.replaceAll(/\\([0-9A-Fa-f]{2}|.)/gs, (_, c: string) =>
        c.length === 2 ? String.fromCharCode(Number.parseInt(c, 16)) : c,
      ),
    )
  }
  return attributes.size === 0 ? undefined : attributes
}

/** The statement for a repository (`registry/path`): its own, else the one for "*". */
export const statementFor = (
  statements: readonly TrustStatement[],
  scope: string,
): TrustStatement | undefined =>
  statements.find((one) => one.scopes.includes(scope)) ?? statements.find((one) => one.scopes.includes('*'))
