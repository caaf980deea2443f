import { join } from '../../go/path/index.ts'
import { TemplateError, TemplateSet } from '../../go/template/index.ts'
import { Budget, BudgetError, GoError, type Host, type Limits, type Value } from '../../go/value.ts'
import { metered } from '../../go/meter.ts'
import type { Files } from '../files.ts'
import type { Place } from '../place.ts'
import type { ProblemArgs, ProblemCode, Problems } from '../problem.ts'
import { CallRefused, helmfileFunctions } from './functions.ts'
import type { HelmfileRun, RefusedCall } from './run.ts'
import { canBeMarked, markLines, readMarks } from './source-lines.ts'
import { Unknowns } from './unknown.ts'

/** One reading of a rollout may do so much, in all its templates together. */
const LIMITS: Limits = { steps: 20_000_000, bytes: 256 * 1024 * 1024, depth: 10_000, text: 16 * 1024 * 1024 }

export interface TemplateSource {
  readonly text: string
  /** where the text begins in its file */
  readonly at: Place
  /** relative paths within are from here */
  readonly folder: string
}

/** Runs Helmfile's templates over given files and variables. Mirrors pkg/tmpl: `Context` and `FileRenderer`. */
export class Templating {
  readonly unknowns = new Unknowns()
  readonly #files: Files
  readonly #env: Readonly<Record<string, string>>
  readonly #host: Host
  readonly #problems: Problems
  readonly #budget = new Budget(LIMITS)

  constructor(files: Files, env: Readonly<Record<string, string>>, host: Host, problems: Problems) {
    this.#files = files
    this.#env = env
    this.#host = host
    this.#problems = problems
  }

  /**
   * What a text writes, and which of its lines wrote each line of that. What is refused is told, with its place.
   * @returns undefined where the template failed, which is told as well
   */
  render(
    source: TemplateSource,
    data: Value,
    whole = false,
  ): { text: string; lines: readonly number[] } | undefined {
    if (!source.text.includes('{{')) return { text: source.text, lines: [] }
    const refusals: RefusedCall[] = []
    const shift = source.at.line - 1
    const place = (line: number, column: number): Place => ({
      file: source.at.file,
      line: shift + line,
      column: line === 1 ? source.at.column - 1 + column : column,
    })
    try {
      const output = metered(this.#budget, () => this.#run(source, data, refusals, whole))
      return whole && canBeMarked(source.text) ? readMarks(output) : { text: output, lines: [] }
    } catch (error) {
      this.#tell(error, source, place)
      return undefined
    } finally {
      for (const { code, args, site, isNote } of refusals) {
        const [, line, column] = /:(\d+):(\d+)$/.exec(site) ?? []
        const at = place(Number(line ?? 1), Number(column ?? 0) + 1)
        this.#problems.add(at, code, args as ProblemArgs[ProblemCode], isNote === true ? 'note' : 'error')
      }
    }
  }

  #run({ text, folder }: TemplateSource, data: Value, refusals: RefusedCall[], mark: boolean): string {
    const set = this.#newSet(folder)
    const template = set.parse('stringTemplate', text)
    if (mark && canBeMarked(text)) markLines(template)
    return set.run(this.#runOver(set, folder, refusals), template, data)
  }

  #runOver(set: TemplateSet, folder: string, refusals: RefusedCall[]): HelmfileRun {
    return {
      host: this.#host,
      budget: this.#budget,
      files: this.#files,
      env: this.#env,
      unknowns: this.unknowns,
      folder,
      set,
      included: new Map(),
      refusals,
      tpl: (text, data) => {
        const inner = this.#newSet(folder)
        const template = inner.parse('stringTemplate', text)
        return inner.run(this.#runOver(inner, folder, refusals), template, data)
      },
    }
  }

  /** Helpers are the files `_*.tpl` beside what is rendered. Mirrors `newTemplate` and `helperTPLs`. */
  #newSet(folder: string): TemplateSet {
    const set = new TemplateSet(helmfileFunctions(), { missingKey: 'error', name: 'stringTemplate' })
    for (const path of this.#files.paths) {
      if (!/(?:^|\/)_[^/]*\.tpl$/.test(path) || path !== join(folder, path.slice(path.lastIndexOf('/') + 1)))
        continue
      set.parse(path, this.#files.read(path) ?? '')
    }
    return set
  }

  #tell(error: unknown, { at }: TemplateSource, place: (line: number, column: number) => Place): void {
    if (error instanceof BudgetError) {
      this.#problems.add(at, 'ROLLOUT_LIMIT', { what: 'work of templates', limit: String(error.limit) })
      return
    }
    if (!(error instanceof GoError)) throw error
    const failed = error instanceof TemplateError ? error : undefined
    const own = failed?.parseName === 'stringTemplate' ? failed : undefined
    const where = own?.line === undefined ? at : place(own.line, (own.column ?? 0) + 1)
    const refused = failed?.chain().find((one) => one instanceof CallRefused)
    if (refused instanceof CallRefused) this.#problems.add(where, refused.code, refused.args)
    else
      this.#problems.add(where, 'TEMPLATE_FAILED', {
        detail: failed?.detail ?? error.message,
        at: failed?.context ?? '',
      })
  }
}
