import { base } from '../../go/path/index.ts'
import { Frame } from '../../go/template/traced/origin.ts'
import { compileTraced } from '../../go/template/traced/exec.ts'
import { Key, type Reads } from '../../go/template/traced/reads.ts'
import { runTraced, type TracedText } from '../../go/template/traced/run.ts'
import { Trace } from '../../go/template/traced/state.ts'
import { BUILTINS } from '../../go/template/funcs.ts'
import { Dict, GoError, type Budget, type Host } from '../../go/value.ts'
import type { Chart } from '../chart/chart.ts'
import { execError } from '../engine/exec-error.ts'
import { HelmError } from '../error.ts'
import { helmFunctions } from '../engine/functions.ts'
import { parseAll, runningOrder } from '../engine/render.ts'
import { HelmRun } from '../engine/run.ts'
import { allTemplates, type Renderable } from '../engine/scope.ts'
import type { HelmProfile } from '../profile.ts'
import { plainStages, type Stages } from '../stages.ts'
import { copyMap } from '../values/copy.ts'
import { valuesType } from '../values/values-type.ts'
import { withoutNoValue } from './call-makers.ts'
import { conditionsOf } from './conditions.ts'
import { Definers } from './definers.ts'
import { Failures } from './keep-going.ts'
import { rules } from './rules.ts'

/** The stages of a traced render: as the plain ones, but templates run with tracing. What they found is kept. */
export class Tracing {
  readonly stages: Stages = {
    ...plainStages,
    load: (...args) => {
      const chart = plainStages.load(...args)
      this.#remember(chart)
      // without conditions no chart comes and goes
      if (this.conditionPaths.length > 0) this.#definers.collect(chart, this.values)
      return chart
    },
    coalesce: (...args) => this.#coalesce(...args),
    validate: (chart, values, warnings) => {
      try {
        plainStages.validate(chart, values, warnings)
      } catch (error) {
        if (this.failures === undefined || !(error instanceof HelmError)) throw error
        this.failures.note(error, '', '', this.#profile)
      }
    },
    templates: (...args) => this.#templates(...args),
    sort: (...args) => (this.failures ?? plainStages).sort(...args),
  }
  /** what failed, where the render is to go on all the same */
  readonly failures: Failures | undefined
  readonly #profile: HelmProfile

  constructor(profile: HelmProfile, keepGoing: boolean) {
    this.#profile = profile
    this.failures = keepGoing ? new Failures() : undefined
  }

  /** the places of the values, and of what else templates are given */
  readonly values = new Key('Values')
  readonly others = new Key('')
  /** what each file wrote */
  readonly files = new Map<string, TracedText>()
  /** the chart after its dependencies were processed, and its values as the templates got them */
  chart: Chart | undefined
  effective: Dict | undefined
  /** each chart's own defaults, by its list of templates, which copies share */
  readonly defaults = new Map<unknown, Dict>()
  /** what decided that each chart is there, by its folder */
  conditions: ReadonlyMap<string, Reads | undefined> = new Map()

  /** each template's text, by its path */
  readonly texts = new Map<string, string>()
  /** the values that conditions and tags of subcharts look at, and the subcharts that Chart.yaml declares */
  readonly conditionPaths: string[] = []
  readonly #declared = new Set<string>()
  readonly #definers = new Definers()

  /** Whether a path lies in a subchart that is switched off. */
  isOff(path: readonly (string | number)[]): boolean {
    let chart = this.chart
    let prefix = ''
    for (const name of path) {
      prefix += `${name}.`
      if (!this.#declared.has(prefix)) return false
      chart = chart?.dependencies.find((below) => below.name === name)
      if (chart === undefined) return true
    }
    return false
  }

  #remember(chart: Chart, prefix = ''): void {
    if (chart.values !== null) this.defaults.set(chart.templates, chart.values)
    for (const request of chart.metadata.dependencies ?? []) {
      if (request === null) continue
      const { name, alias, condition, tags } = request
      for (const tag of tags ?? []) this.conditionPaths.push('tags', `tags.${tag}`)
      for (const each of condition.trim().split(','))
        if (each !== '') this.conditionPaths.push(...prefixesOf(prefix + each))
      const as = `${prefix}${alias === '' ? name : alias}.`
      this.#declared.add(as)
      for (const below of chart.dependencies) if (below.name === name) this.#remember(below, as)
    }
    for (const below of chart.dependencies)
      if (below.values !== null) this.defaults.set(below.templates, below.values)
  }

  #coalesce(...args: Parameters<Stages['coalesce']>): Dict {
    const [chart] = args
    this.chart = chart
    const values = plainStages.coalesce(...args)
    // templates may change theirs
    this.effective = copyMap(values)
    return values
  }

  #templates(chart: Chart, top: Dict, profile: HelmProfile, host: Host, budget: Budget): Map<string, string> {
    const functions = new Map([...BUILTINS, ...helmFunctions(profile)])
    const { failures } = this
    const trace = new Trace(failures?.rules(rules) ?? rules, functions, 'zero', compileTraced, (name) =>
      this.#definers.of(name),
    )
    const { templates, scope } = allTemplates(chart, top, profile)
    const values = top.get('Values') as Dict
    this.#place(trace, scope, values)
    this.conditions = conditionsOf(chart, values, this.values)
    const paths = runningOrder(templates.keys())
    const set = failures?.parse(paths, templates, profile) ?? parseAll(paths, templates, profile)
    const run = new HelmRun(host, budget, set)
    const rendered = new Map<string, string>()
    for (const [path, { text }] of templates) this.texts.set(path, text)
    for (const path of paths) {
      if (base(path).startsWith('_')) continue
      const { data, basePath } = templates.get(path)!
      data.set('Template', templateValue(path, basePath, profile))
      const frame = new Frame('file', undefined, undefined, path, this.conditions.get(folderOf(basePath)))
      try {
        const template = set.lookup(path)
        if (template === undefined) {
          // a file that could not be parsed is among the failures
          if (failures === undefined) set.execute(run, path, data)
        } else {
          const made = withoutNoValue(runTraced(trace, run, set, template, data, undefined, frame))
          this.files.set(path, made)
          rendered.set(path, made.text)
        }
      } catch (error) {
        if (failures !== undefined) failures.note(error, path, templates.get(path)!.text, profile)
        else if (error instanceof GoError) throw execError(path, error, profile)
        else throw error
      }
    }
    return rendered
  }

  /** Says where each thing that templates are given comes from. */
  #place({ notebook }: Trace, scope: Dict, values: Dict): void {
    const { values: root, others } = this
    // globals are shared with subcharts: they are the root's
    notebook.place(values.get('global'), root.child('global'))
    notebook.place(values, root)
    const visit = (dot: Dict): void => {
      for (const name of ['Release', 'Capabilities', 'Chart']) {
        const value = dot.get(name)
        if (value instanceof Dict) notebook.place(value, others.child(name))
        else
          notebook.store(
            dot,
            name,
            others.child(name).value,
            undefined,
            new Frame('file', undefined, undefined),
          )
      }
      const below = dot.get('Subcharts')
      if (below instanceof Dict)
        for (const each of below.entries.values()) if (each instanceof Dict) visit(each)
    }
    visit(scope)
  }
}

const prefixesOf = (path: string): string[] =>
  path.split('.').map((_, i, names) => names.slice(0, i + 1).join('.'))

const folderOf = (basePath: string): string => basePath.slice(0, -'/templates'.length)

const templateValue = (path: string, basePath: Renderable['basePath'], profile: HelmProfile): Dict =>
  new Dict(
    [
      ['Name', path],
      ['BasePath', basePath],
    ],
    valuesType(profile.packages.values),
  )
