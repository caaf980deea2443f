import { Key, union, type Reads } from '../../go/template/traced/reads.ts'
import type { Dict } from '../../go/value.ts'
import type { Chart } from '../chart/chart.ts'
import { findPathValue } from '../values/values-type.ts'

/** What decided that each subchart is there, by the path of its folder: conditions and tags, its parents' too. */
export function conditionsOf(root: Chart, values: Dict, key: Key): Map<string, Reads | undefined> {
  const found = new Map<string, Reads | undefined>()
  const at = (path: string): Key => path.split('.').reduce((from, name) => from.child(name), key)
  const visit = (chart: Chart, path: string, outer: Reads | undefined): void => {
    found.set(chart.fullPath, outer)
    for (const below of chart.dependencies) {
      const request = chart.metadata.dependencies?.find((each) => each?.name === below.name)
      let reads = outer
      for (const tag of request?.tags ?? []) reads = union(reads, at(`tags.${tag}`).value)
      for (const condition of (request?.condition ?? '').trim().split(',')) {
        if (condition === '') continue
        reads = union(reads, at(path + condition).value)
        if (typeof findPathValue(values, path + condition) === 'boolean') break
      }
      visit(below, `${path}${below.name}.`, reads)
    }
  }
  visit(root, '', undefined)
  return found
}
