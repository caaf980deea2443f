import { list, object, text, type Draft, type Json } from './draft.ts'

/** Notary's `trustpolicy.json`: the file is used as it is, and each of its scopes becomes a policy that asks for it. */
export function fromNotary(resource: Json): Draft {
  const notes: string[] = []
  const policies = list(resource['trustPolicies']).flatMap((given) => {
    const statement = object(given)
    const name = text(statement['name']) || 'a statement'
    if (text(object(statement['signatureVerification'])['level']) === 'skip') {
      notes.push(`${name} verifies nothing (level skip) and was left out`)
      return []
    }
    return list(statement['registryScopes'])
      .map(text)
      .flatMap((scope) => {
        if (scope !== '*') return [{ match: `oci://${scope}`, require: [requirement] }]
        notes.push(`${name} holds everywhere (*); write a policy for each host`)
        return []
      })
  })
  notes.push(
    'keep the file as ./trustpolicy.json beside chartroom.yaml, its certificates under ./truststore/x509/',
  )
  return { from: 'Notary', policies, keys: [], notes }
}

const requirement = { notation: { policyFile: './trustpolicy.json', storeDir: './truststore' } } as const
