import { TemplateError, TemplateSet } from '../../go/template/index.ts'
import {
  Budget,
  BudgetError,
  Dict,
  Func,
  GoError,
  Int,
  Slice,
  T,
  type Host,
  type Value,
} from '../../go/value.ts'
import { fn } from '../../go/signature.ts'
import { metered } from '../../go/meter.ts'
import { sprigFunctions } from '../../sprig/index.ts'
import { marshal, unmarshal, unmarshalSlice } from '../../yaml/index.ts'
import { listNode, mapNode, scalarNode, type Node } from '../node.ts'
import { Refused, type Problems } from '../problem.ts'

/** Fills in the texts of a tree, keys too. */
export type Fill = (text: string, node: Node) => string

/** The tree with every text filled in. */
export function filled(node: Node, fill: Fill): Node {
  switch (node.kind) {
    case 'scalar':
      return typeof node.value === 'string' ? scalarNode(fill(node.value, node), node.at) : node
    case 'list':
      return listNode(
        node.items.map((item) => filled(item, fill)),
        node.at,
      )
    case 'map':
      return mapNode(
        [...node.entries].map(([key, { value }]): [string, Node] => [fill(key, node), filled(value, fill)]),
        node.at,
      )
  }
}

/** `{{name}}`, and nested ones as `{{a.b}}`; what is not known stays as it is. Mirrors `Replace` over fasttemplate. */
export function plainFill(params: Dict): Fill {
  const flat = new Map<string, string>()
  const add = (prefix: string, value: Value): void => {
    if (value instanceof Dict)
      for (const [key, item] of value.entries) add(prefix === '' ? key : `${prefix}.${key}`, item)
    else
      flat.set(
        prefix,
        value instanceof Int
          ? String(value.value)
          : value === null
            ? ''
            : value instanceof Slice
              ? ''
              : String(value),
      )
  }
  add('', params)
  return (text) => text.replace(/\{\{([^}]*)\}\}/g, (all, name: string) => flat.get(name.trim()) ?? all)
}

const LIMITS = { steps: 5_000_000, bytes: 64 * 1024 * 1024, depth: 1000, text: 4 * 1024 * 1024 }

/** What Argo CD's Go templates may call besides sprig. Mirrors applicationset/utils: utils.go and template_functions.go. */
const own: Readonly<Record<string, Func>> = {
  normalize: fn(['string'], 'string', (text) => sanitize(text)),
  slugify: new Func([T.any], true, T.string, (_run, args) => sanitize(String(args.at(-1) ?? ''))),
  toYaml: fn(['any'], 'string', (value) => marshal(value).replace(/\n$/, '')),
  fromYaml: fn(['string'], 'any', (text) => unmarshal(text)),
  fromYamlArray: fn(['string'], 'anySlice', (text) => unmarshalSlice(text)),
}

/** Mirrors `SanitizeName`: a name that DNS takes. */
const sanitize = (text: string): string =>
  text
    .toLowerCase()
    .replace(/[^-a-z0-9.]/g, '-')
    .slice(0, 253)
    .replace(/^[-.]+|[-.]+$/g, '')

/** Each text as a Go template of its own over the parameters (`goTemplate: true`). */
export function goFill(params: Dict, options: readonly string[], host: Host, problems: Problems): Fill {
  const missingKey = options.includes('missingkey=error')
    ? 'error'
    : options.includes('missingkey=zero')
      ? 'zero'
      : 'default'
  const budget = new Budget(LIMITS)
  const functions = new Map([...sprigFunctions(), ...Object.entries(own)])
  return (text, node) => {
    if (!text.includes('{{')) return text
    try {
      return metered(budget, () => {
        const set = new TemplateSet(functions, { missingKey })
        return set.run({ host, budget }, set.parse('', text), params)
      })
    } catch (error) {
      if (!(error instanceof GoError || error instanceof BudgetError)) throw error
      const failed = error instanceof TemplateError ? error : undefined
      problems.add(node.at, 'TEMPLATE_FAILED', {
        detail: failed?.detail ?? error.message,
        at: failed?.context ?? '',
      })
      throw new Refused('template')
    }
  }
}
