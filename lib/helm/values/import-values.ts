import { sprintf } from '../../go/fmt/index.ts'
import { Dict, GoError, T, type Value } from '../../go/value.ts'
import type { Chart } from '../chart/chart.ts'
import type { Warnings } from '../warnings.ts'
import type { Coalescer } from './coalesce.ts'
import { copyMap } from './copy.ts'
import { table } from './values-type.ts'

/**
 * Brings what `import-values` names from subcharts into their parents' defaults, the deepest first; a parent's own
 * values win. Mirrors `processDependencyImportValues` as both versions call it, merging.
 */
export function importValues(chart: Chart, coalescer: Coalescer, warnings: Warnings): void {
  for (const dependency of chart.dependencies) importValues(dependency, coalescer, warnings)
  const requests = chart.metadata.dependencies
  if (requests === null) return
  const values = coalescer.mergeValues(chart, null)
  let imported = new Dict()
  for (const request of requests) {
    const done: Value[] = []
    for (const item of request!['import-values'] ?? []) {
      const asked = wish(item)
      if (asked === undefined) continue
      const { child, parent, isPair } = asked
      done.push(
        new Dict(
          [
            ['child', child],
            ['parent', parent],
          ],
          T.stringMap,
        ),
      )
      const found = find(values, `${request!.name}.${child}`)
      if (typeof found === 'string') warn(warnings, isPair, request!.name, found)
      else
        imported = coalescer.mergeTables(imported, pathToMap(parent, found.size === 0 ? new Dict() : found))
    }
    request!['import-values'] = done.length === 0 ? null : done
  }
  chart.values = coalescer.mergeTables(copyMap(values), imported)
}

/**
 * A name below `exports`, or a pair of paths. What was imported once is a map of strings and asks no more: in Helm 3
 * the copies that aliases make of a chart share their declarations.
 */
function wish(item: Value): { child: string; parent: string; isPair: boolean } | undefined {
  if (typeof item === 'string') return { child: `exports.${item}`, parent: '.', isPair: false }
  if (!(item instanceof Dict) || item.type === T.stringMap) return undefined
  const text = (key: string): string => sprintf('%v', [item.get(key) ?? null])
  return { child: text('child'), parent: text('parent'), isPair: true }
}

function find(values: Dict, path: string): Dict | string {
  try {
    return table(values, path)
  } catch (error) {
    if (error instanceof GoError) return error.message
    throw error
  }
}

function warn(warnings: Warnings, isPair: boolean, chart: string, error: string): void {
  if (isPair) {
    warnings.differ(
      `dependencies.go:270: Warning: ImportValues missing table from chart ${chart}: ${error}`,
      {
        level: 'WARN',
        message: 'ImportValues missing table from chart',
        attributes: { chart, error },
      },
    )
  } else {
    warnings.differ(`dependencies.go:287: Warning: ImportValues missing table: ${error}`, {
      level: 'WARN',
      message: 'ImportValues missing table',
      attributes: { error },
    })
  }
}

/** `a.b` and a map give that map below `b` below `a`. */
function pathToMap(path: string, data: Dict): Dict {
  if (path === '.') return data
  return path.split('.').reduceRight((below, name) => new Dict([[name, below]]), data)
}
