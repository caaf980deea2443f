import { base } from '../../go/path/index.ts'
import { replaceAll } from '../../go/strings.ts'
import { TemplateError, TemplateSet } from '../../go/template/index.ts'
import { compareBytes } from '../../go/text.ts'
import { BudgetError, Dict, GoError, type Budget, type Host } from '../../go/value.ts'
import type { HelmProfile } from '../profile.ts'
import { valuesType } from '../values/values-type.ts'
import { execError, parseError } from './exec-error.ts'
import { helmFunctions } from './functions.ts'
import { NO_VALUE } from './include.ts'
import { HelmRun } from './run.ts'
import type { Renderable } from './scope.ts'

/**
 * Parses and runs every template. Mirrors `Engine.render`.
 * @returns what each file wrote, by path, in the order of running
 * @throws HelmError TEMPLATE_PARSE, TEMPLATE_EXEC or TEMPLATE_FAIL
 */
export function renderTemplates(
  templates: ReadonlyMap<string, Renderable>,
  profile: HelmProfile,
  host: Host,
  budget: Budget,
): Map<string, string> {
  const paths = runningOrder(templates.keys())
  const set = parseAll(paths, templates, profile)
  const run = new HelmRun(host, budget, set)
  const type = valuesType(profile.packages.values)
  const rendered = new Map<string, string>()
  for (const path of paths) {
    if (base(path).startsWith('_')) continue
    const { data, basePath } = templates.get(path)!
    data.set(
      'Template',
      new Dict(
        [
          ['Name', path],
          ['BasePath', basePath],
        ],
        type,
      ),
    )
    try {
      rendered.set(path, replaceAll(set.execute(run, path, data), NO_VALUE, ''))
    } catch (error) {
      if (error instanceof GoError) throw execError(path, error, profile)
      throw error
    }
  }
  return rendered
}

/** Templates in the order in which they are parsed and run: the deepest first. Mirrors `sortTemplates`. */
export const runningOrder = (paths: Iterable<string>): string[] =>
  [...paths].sort((a, b) => depth(b) - depth(a) || compareBytes(b, a))

const depth = (path: string): number => path.split('/').length

const roots = new WeakMap<HelmProfile, TemplateSet>()

/** An empty set, whose clones remember together what they parsed and compiled: a chart's next render does neither. */
function rootOf(profile: HelmProfile): TemplateSet {
  let root = roots.get(profile)
  if (root === undefined) {
    root = new TemplateSet(helmFunctions(profile), { missingKey: 'zero', name: 'gotpl' })
    roots.set(profile, root)
  }
  return root
}

/** Parses every template, so that each sees all others. @throws HelmError TEMPLATE_PARSE */
export function parseAll(
  paths: readonly string[],
  templates: ReadonlyMap<string, Renderable>,
  profile: HelmProfile,
): TemplateSet {
  const set = rootOf(profile).clone()
  for (const path of paths) {
    try {
      set.parse(path, templates.get(path)!.text)
    } catch (error) {
      if (error instanceof TemplateError) throw parseError(path, error)
      if (error instanceof BudgetError) error.through({ template: path, line: 0, column: 0, context: '' })
      throw error
    }
  }
  return set
}
