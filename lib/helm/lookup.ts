import { Dict, GoError, Slice, type Host, type Value } from '../go/value.ts'
import { unmarshalAll } from '../yaml/index.ts'
import { HelmError } from './error.ts'
import { deepCopy } from './values/copy.ts'

/** A host whose cluster has the objects of some YAML documents. @throws HelmError VALUES_INVALID where they cannot be read */
export function withObjects(host: Host, text: string): Host {
  const objects = readObjects(text)
  return {
    random: (n) => host.random(n),
    now: () => host.now(),
    get localName() {
      return host.localName ?? 'Local'
    },
    localZone: (seconds) => host.localZone(seconds),
    zone: (name, seconds) => host.zone(name, seconds),
    rsaKey: (bits) => host.rsaKey(bits),
    ...(host.monotonic !== undefined && { monotonic: () => host.monotonic!() }),
    ...(host.at !== undefined && { at: (site: string) => host.at!(site) }),
    lookup: (apiVersion, kind, namespace, name) => {
      const found = objects.filter(
        (each) =>
          each.get('apiVersion') === apiVersion &&
          each.get('kind') === kind &&
          (namespaceOf(each) === namespace || (name === '' && namespace === '')),
      )
      // a template may change what it is given
      if (name !== '')
        return deepCopy(found.find((each) => metadataOf(each)?.get('name') === name) ?? new Dict())
      return new Dict([
        ['apiVersion', apiVersion],
        ['items', deepCopy(new Slice(found))],
        ['kind', `${kind}List`],
        ['metadata', new Dict()],
      ])
    },
  }
}

/** Objects of all documents; lists are taken apart. */
function readObjects(text: string): Dict[] {
  let documents: readonly Value[]
  try {
    documents = unmarshalAll(text)
  } catch (error) {
    if (!(error instanceof GoError || (error instanceof Error && error.name === 'YamlError'))) throw error
    throw new HelmError('VALUES_INVALID', `failed to parse the objects of lookup: ${error.message}`)
  }
  return documents.flatMap((each) => {
    if (!(each instanceof Dict)) return []
    const items = each.get('items')
    return items instanceof Slice ? items.items.filter((item) => item instanceof Dict) : [each]
  })
}

function metadataOf(object: Dict): Dict | undefined {
  const metadata = object.get('metadata')
  return metadata instanceof Dict ? metadata : undefined
}

const namespaceOf = (object: Dict): string => {
  const namespace = metadataOf(object)?.get('namespace')
  return typeof namespace === 'string' ? namespace : ''
}
