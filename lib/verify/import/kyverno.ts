import {
  fromWildcard,
  list,
  object,
  text,
  wholePattern,
  type Draft,
  type DraftRequirement,
  type Json,
} from './draft.ts'

/**
 * Kyverno's `verifyImages` rules (`kyverno.io/v1`). They are written for images; the same references name charts in a
 * registry. Attestors of one rule must all hold there as here; of one attestor's entries `count` may ask for fewer.
 */
export function fromKyverno(resource: Json): Draft {
  const notes: string[] = []
  const keys: { name: string; pem: string }[] = []
  const policies = list(object(resource['spec'])['rules']).flatMap((given) => {
    const rule = object(given)
    const name = text(rule['name']) || 'a rule'
    return list(rule['verifyImages']).flatMap((one) => {
      const verify = object(one)
      const references = [...list(verify['imageReferences']), verify['image']].map(text).filter(Boolean)
      const wanted = requirements(verify, name, keys, notes)
      if (wanted.length === 0) return []
      return references.flatMap((reference) => {
        const match = placeOf(reference)
        if (match === undefined) {
          notes.push(
            `${name}: ${reference} has a wildcard inside; policies here match by host and path prefix`,
          )
          return []
        }
        return [{ match, require: wanted }]
      })
    })
  })
  if (policies.length === 0 && notes.length === 0) notes.push('no verifyImages rule was found')
  return { from: 'Kyverno', policies, keys, notes }
}

/** `ghcr.io/acme/*`, `ghcr.io/acme*:v1` → `oci://ghcr.io/acme`; undefined where no prefix says the same. */
function placeOf(reference: string): string | undefined {
  const path = reference.replace(/@.*$/, '').replace(/:[^/:]*$/, '')
  const prefix = path.replace(/\/\*+$/, '')
  return prefix === '' ||
    prefix.includes('*') ||
    prefix.includes('?') ||
    !/[.:]|^localhost/.test(prefix.split('/')[0]!)
    ? undefined
    : `oci://${prefix}`
}

function requirements(
  verify: Json,
  rule: string,
  keys: { name: string; pem: string }[],
  notes: string[],
): DraftRequirement[] {
  const type = text(verify['type']) || 'Cosign'
  if (verify['required'] === false)
    notes.push(`${rule}: images without a signature are let through there; here they are not`)
  if (type === 'Notary') {
    notes.push(
      `${rule}: save its certificates under ./truststore/x509/ca/kyverno and write a trustpolicy.json that names them`,
    )
    return [{ notation: { policyFile: './trustpolicy.json', storeDir: './truststore' } }]
  }
  const sets = list(verify['attestors']).map(object)
  if (text(verify['key'])) sets.push({ entries: [{ keys: { publicKeys: text(verify['key']) } }] })
  return sets.flatMap((set) => {
    const entries = list(set['entries']).map(object)
    const count = typeof set['count'] === 'number' ? set['count'] : entries.length
    if (count < entries.length)
      notes.push(
        `${rule}: any ${count} of ${entries.length} attestors are enough there; the draft asks for the first ${count}`,
      )
    return entries.slice(0, count).flatMap((entry) => requirement(entry, rule, keys, notes))
  })
}

function requirement(
  entry: Json,
  rule: string,
  keys: { name: string; pem: string }[],
  notes: string[],
): DraftRequirement[] {
  const keyless = object(entry['keyless'])
  if (Object.keys(keyless).length > 0) {
    const one = (exact: 'subject' | 'issuer') => {
      const value = text(keyless[exact])
      const pattern = text(keyless[`${exact}RegExp`])
      if (pattern) return { [`${exact}RegExp`]: wholePattern(pattern) }
      if (value.includes('*')) return { [`${exact}RegExp`]: fromWildcard(value) }
      return value ? { [exact]: value } : {}
    }
    const identity = { ...one('issuer'), ...one('subject') }
    if (Object.keys(identity).length < 2)
      notes.push(`${rule}: subject and issuer belong together; write the one that is missing`)
    return [{ cosign: identity }]
  }
  const pem = text(object(entry['keys'])['publicKeys'])
  if (pem.includes('-----BEGIN')) {
    const blocks = pem.match(/-----BEGIN PUBLIC KEY-----[\s\S]*?-----END PUBLIC KEY-----/g) ?? []
    if (blocks.length > 1)
      notes.push(`${rule}: any of ${blocks.length} keys is enough there; the draft names all under one name`)
    const name = `${rule}-${keys.length + 1}`.replaceAll(/[^A-Za-z0-9-]+/g, '-')
    keys.push(...blocks.map((block) => ({ name, pem: `${block}\n` })))
    return blocks.length > 0 ? [{ cosign: { key: name } }] : []
  }
  notes.push(`${rule}: an attestor without a key in its text or an identity was left out`)
  return []
}
