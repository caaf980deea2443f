import { Dict, GoError } from '../../go/value.ts'
import { mergeMaps, setInto } from '../../helm/index.ts'
import type { Builder } from '../builder.ts'
import { Fields } from '../fields.ts'
import { dataOf, type KubeObjects } from '../kubernetes.ts'
import { fileLayer, readValues } from '../merged-values.ts'
import type { PlacedLayer } from '../model.ts'
import { valuesOfNode } from '../values-node.ts'

/**
 * The values of a HelmRelease: those of `valuesFrom` in order, its own over them. A `targetPath` changes what stands so far,
 * over which Flux lays the own values first; from then on the layers are one, for no flags of Helm would say the same.
 * Mirrors `ChartValuesFromReferences` of fluxcd/pkg chartutil/values.go.
 */
export function fluxValues(
  spec: Fields,
  namespace: string,
  objects: KubeObjects,
  builder: Builder,
): PlacedLayer[] {
  const { problems } = builder
  const own = ownValues(spec, builder)
  const layers: { values: Dict; layer: PlacedLayer }[] = []
  const add = (values: Dict, layer: PlacedLayer): void => void layers.push({ values, layer })
  for (const reference of spec.maps('valuesFrom')) {
    const kind = reference.needed('kind')
    const name = reference.needed('name', true)
    const key = reference.text('valuesKey', true) || 'values.yaml'
    const optional = reference.flag('optional') === true
    if (kind !== 'ConfigMap' && kind !== 'Secret') {
      problems.add(reference.place('kind'), 'VALUE_REFUSED', {
        field: 'kind',
        found: kind,
        rule: 'ConfigMap or Secret',
      })
      continue
    }
    const object = objects.find('', kind, name, namespace, reference.at, optional)
    if (object === undefined) continue
    const data = dataOf(object, key)
    if (data === undefined) {
      const missing = { kind: `${kind} ${name} with the key`, name: key, namespace }
      problems.add(reference.at, 'OBJECT_MISSING', missing, optional ? 'note' : 'error')
      continue
    }
    const target = reference.text('targetPath')
    if (target === '') {
      const values = readValues(data.text, data.at, problems)
      const layer = { kind: 'file' as const, name: `${kind}/${name} ${key}`, text: data.text }
      if (values !== undefined) add(values, { layer, at: data.at })
      continue
    }
    const soFar = mergeMaps(
      layers.reduce((all, { values }) => mergeMaps(all, values), new Dict()),
      own?.values ?? new Dict(),
    )
    try {
      replacePath(soFar, target, data.text, reference.flag('literal') === true)
      layers.length = 0
      add(soFar, fileLayer(`values with ${target} of ${kind}/${name}`, soFar, reference.at))
    } catch (error) {
      if (!(error instanceof GoError)) throw error
      problems.add(reference.place('targetPath'), 'VALUE_REFUSED', {
        field: 'targetPath',
        found: target,
        rule: error.message,
      })
    }
  }
  return [...layers.map(({ layer }) => layer), ...(own === undefined ? [] : [own.layer])]
}

function ownValues(spec: Fields, { problems }: Builder): { values: Dict; layer: PlacedLayer } | undefined {
  const fields = spec.map('values')
  if (fields === undefined) return undefined
  const values = valuesOfNode(fields.node, problems)
  return { values, layer: fileLayer(`${fields.at.file}:${fields.at.line}`, values, fields.at) }
}

/** Mirrors `ReplacePathValue` and `ReplacePathLiteralValue`. */
function replacePath(values: Dict, path: string, value: string, literal: boolean): void {
  if (literal) {
    setInto(values, `${path}=${value.replace(/[\\,[\]{}]/g, '\\$&')}`, true)
    return
  }
  const quoted = ["'", '"'].some((mark) => value.startsWith(mark) && value.endsWith(mark))
  setInto(values, `${path}=${quoted ? value.replace(/^['"]+|['"]+$/g, '') : value}`, quoted)
}
