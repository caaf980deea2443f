import { encodeBase64 } from '../../go/encoding/base64.ts'
import { base } from '../../go/path/index.ts'
import { method } from '../../go/signature.ts'
import { count } from '../../go/strings.ts'
import { fromBytes } from '../../go/text.ts'
import { Dict, GoError, mapOf, Slice, T, type Func, type Run, type Type, type Value } from '../../go/value.ts'
import { marshal } from '../../yaml/index.ts'
import type { HelmProfile } from '../profile.ts'
import type { ChartFile } from '../request.ts'
import { Bytes } from './bytes.ts'
import { globMatcher } from './glob/index.ts'

const NOTHING = new Uint8Array(0)

const bytesOf = (files: Dict, path: Value): Uint8Array => {
  const found = files.get(path as string)
  return found instanceof Bytes ? found.data : NOTHING
}

function textOf(files: Dict, path: Value, run: Run): string {
  const data = bytesOf(files, path)
  run.budget.grow(data.length)
  return fromBytes(data)
}

/** A YAML map of base names and contents, for a ConfigMap or a Secret. */
function asYaml(files: Dict, run: Run, text: (data: Uint8Array) => string): string {
  const map = new Dict(undefined, T.stringMap)
  for (const path of files.entries.sortedKeys((a, b) => (a < b ? -1 : 1))) {
    const content = text(bytesOf(files, path))
    run.budget.grow(content.length)
    map.set(base(path), content)
  }
  return marshal(map).replace(/\n$/, '')
}

function lines(files: Dict, path: Value, profile: HelmProfile, run: Run): Slice {
  const data = files.has(path as string) ? bytesOf(files, path) : undefined
  if (data === undefined || (data.length === 0 && profile.emptyFileHasLines))
    return new Slice([], T.stringSlice)
  if (data.length === 0) throw new GoError('runtime error: index out of range [-1]')
  run.budget.grow(2 * data.length)
  const text = fromBytes(data)
  run.budget.hold(count(text, '\n') + 1)
  return new Slice((text.endsWith('\n') ? text.slice(0, -1) : text).split('\n'), T.stringSlice)
}

/** Helm's `engine.files`: a chart's other files by path, with the methods that templates call. */
export function filesType(profile: HelmProfile): Type {
  const methods = new Map<string, Func>()
  const type = mapOf(T.string, T.bytes, 'engine.files', methods)
  methods.set(
    'GetBytes',
    method([T.string], T.bytes, (files: Dict, [path]) => new Bytes(bytesOf(files, path))),
  )
  methods.set(
    'Get',
    method([T.string], T.string, (files: Dict, [path], run) => textOf(files, path, run)),
  )
  methods.set(
    'Glob',
    method([T.string], type, (files: Dict, [pattern], run) => {
      const matches = globMatcher(pattern as string, (n) => run.budget.step(n))
      return new Dict(
        [...files.entries].filter(([path]) => matches(path)),
        type,
      )
    }),
  )
  methods.set(
    'AsConfig',
    method([], T.string, (files: Dict, _args, run) => asYaml(files, run, fromBytes)),
  )
  methods.set(
    'AsSecrets',
    method([], T.string, (files: Dict, _args, run) => asYaml(files, run, encodeBase64)),
  )
  methods.set(
    'Lines',
    method([T.string], T.stringSlice, (files: Dict, [path], run) => lines(files, path, profile, run)),
  )
  return type
}

/** `.Files` of a chart; of two files with one name the later counts. */
export const filesValue = (files: readonly ChartFile[], type: Type): Dict =>
  new Dict(
    files.map(({ path, data }) => [path, new Bytes(data)] as const),
    type,
  )
