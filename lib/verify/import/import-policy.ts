import { Dict, Slice, type Value } from '../../go/value.ts'
import { bounded, unmarshalAll, YamlError } from '../../yaml/index.ts'
import { isObject, ImportError, list, object, text, type Draft, type Json } from './draft.ts'
import { fromFlux } from './flux.ts'
import { fromKyverno } from './kyverno.ts'
import { fromNotary } from './notary.ts'

const MAX_TEXT = 1024 * 1024

/**
 * Reads what another tool calls its policy: Flux objects with `verify`, Kyverno `verifyImages` rules, Notary's
 * `trustpolicy.json`. Nothing is fetched and nothing is taken over: the result is a draft with what it leaves open.
 * @throws ImportError
 */
export function importPolicy(given: string): Draft {
  if (given.length > MAX_TEXT) throw new ImportError('the text is longer than 1 MiB')
  const documents = readDocuments(given)
  const drafts: Draft[] = []
  for (const resource of documents) {
    const kind = text(resource['kind'])
    if (Array.isArray(resource['trustPolicies'])) drafts.push(fromNotary(resource))
    else if (/^(?:OCIRepository|HelmChart|HelmRelease)$/.test(kind)) drafts.push(fromFlux(resource))
    else if (/^(?:Cluster)?Policy$/.test(kind) && text(resource['apiVersion']).startsWith('kyverno.io/'))
      drafts.push(fromKyverno(resource))
    else if (isObject(resource['verify']) || isObject(object(resource['spec'])['verify']))
      drafts.push(fromFlux(resource))
  }
  const [first] = drafts
  if (first === undefined)
    throw new ImportError(
      'neither a Flux object with verify, nor a Kyverno policy with verifyImages, nor a Notary trustpolicy.json',
    )
  return {
    from: first.from,
    policies: drafts.flatMap((one) => one.policies),
    keys: drafts.flatMap((one) => one.keys),
    notes: [...new Set(drafts.flatMap((one) => one.notes))],
  }
}

function readDocuments(given: string): Json[] {
  try {
    return bounded(given, unmarshalAll)
      .map(plain)
      .flatMap((one) => (isObject(one) && Array.isArray(one['items']) ? list(one['items']) : [one]))
      .filter(isObject)
  } catch (error) {
    if (error instanceof YamlError) throw new ImportError(`the text cannot be read: ${error.message}`)
    throw error
  }
}

const plain = (value: Value): unknown =>
  value instanceof Dict
    ? Object.fromEntries([...value.entries].map(([key, item]) => [key, plain(item)]))
    : value instanceof Slice
      ? value.items.map(plain)
      : value
