import {
  marshal as marshalJson,
  unmarshalMap as jsonMap,
  unmarshalSlice as jsonSlice,
} from '../../go/json/index.ts'
import { fn, fnWith } from '../../go/signature.ts'
import {
  BudgetError,
  Dict,
  GoError,
  Slice,
  type Func,
  type Host,
  type Run,
  type Value,
} from '../../go/value.ts'
import { sprigFunctions } from '../../sprig/index.ts'
import {
  decodeToml,
  encodeToml,
  marshal,
  marshalPretty,
  TomlError,
  unmarshalMap,
  unmarshalSlice,
} from '../../yaml/index.ts'
import type { HelmProfile } from '../profile.ts'
import { warnWrap } from './exec-error.ts'
import { include, tpl } from './include.ts'

/** Runs a conversion that Go reports errors of; a spent budget is no such error. */
function attempt<R>(
  convert: () => R,
  otherwise: (message: string) => R,
  reported: abstract new (...args: never[]) => Error = GoError,
): R {
  try {
    return convert()
  } catch (error) {
    if (error instanceof BudgetError || !(error instanceof reported)) throw error
    return otherwise(error.message)
  }
}

const withoutNewline = (text: string): string => (text.endsWith('\n') ? text.slice(0, -1) : text)

function counted(run: Run, text: string): string {
  run.budget.grow(text.length)
  return text
}

/** A function that turns anything into text; `quiet` says what becomes of an error. */
const encoder = (encode: (v: Value) => string, quiet?: (message: string) => string): Func =>
  fnWith(['any'], 'string', (run, v) =>
    counted(run, quiet === undefined ? encode(v) : attempt(() => encode(v), quiet)),
  )

/** The error's text stands in the result, as the key "Error" or the only item. */
const mapDecoder = (decode: (text: string, into: Dict, host: Host) => Dict): Func =>
  fnWith(['string'], 'anyMap', ({ host }, text) => {
    const into = new Dict()
    return attempt(
      () => decode(text, into, host),
      (message) => {
        into.set('Error', message)
        return into
      },
    )
  })
const listDecoder = (decode: (text: string) => Slice): Func =>
  fn(['string'], 'anySlice', (text) =>
    attempt(
      () => decode(text),
      (message) => new Slice([message]),
    ),
  )

const toYaml = (v: Value): string => withoutNewline(marshal(v))
const nothing = (): string => ''

const table: Readonly<Record<string, Func>> = {
  // what is no error of the encoder is a panic
  toToml: fnWith(['any'], 'string', (run, v) =>
    counted(
      run,
      attempt(
        () => encodeToml(v),
        (message) => message,
        TomlError,
      ),
    ),
  ),
  mustToToml: encoder(encodeToml),
  fromToml: mapDecoder((text, _into, host) => decodeToml(text, host)),
  toYaml: encoder(toYaml, nothing),
  toYamlPretty: encoder((v) => withoutNewline(marshalPretty(v)), nothing),
  mustToYaml: encoder(toYaml),
  fromYaml: mapDecoder(unmarshalMap),
  fromYamlArray: listDecoder(unmarshalSlice),
  toJson: encoder(marshalJson, nothing),
  mustToJson: encoder(marshalJson),
  fromJson: mapDecoder((text, into) => jsonMap(text, into)),
  fromJsonArray: listDecoder((text) => jsonSlice(text)),
  include,
  tpl,
  required: fn(
    ['string', 'any'],
    'any',
    (warn, value) => {
      if (value === null || value === undefined || value === '') throw new GoError(warnWrap(warn))
      return value
    },
    true,
  ),
  fail: fn(
    ['string'],
    'string',
    (message) => {
      throw new GoError(warnWrap(message))
    },
    true,
  ),
  lookup: fnWith(
    ['string', 'string', 'string', 'string'],
    'anyMap',
    ({ host }, apiVersion, kind, namespace, name) =>
      host.lookup?.(apiVersion, kind, namespace, name) ?? new Dict(),
    true,
  ),
  getHostByName: fn(['string'], 'string', () => ''),
}

/** What a profile has only by its list. */
const OPTIONAL = ['mustToYaml', 'mustToToml']

const made = new Map<string, ReadonlyMap<string, Func>>()

/** All functions that a template of this profile may call, besides Go's own. */
export function helmFunctions(profile: HelmProfile): ReadonlyMap<string, Func> {
  const known = made.get(profile.name)
  if (known !== undefined) return known
  const own = Object.entries(table).filter(
    ([name]) => !OPTIONAL.includes(name) || profile.functions.includes(name),
  )
  const functions = new Map([...sprigFunctions(), ...own])
  made.set(profile.name, functions)
  return functions
}
