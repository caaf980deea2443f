import { dir, ext } from '../../go/path/index.ts'
import { Dict } from '../../go/value.ts'
import { documents } from '../documents.ts'
import { Fields } from '../fields.ts'
import { from, type Files } from '../files.ts'
import { isNull, type Node } from '../node.ts'
import { startOf, type Place } from '../place.ts'
import { Refused, type Problems } from '../problem.ts'
import { valuesOfNode } from '../values-node.ts'
import { emptyEnvironment, nextEnvironment, stateData, type Environment } from './environment.ts'
import { DEFAULTS_FIELDS, ENVIRONMENT_FIELDS, STATE_FIELDS } from './known-fields.ts'
import { overlay } from './overlay.ts'
import { checkOrder } from './policy.ts'
import { mergeEnvironments, mergeState, type State } from './state.ts'
import type { Templating } from './templating.ts'

/** A state file, read with its bases and for one environment. */
export interface LoadedState {
  readonly file: string
  readonly folder: string
  readonly state: State
  readonly environment: Environment
}

const DEFAULT = 'default'
const DEEPEST = 20

/** What a helmfile inherits from the one that names it. */
export interface Inherited {
  readonly environment?: Environment | undefined
}

/** Reads state files as Helmfile's `desiredStateLoader` and `StateCreator` do, from given files alone. */
export class Loader {
  readonly files: Files
  readonly templating: Templating
  readonly #problems: Problems
  readonly #environmentName: string

  constructor(files: Files, templating: Templating, problems: Problems, environmentName: string) {
    this.files = files
    this.templating = templating
    this.#problems = problems
    this.#environmentName = environmentName
  }

  /**
   * A state file of the input.
   * @throws Refused when there is nothing to go on with; why is told
   */
  load(file: string, inherited: Inherited = {}): LoadedState {
    return this.#load(file, dir(file), true, inherited.environment, [])
  }

  /** Mirrors `desiredStateLoader.load`: parts are rendered one after another, each seeing the values of those before. */
  #load(
    file: string,
    folder: string,
    evaluateBases: boolean,
    inherited: Environment | undefined,
    chain: readonly string[],
  ): LoadedState {
    const text = this.files.read(file)
    if (text === undefined) throw new Refused(file)
    if (chain.includes(file) || chain.length > DEEPEST) {
      this.#problems.add(startOf(file), 'CYCLE', { chain: [...chain, file].join(' → ') })
      throw new Refused(file)
    }
    checkOrder(text.replaceAll('\r\n', '\n'), file, this.#problems)
    let environment = inherited
    let whole: State = new Map()
    for (const [part, line] of parts(text.replaceAll('\r\n', '\n'))) {
      const at: Place = { file, line, column: 1 }
      const state = this.#read(part, at, folder, environment)
      if (state === undefined) continue
      const based = evaluateBases ? this.#withBases(state, folder, environment, [...chain, file]) : state
      if (!evaluateBases && state.has('bases')) {
        this.#problems.add(state.get('bases')!.at, 'NOT_FOLLOWED', {
          feature: 'bases of a base',
          reason: 'Helmfile refuses them',
        })
      }
      environment = this.#environment(based, folder, environment)
      whole = mergeState(whole, based, 'replace')
      this.#demandEnvironment(whole, environment, evaluateBases)
    }
    return { file, folder, state: whole, environment: environment ?? emptyEnvironment(this.#environmentName) }
  }

  /** One part of a file: rendered where the name asks for it, and its documents as one state. Mirrors `Parse`. */
  #read(part: string, at: Place, folder: string, environment: Environment | undefined): State | undefined {
    let text = part
    let lines: readonly number[] = []
    const isTemplate = ext(at.file) === '.gotmpl'
    if (isTemplate) {
      const data = stateData(environment ?? emptyEnvironment(this.#environmentName), '')
      const rendered = this.templating.render({ text: part, at, folder }, data, true)
      if (rendered === undefined) return undefined
      ;({ text, lines } = rendered)
    }
    const source = part.split('\n')
    const output = text.split('\n')
    const locate = (line: number, column: number): Place => {
      const own = lines[line - 1] ?? line
      return {
        file: at.file,
        line: at.line + own - 1,
        column: columnIn(source[own - 1], output[line - 1], column),
      }
    }
    let state: State | undefined
    for (const root of documents(text, locate, this.#problems, 'v3')) {
      if (root.kind !== 'map') {
        this.#problems.add(root.at, 'FIELD_TYPE', {
          field: 'the file',
          expected: 'a map',
          found: 'something else',
        })
        continue
      }
      new Fields(root, 'the state file', this.#problems).onlyKnow(STATE_FIELDS, 'error')
      const next: State = new Map(root.entries)
      state = state === undefined ? next : mergeState(state, next, 'append')
    }
    if (state === undefined && !isTemplate && part.includes('{{'))
      this.#problems.add(at, 'NOT_FOLLOWED', {
        feature: 'template expressions',
        reason: 'Helmfile renders only files whose name ends in .gotmpl',
      })
    return state
  }

  /** Mirrors `loadBases`: bases are layers below the file, in order. */
  #withBases(
    state: State,
    folder: string,
    environment: Environment | undefined,
    chain: readonly string[],
  ): State {
    const bases = state.get('bases')?.value
    if (bases?.kind !== 'list') return state
    const layers: State[] = []
    for (const base of bases.items) {
      if (base.kind !== 'scalar') continue
      if (isRemote(base.text)) {
        this.#problems.add(base.at, 'REMOTE_REFUSED', { address: base.text, by: 'bases' })
        continue
      }
      const path = from(folder, base.text)
      if (!this.files.has(path)) {
        this.#problems.add(base.at, 'ROLLOUT_FILE_MISSING', { path, asked: 'bases' })
        continue
      }
      try {
        layers.push(this.#load(path, folder, false, environment, chain).state)
      } catch (error) {
        if (!(error instanceof Refused)) throw error
      }
    }
    return [...layers, state].reduce((under, over) => {
      const environments = mergeEnvironments(under.get('environments'), over.get('environments'))
      const merged = mergeState(under, over, 'append')
      if (environments !== undefined) merged.set('environments', environments)
      return merged
    }, new Map() as State)
  }

  /** Mirrors `LoadEnvValues`: the named environment's values over those so far, and the state's own values as defaults. */
  #environment(state: State, folder: string, before: Environment | undefined): Environment {
    const name = this.#environmentName
    const spec = this.#fieldsOf(state, 'environments')?.map(name)
    spec?.onlyKnow(ENVIRONMENT_FIELDS, 'error')
    for (const secret of spec?.texts('secrets') ?? [])
      this.#problems.add(secret.at, 'SECRET_MISSING', {
        name: secret.text,
        by: `environments.${name}.secrets`,
      })
    const handler = spec?.text('missingFileHandler') || undefined
    const fallback = spec?.text('mergeStrategy') === 'fallback'
    const values = this.#values(spec?.list('values') ?? [], folder, handler, before, fallback)
    const defaults = this.#values(state.get('values')?.value, folder, undefined, before, false)
    return nextEnvironment(before, name, { values, kubeContext: spec?.text('kubeContext') ?? '' }, defaults)
  }

  #fieldsOf(state: State, field: string): Fields | undefined {
    const node = state.get(field)?.value
    if (node === undefined || isNull(node)) return undefined
    if (node.kind === 'map') {
      const fields = new Fields(node, field, this.#problems)
      if (field === 'helmDefaults') fields.onlyKnow(DEFAULTS_FIELDS, 'error')
      return fields
    }
    this.#problems.add(node.at, 'FIELD_TYPE', { field, expected: 'a map', found: 'something else' })
    return undefined
  }

  /** Values of an environment or of a state: maps, and files that may be templates. Mirrors `LoadEnvironmentValues`. */
  #values(
    entries: readonly Node[] | Node | undefined,
    folder: string,
    handler: string | undefined,
    environment: Environment | undefined,
    fallback: boolean,
  ): Dict {
    const items =
      entries === undefined
        ? []
        : 'kind' in entries
          ? entries.kind === 'list'
            ? entries.items
            : []
          : entries
    let result = new Dict()
    const add = (values: Dict): void => {
      result = fallback ? overlay(values, result) : overlay(result, values)
    }
    for (const item of items) {
      if (item.kind === 'map') add(valuesOfNode(item, this.#problems))
      else if (item.kind === 'scalar') {
        for (const path of this.expand(item.text, folder, item.at, 'values', handler)) {
          const read = this.#valuesFile(path, item.at, environment)
          if (read !== undefined) add(read)
        }
      } else
        this.#problems.add(item.at, 'FIELD_TYPE', {
          field: 'values',
          expected: 'a file or a map',
          found: 'a list',
        })
    }
    return result
  }

  #valuesFile(path: string, asked: Place, environment: Environment | undefined): Dict | undefined {
    if (path.endsWith('.hcl')) {
      this.#problems.add(asked, 'NOT_FOLLOWED', { feature: path, reason: 'values in HCL are not read here' })
      return undefined
    }
    const text = this.files.read(path) ?? ''
    let source = text
    if (path.endsWith('.gotmpl')) {
      const data = stateData(environment ?? emptyEnvironment(this.#environmentName), '')
      const rendered = this.templating.render({ text, at: startOf(path), folder: dir(path) }, data)
      if (rendered === undefined) return undefined
      source = rendered.text
    }
    const [root] = documents(source, (line, column) => ({ file: path, line, column }), this.#problems, 'v3')
    if (root === undefined) return new Dict()
    if (root.kind === 'map') return valuesOfNode(root, this.#problems)
    this.#problems.add(root.at, 'FIELD_TYPE', { field: path, expected: 'a map', found: 'something else' })
    return undefined
  }

  /**
   * The given files that a path or pattern names. Missing ones are told as the handler says: an error unless it is Warn, Info or
   * Debug. Mirrors `resolveFile` of pkg/state/storage.go.
   */
  expand(path: string, folder: string, at: Place, asked: string, handler: string | undefined): string[] {
    if (this.templating.unknowns.reasonIn(path) !== undefined) return []
    if (isRemote(path)) {
      this.#problems.add(at, 'REMOTE_REFUSED', { address: path, by: asked })
      return []
    }
    const found = this.files.glob(from(folder, path))
    if (found.length === 0) {
      const isError = handler === undefined || handler === 'Error'
      this.#problems.add(
        at,
        'ROLLOUT_FILE_MISSING',
        { path: from(folder, path), asked },
        isError ? 'error' : 'note',
      )
    }
    return found
  }

  #demandEnvironment(state: State, { name }: Environment, evaluateBases: boolean): void {
    if (!evaluateBases || name === DEFAULT) return
    const environments = this.#fieldsOf(state, 'environments')
    if (environments === undefined || environments.node.entries.has(name)) return
    const known = [...environments.node.entries.keys()].join(', ')
    this.#problems.add(environments.at, 'ENVIRONMENT_UNKNOWN', { name, known })
  }
}

/** The parts of a file as Helmfile cuts it, each with the line it begins at. */
function parts(text: string): [string, number][] {
  let line = 1
  return text.split('\n---\n').map((part) => {
    const begins = line
    line += part.split('\n').length + 1
    return [part, begins]
  })
}

/** The column in a template's own line: the same where both lines read alike up to it, else where the line's text begins. */
function columnIn(source: string | undefined, output: string | undefined, column: number): number {
  if (source === undefined || output === undefined || source === output) return column
  if (source.startsWith(output.slice(0, column))) return column
  return source.length - source.trimStart().length + 1
}

/** Mirrors `remote.IsRemote`: an address with a scheme, or go-getter's `git::`. */
export const isRemote = (path: string): boolean => /^(?:[a-z0-9+.-]+::|[a-z][a-z0-9+.-]*:\/\/)/i.test(path)
