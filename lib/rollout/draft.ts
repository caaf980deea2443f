import { Dict, Slice, type Value } from '../go/value.ts'
import { marshalPretty } from '../yaml/index.ts'
import type { ConnectionAsked, Rollout, TrustAsked } from './model.ts'

/**
 * The connections and the trust that a rollout's files ask for, as YAML for chartroom.yaml. Secrets are only named: a file that
 * the tool reads is named as that file, everything else by a place to put it. "" where nothing is asked for.
 */
export function configurationDraft({ connections, trust }: Pick<Rollout, 'connections' | 'trust'>): string {
  const draft: [string, Value][] = []
  if (connections.length > 0)
    draft.push(['sources', new Slice(connections.map((one, i) => sourceOf(one, i, connections)))])
  const policies = policiesOf(trust)
  if (policies.size > 0) draft.push(['trust', policies])
  return draft.map(([key, value]) => `${key}:\n${written(value, '  ')}`).join('')
}

function sourceOf(asked: ConnectionAsked, index: number, all: readonly ConnectionAsked[]): Dict {
  const slug =
    asked.name
      .toLowerCase()
      .replace(/[^a-z0-9-]+/g, '-')
      .replace(/^-+|-+$/g, '') || `source-${index + 1}`
  const isTwice = all.findIndex((one) => one.name === asked.name) !== index
  const source = new Dict([
    ['name', isTwice ? `${slug}-${index + 1}` : slug],
    ['url', asked.url],
  ])
  if (asked.password !== null || asked.username !== null)
    source.set(
      'auth',
      new Dict([
        ['username', asked.username ?? 'FILL IN'],
        ['passwordFile', `./secrets/${slug}`],
      ]),
    )
  const tls = new Dict()
  for (const [key, value] of [
    ['caFile', asked.caFile],
    ['certFile', asked.certFile],
    ['keyFile', asked.keyFile],
  ] as const)
    if (value !== null)
      tls.set(key, value.startsWith('Secret ') ? `./${slug}-${value.split(' ').at(-1)}` : value)
  if (asked.insecureSkipVerify) tls.set('insecureSkipVerify', true)
  if (tls.size > 0) source.set('tls', tls)
  if (asked.plainHttp && asked.url.startsWith('oci:')) source.set('plainHttp', true)
  return source
}

function policiesOf(trust: readonly TrustAsked[]): Dict {
  const keyrings = new Map<string, string>()
  const keys = new Map<string, string>()
  const required = new Map<string, Value[]>()
  for (const asked of trust) {
    const rules = required.get(asked.match) ?? []
    required.set(asked.match, rules)
    switch (asked.kind) {
      case 'provenance': {
        const file = asked.keyring ?? './keys/pubring.gpg'
        const name = nameFor(keyrings, file)
        rules.push(new Dict([['provenance', new Dict([['keyring', name]])]]))
        break
      }
      case 'cosign-key': {
        const name = nameFor(keys, `./keys/${asked.secret}.pub`)
        rules.push(new Dict([['cosign', new Dict([['key', name]])]]))
        break
      }
      case 'cosign-identity':
        rules.push(
          new Dict([
            [
              'cosign',
              new Dict([
                ['issuerRegExp', anchored(asked.issuer)],
                ['subjectRegExp', anchored(asked.subject)],
              ]),
            ],
          ]),
        )
        break
      case 'notation':
        rules.push(
          new Dict([
            [
              'notation',
              new Dict([
                ['policyFile', './notation/trustpolicy.json'],
                ['storeDir', './notation/truststore'],
              ]),
            ],
          ]),
        )
    }
  }
  const out = new Dict()
  const files = (named: ReadonlyMap<string, string>): Slice =>
    new Slice(
      [...named].map(
        ([file, name]) =>
          new Dict([
            ['name', name],
            ['file', file],
          ]),
      ),
    )
  if (keyrings.size > 0) out.set('keyrings', files(keyrings))
  if (keys.size > 0) out.set('keys', files(keys))
  if (required.size > 0)
    out.set(
      'policies',
      new Slice(
        [...required].map(
          ([match, require]) =>
            new Dict([
              ['match', match],
              ['require', new Slice(require)],
            ]),
        ),
      ),
    )
  return out
}

/** A name for a file, from the file's own; the same file has one. */
function nameFor(known: Map<string, string>, file: string): string {
  const had = known.get(file)
  if (had !== undefined) return had
  const base =
    file
      .slice(file.lastIndexOf('/') + 1)
      .replace(/\.\w+$/, '')
      .toLowerCase()
      .replace(/[^a-z0-9-]+/g, '-') || 'key'
  const taken = new Set(known.values())
  let name = base
  for (let i = 2; taken.has(name); i++) name = `${base}-${i}`
  known.set(file, name)
  return name
}

/** Flux finds its pattern anywhere in the identity; ours match the whole of it, so the ends are said. */
const anchored = (pattern: string): string =>
  `${pattern.startsWith('^') ? '' : '.*'}${pattern.replace(/^\^|\$$/g, '')}${pattern.endsWith('$') ? '' : '.*'}`

/** YAML with the keys in the order in which people read them; scalars as the usual writer quotes them. */
function written(value: Value, indent: string): string {
  if (value instanceof Dict)
    return [...value.entries]
      .map(([key, item]) =>
        item instanceof Dict || item instanceof Slice
          ? `${indent}${key}:\n${written(item, `${indent}  `)}`
          : `${indent}${key}: ${marshalPretty(item)}`,
      )
      .join('')
  if (value instanceof Slice)
    return value.items
      .map((item) => `${indent}- ${written(item, `${indent}  `).slice(indent.length + 2)}`)
      .join('')
  return marshalPretty(value)
}
