import { base, join } from '../../go/path/index.ts'
import { countBytes, countItems } from '../../go/meter.ts'
import { fromBytes } from '../../go/text.ts'
import { Dict, type Type, type Value } from '../../go/value.ts'
import type { Chart } from '../chart/chart.ts'
import type { HelmProfile } from '../profile.ts'
import { noValues, table, valuesType } from '../values/values-type.ts'
import { chartValue } from './chart-value.ts'
import { filesType, filesValue } from './files.ts'

/** Bytes that a chart's own data takes besides its files and values. */
const SCOPE = 4000

/** A template file with the data that it runs on. */
export interface Renderable {
  readonly text: string
  /** `.`, shared by all templates of a chart, which may change it */
  readonly data: Dict
  readonly basePath: string
}

/** All templates of a chart and of those below it, by path, and what the root's get as dot. Mirrors `allTemplates`. */
export function allTemplates(
  chart: Chart,
  top: Dict,
  profile: HelmProfile,
): { readonly templates: Map<string, Renderable>; readonly scope: Dict } {
  const templates = new Map<string, Renderable>()
  const types = { values: valuesType(profile.packages.values), files: filesType(profile) }
  const scope = collect(chart, templates, top, profile, types)
  return { templates, scope }
}

function collect(
  chart: Chart,
  templates: Map<string, Renderable>,
  parent: Dict,
  profile: HelmProfile,
  types: { readonly values: Type; readonly files: Type },
): Dict {
  countBytes(SCOPE)
  countItems(chart.files.length + chart.templates.length)
  const subcharts = new Dict()
  const scope = new Dict([
    ['Chart', chartValue(chart, profile)],
    ['Files', filesValue(chart.files, types.files)],
    ['Release', parent.get('Release')],
    ['Capabilities', parent.get('Capabilities')],
    ['Values', valuesFor(chart, parent, types.values)],
    ['Subcharts', subcharts],
  ])
  for (const child of chart.dependencies)
    subcharts.set(child.name, collect(child, templates, scope, profile, types))
  const id = chart.fullPath
  for (const { path, data } of chart.templates) {
    if (chart.isLibrary && !base(path).startsWith('_')) continue
    templates.set(join(id, path), {
      text: fromBytes(data),
      data: scope.as(types.values),
      basePath: join(id, 'templates'),
    })
  }
  return scope
}

/** The root has all values, a subchart the table of its name in its parent's. A name with a dot finds none. */
export function valuesFor(chart: Chart, parent: Dict, type: Type): Value {
  if (chart.isRoot) return parent.get('Values')
  try {
    return table(parent, `Values.${chart.name}`).as(type)
  } catch {
    return noValues(type)
  }
}
