import { marshal as marshalJson, unmarshal as unmarshalJson } from '../../go/json/index.ts'
import { join } from '../../go/path/index.ts'
import { fn, fnWith } from '../../go/signature.ts'
import { Dict, Func, GoError, Slice, Struct, T, type Run, type Value } from '../../go/value.ts'
import { sprigFunctions } from '../../sprig/index.ts'
import { marshalPretty } from '../../yaml/index.ts'
import { documents } from '../documents.ts'
import { from } from '../files.ts'
import { toValue } from '../node.ts'
import { startOf } from '../place.ts'
import { Problems, type ProblemArgs, type ProblemCode } from '../problem.ts'
import type { HelmfileRun } from './run.ts'

/** A call that is not made here. Ends the template where no stand-in could take its place. */
export class CallRefused<C extends ProblemCode = ProblemCode> extends GoError {
  override name = 'CallRefused'
  readonly code: C
  readonly args: ProblemArgs[C]
  constructor(code: C, args: ProblemArgs[C], message: string) {
    super(message)
    this.code = code
    this.args = args
  }
}

const asText = (value: Value): string => (typeof value === 'string' ? value : String(value))

/** Remembers what was not done, and stands for its outcome. */
function unknown<C extends ProblemCode>(run: Run, code: C, args: ProblemArgs[C], reason: string): string {
  const { refusals, unknowns, site } = run as HelmfileRun
  refusals.push({ code, args, site: String(site ?? '') })
  return unknowns.mark(reason)
}

function program(run: Run, name: string, args: readonly Value[]): string {
  const [command, list] = args
  const words = list instanceof Slice ? list.items.map(asText) : []
  const shown = [asText(command ?? ''), ...words].join(' ').slice(0, 200)
  return unknown(
    run,
    'PROGRAM_REFUSED',
    { function: name, program: shown },
    `the output of ${shown} is not known here`,
  )
}

/** What a file holds; one that was not given is told. */
function readFile(run: Run, path: string): string {
  const { files, folder } = run as HelmfileRun
  const text = files.read(from(folder, path))
  if (text !== undefined) return text
  return unknown(run, 'OUTSIDE_FILES', { path, by: 'readFile' }, `${path} is not among the given files`)
}

function getAt(
  path: string,
  rest: readonly Value[],
): { found: true; value: Value } | { found: false; why: string } {
  const value = rest.at(-1)
  const hasDefault = rest.length > 1
  let here: Value = value
  if (path === '') return { found: true, value: here }
  for (const key of path.split('.')) {
    const entries = here instanceof Dict ? here.entries : here instanceof Struct ? here.fields() : undefined
    if (entries === undefined)
      return {
        found: false,
        why: `unexpected type of value for key "${key}": it must be either map[string]any or any struct`,
      }
    if (!entries.has(key))
      return hasDefault
        ? { found: true, value: rest[0] }
        : { found: false, why: `no value exist for key "${key}"` }
    here = entries.get(key)
  }
  return { found: true, value: here }
}

function checkCount(name: string, rest: readonly Value[]): void {
  if (rest.length < 1 || rest.length > 2)
    throw new GoError(
      `unexpected number of args passed to the template function ${name}(path, [def, ]obj): expected 1 or 2, got ${rest.length}`,
    )
}

/** @throws GoError in the words of the reader */
function fromYaml(text: string): Value {
  const problems = new Problems()
  const [root] = documents(text, () => startOf(''), problems, 'v3')
  const [first] = problems.all
  if (first !== undefined)
    throw new GoError(`yaml: ${first.args['detail'] ?? first.code}, offending yaml: ${text}`)
  return root === undefined ? null : toValue(root)
}

function setValueAtPath(path: string, value: Value, values: Dict): Dict {
  const keys = path.split('.')
  let here = values
  for (const key of keys.slice(0, -1)) {
    const next = here.get(key)
    if (!here.has(key))
      throw new GoError(`failed to set value at path "${path}": value for key "${key}" does not exist`)
    if (!(next instanceof Dict))
      throw new GoError(`failed to set value at path "${path}": value for key "${key}" was not a map`)
    here = next
  }
  here.set(keys.at(-1)!, value)
  return values
}

const withFallback = (decode: () => Value): Value => {
  try {
    return decode()
  } catch (error) {
    if (error instanceof GoError) return null
    throw error
  }
}

/** `$NAME` and `${NAME}` as os.ExpandEnv reads them. */
const expand = (run: Run, text: string): string =>
  text.replace(/\$(?:\{(\w+)\}|(\w+))/g, (_, braced?: string, bare?: string) =>
    variable(run, (braced ?? bare)!),
  )

/** A variable that was not given is empty, as in a shell that has not set it; that is told. */
function variable(run: Run, name: string): string {
  const { env, refusals, site } = run as HelmfileRun
  const value = env[name]
  if (value === undefined)
    refusals.push({ code: 'VARIABLE_MISSING', args: { name }, site: String(site ?? ''), isNote: true })
  return value ?? ''
}

const variadic = (
  params: readonly Parameters<typeof fn>[0][number][],
  call: Func['call'],
  result = T.any,
): Func => {
  const types = params.map((name) => T[name.replace('...', '') as 'any'])
  return new Func(types, true, result, call, true)
}

/** What Helmfile sets besides and above sprig. Mirrors `createFuncMap` of pkg/tmpl/context_funcs.go. */
const own: Readonly<Record<string, Func>> = {
  exec: variadic(['string', 'anySlice', '...string'], (run, args) => program(run, 'exec', args), T.string),
  envExec: variadic(
    ['anyMap', 'string', 'anySlice', '...string'],
    (run, args) => program(run, 'envExec', args.slice(1)),
    T.string,
  ),
  isFile: fnWith(['string'], 'bool', (run, path) => {
    const { files, folder } = run as HelmfileRun
    return files.has(from(folder, path))
  }),
  isDir: fnWith(['string'], 'bool', (run, path) => {
    const { files, folder } = run as HelmfileRun
    return files.isFolder(from(folder, path))
  }),
  readFile: fnWith(['string'], 'string', readFile, true),
  readDir: fnWith(
    ['string'],
    'stringSlice',
    (run, path) => {
      const { files, folder } = run as HelmfileRun
      const below = from(folder, path)
      if (!files.isFolder(below))
        throw new CallRefused(
          'OUTSIDE_FILES',
          { path, by: 'readDir' },
          `${path} is not among the given files`,
        )
      return new Slice(
        files.namesIn(below).map((name) => join(path, name)),
        T.stringSlice,
      )
    },
    true,
  ),
  readDirEntries: fnWith(
    ['string'],
    'anySlice',
    (_run, path) => {
      throw new CallRefused('OUTSIDE_FILES', { path, by: 'readDirEntries' }, `${path} is not read here`)
    },
    true,
  ),
  toYaml: fnWith(['any'], 'string', (run, value) => {
    const text = marshalPretty(value)
    run.budget.grow(text.length)
    return text
  }),
  fromYaml: fn(['string'], 'any', fromYaml, true),
  toJson: fn(['any'], 'string', (value) => {
    try {
      return marshalJson(value)
    } catch (error) {
      if (error instanceof GoError) return ''
      throw error
    }
  }),
  fromJson: fn(['string'], 'any', (text) => withFallback(() => unmarshalJson(text))),
  setValueAtPath: fn(['string', 'any', 'anyMap'], 'anyMap', setValueAtPath, true),
  env: fnWith(['string'], 'string', variable),
  expandenv: fnWith(['string'], 'string', expand),
  requiredEnv: fnWith(
    ['string'],
    'string',
    (run, name) => {
      const value = (run as HelmfileRun).env[name]
      if (value !== undefined && value !== '') return value
      return unknown(run, 'VARIABLE_MISSING', { name }, `the variable ${name} was not given`)
    },
    true,
  ),
  get: variadic(['string', '...any'], (_run, [path, ...rest]) => {
    checkCount('get', rest)
    const got = getAt(path as string, rest)
    if (!got.found) throw new GoError(got.why)
    return got.value
  }),
  getOrNil: fn(['string', 'any'], 'any', (path, value) => {
    const got = getAt(path, [value])
    return got.found ? got.value : null
  }),
  required: fn(
    ['string', 'any'],
    'any',
    (warn, value) => {
      if (value === null || value === undefined || value === '') throw new GoError(warn)
      return value
    },
    true,
  ),
  fetchSecretValue: fnWith(
    ['string'],
    'string',
    (run, name) =>
      unknown(run, 'SECRET_MISSING', { name, by: 'fetchSecretValue' }, `the secret ${name} was not given`),
    true,
  ),
  expandSecretRefs: fnWith(
    ['anyMap'],
    'anyMap',
    (run, values) => {
      const stand = (value: Value): Value => {
        if (typeof value === 'string' && value.startsWith('ref+'))
          return unknown(
            run,
            'SECRET_MISSING',
            { name: value, by: 'expandSecretRefs' },
            `the secret ${value} was not given`,
          )
        if (value instanceof Dict)
          return new Dict([...value.entries].map(([key, item]) => [key, stand(item)] as const))
        return value instanceof Slice ? new Slice(value.items.map(stand)) : value
      }
      return stand(values) as Dict
    },
    true,
  ),
  include: fnWith(
    ['string', 'any'],
    'string',
    (run, name, data) => {
      const { set, included } = run as HelmfileRun
      const count = included.get(name) ?? 0
      if (count > 1000)
        throw new GoError(
          `rendering template has a nested reference name: ${name}: unable to execute template`,
        )
      included.set(name, count + 1)
      try {
        return set.execute(run, name, data)
      } finally {
        included.set(name, count)
      }
    },
    true,
  ),
  tpl: fnWith(['string', 'any'], 'string', (run, text, data) => (run as HelmfileRun).tpl(text, data), true),
}

let table: ReadonlyMap<string, Func> | undefined

/** All functions that a template of Helmfile may call, besides Go's own. */
export function helmfileFunctions(): ReadonlyMap<string, Func> {
  if (table !== undefined) return table
  const sprig = sprigFunctions()
  const functions = new Map([...sprig, ...Object.entries(own)])
  const sprigGet = sprig.get('get')
  if (sprigGet !== undefined) functions.set('sprigGet', sprigGet)
  return (table = functions)
}
