import { Dict } from '../../go/value.ts'
import { marshalPretty } from '../../yaml/index.ts'
import { join } from '../../go/path/index.ts'
import type { Builder } from '../builder.ts'
import type { Fields } from '../fields.ts'
import { dataOf, type KubeObjects } from '../kubernetes.ts'
import { readValues } from '../merged-values.ts'
import type { PlacedLayer } from '../model.ts'
import { valuesOfNode } from '../values-node.ts'

/**
 * The values of a bundle for one target: the bundle's own, its files over them, then the customisation's own and its files, then
 * what `valuesFrom` refers to. Mirrors `generateValues` (internal/bundlereader/resources.go), `Merge`
 * (internal/cmd/controller/options/calculate.go) and `getValues` (internal/helmdeployer/install.go).
 */
export function fleetValues(
  helms: readonly Fields[],
  folder: string,
  namespace: string,
  objects: KubeObjects,
  builder: Builder,
): PlacedLayer[] {
  const layers = helms.flatMap((helm) => staticValues(helm, folder, builder))
  for (const helm of helms)
    for (const reference of helm.maps('valuesFrom'))
      layers.push(...fromObjects(reference, namespace, objects, builder))
  return layers
}

function staticValues(helm: Fields, folder: string, { files, problems }: Builder): PlacedLayer[] {
  const layers: PlacedLayer[] = []
  const own = helm.map('values')
  if (own !== undefined) {
    const values = valuesOfNode(own.node, problems)
    tellTemplated(own, values, helm.flag('disablePreProcess') === true, problems)
    const name = `${own.at.file}:${own.at.line}`
    layers.push({ layer: { kind: 'file', name, text: marshalPretty(values) }, at: own.at })
  }
  for (const { text, at } of helm.texts('valuesFiles')) {
    const path = join(folder, text)
    const content = files.read(path)
    if (content === undefined) problems.add(at, 'ROLLOUT_FILE_MISSING', { path, asked: 'valuesFiles' })
    else {
      const values = readValues(content, { file: path, line: 1, column: 1 }, problems)
      if (values !== undefined) layers.push({ layer: { kind: 'file', name: path, text: content }, at })
    }
  }
  if (helm.has('templateValues'))
    problems.add(helm.place('templateValues'), 'UNKNOWN_VALUE', {
      field: 'templateValues',
      because: 'they are made from the cluster’s labels',
    })
  return layers
}

/** `${ … }` in values is a template over the cluster's labels, unless that is turned off. */
function tellTemplated(own: Fields, values: Dict, off: boolean, problems: Builder['problems']): void {
  if (off || !marshalPretty(values).includes('${')) return
  problems.add(own.at, 'UNKNOWN_VALUE', {
    field: 'helm.values',
    because: '${…} is filled in from the cluster’s labels',
  })
}

function fromObjects(
  reference: Fields,
  namespace: string,
  objects: KubeObjects,
  { problems }: Builder,
): PlacedLayer[] {
  return (['configMapKeyRef', 'secretKeyRef'] as const).flatMap((field) => {
    const ref = reference.map(field)
    if (ref === undefined) return []
    const kind = field === 'secretKeyRef' ? 'Secret' : 'ConfigMap'
    const name = ref.needed('name', true)
    const key = ref.text('key', true) || 'values.yaml'
    const object = objects.find('', kind, name, ref.text('namespace', true) || namespace, ref.at)
    if (object === undefined) return []
    const data = dataOf(object, key)
    if (data === undefined) {
      problems.add(ref.at, 'OBJECT_MISSING', { kind: `${kind} ${name} with the key`, name: key, namespace })
      return []
    }
    return [
      { layer: { kind: 'file' as const, name: `${kind}/${name} ${key}`, text: data.text }, at: data.at },
    ]
  })
}
