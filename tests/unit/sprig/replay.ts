import { TemplateError, TemplateSet } from '../../../lib/go/template/index.ts'
import { marshal, unmarshalMap } from '../../../lib/go/json/index.ts'
import { fn } from '../../../lib/go/signature.ts'
import { sprigFunctions } from '../../../lib/sprig/index.ts'
import { Budget, Dict, GoError, type Run, type Value } from '../../../lib/go/value.ts'
import { decode, encode, type Json } from './typed-json.ts'

/** A question for the oracle of tests/oracle/sprig: see its README. */
export interface Probe {
  readonly f?: string
  readonly t?: string
  readonly a: readonly Json[]
}

/** Its answer, and ours. */
export interface Answer {
  readonly r?: readonly Json[]
  readonly m?: Readonly<Record<string, Json>>
  readonly o?: Json
  readonly e?: Json
}

const WHERE = /^template: t:\d+(:\d+: executing "t" at <.*?>)?: /s

/** Helm's own, as the oracle has them. */
const helms = {
  toJson: fn(['any'], 'string', (v) => {
    try {
      return marshal(v)
    } catch {
      return ''
    }
  }),
  fromJson: fn(['string'], 'anyMap', (text) => {
    const into = new Dict()
    try {
      return unmarshalMap(text, into)
    } catch (error) {
      into.set('Error', (error as Error).message)
      return into
    }
  }),
}

let shown: Json[] = []
const show = fn(['...any'], 'string', (...values) => {
  shown.push(...values.map((v) => encode(v)))
  return ''
})

const functions = new Map([...sprigFunctions(), ...Object.entries(helms), ['show', show] as const])

const aRun = (): Run => ({
  budget: new Budget({ steps: 1e8, bytes: 1e8, depth: 1e4 }),
  // what the core functions cannot ask for
  host: undefined as never,
})

/** What our engine answers; throws what is no error of Go's. */
export function answer(probe: Probe): Answer {
  shown = []
  const args = probe.a.map(decode)
  const before = args.map((arg) => JSON.stringify(encode(arg)))
  const dot = new Dict(args.map((arg, i): [string, Value] => [`a${i}`, arg]))
  const text = probe.t ?? `{{ show (${[probe.f, ...args.map((_, i) => `.a${i}`)].join(' ')}) }}`
  const set = new TemplateSet(functions, { missingKey: 'zero', name: 't' })
  let output: string
  try {
    output = set.run(aRun(), set.parse('t', text), dot)
  } catch (error) {
    if (error instanceof TemplateError || error instanceof GoError) {
      return { e: encode(error.message.replace(WHERE, '')) }
    }
    throw error
  }
  const changed = args.flatMap((_, i): [string, Json][] => {
    const now = encode(dot.get(`a${i}`))
    return JSON.stringify(now) === before[i] ? [] : [[String(i), now]]
  })
  return {
    ...(shown.length > 0 && { r: shown }),
    ...(changed.length > 0 && { m: Object.fromEntries(changed) }),
    ...(output !== '' && { o: encode(output) }),
  }
}
