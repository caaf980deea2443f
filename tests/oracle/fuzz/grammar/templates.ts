import type { Chance } from '../../sprig/chance.ts'
import { pipeline, literal, type Scope } from './expressions.ts'
import { plainWords } from './pools.ts'

interface Variable {
  readonly name: string
  readonly type: string
}

/** What can be named in every chart besides its values. */
export const builtinPaths: Readonly<Record<string, readonly string[]>> = {
  s: [
    '$.Release.Name',
    '$.Release.Namespace',
    '$.Release.Service',
    '$.Chart.Name',
    '$.Chart.Version',
    '$.Chart.AppVersion',
    '$.Chart.Description',
    '$.Template.Name',
    '$.Template.BasePath',
    '$.Capabilities.KubeVersion.Version',
    '$.Capabilities.KubeVersion.Minor',
    '$.Capabilities.HelmVersion.Version',
    '($.Files.Get "config.txt")',
    '($.Files.Get "nope")',
    '(($.Files.Glob "**.txt").AsConfig)',
    '(($.Files.Glob "*").AsSecrets)',
    '$.Chart.Type',
    '$.Chart.APIVersion',
    '$.Capabilities.KubeVersion.GitVersion',
  ],
  b: [
    '$.Release.IsInstall',
    '$.Release.IsUpgrade',
    '($.Capabilities.APIVersions.Has "apps/v1")',
    '($.Capabilities.APIVersions.Has "x/v1/Y")',
    '$.Chart.IsRoot',
    '$.Chart.Deprecated',
  ],
  i: ['$.Release.Revision', '(len $.Files)', '(len $.Chart.Maintainers)'],
  l: [
    '($.Files.Lines "config.txt")',
    '$.Chart.Keywords',
    '$.Chart.Maintainers',
    '$.Chart.Dependencies',
    '$.Chart.Sources',
    '$.Capabilities.APIVersions',
  ],
  d: ['$.Release', '$.Template', '$.Values', '$.Values.AsMap', '$.Subcharts'],
  a: [
    '$.Chart',
    '$.Capabilities.KubeVersion',
    '$.Files',
    '$',
    '.',
    '$.Values.YAML',
    '$.Chart.Home',
    '$.Chart.Annotations',
    '$.Capabilities.HelmVersion',
    '($.Files.GetBytes "config.txt")',
  ],
}

const words = [
  'text',
  'a: b',
  'x',
  '- item',
  '# note',
  'key:',
  '"q"',
  ' ',
  '\t',
  'é',
  '{',
  '}',
  '}}',
  '---',
  'name: x',
  '[1]',
  '\r\n',
  'end',
  ': ',
]

/** Writes templates as charts have them, and as they could have them. */
export class TemplateWriter {
  readonly #chance: Chance
  readonly #scope: Scope
  #variables: Variable[] = []
  #count = 0
  /** of expressions, at most: whole charts should seldom fail */
  readonly #depth: number

  constructor(chance: Chance, scope: Scope, depth = 3) {
    this.#chance = chance
    this.#scope = scope
    this.#depth = depth
  }

  #here(): Scope {
    return { ...this.#scope, variables: this.#variables }
  }

  /** An expression of a type. */
  expression(type: string, depth = 3): string {
    return pipeline(this.#chance, type, this.#here(), Math.min(depth, this.#depth))
  }

  #open(): string {
    return this.#chance.chance(0.3) ? '{{- ' : '{{ '
  }

  #close(): string {
    return this.#chance.chance(0.25) ? ' -}}' : ' }}'
  }

  #action(text: string): string {
    if (this.#chance.chance(0.02)) return `{{${text}}}`
    return this.#open() + text + this.#close()
  }

  /** Statements in which any text may stand. */
  free(depth: number): string {
    const parts: string[] = []
    for (let n = 1 + this.#chance.below(4); n > 0; n--) parts.push(this.#statement(depth))
    return parts.join(this.#chance.chance(0.6) ? '\n' : '')
  }

  #statement(depth: number): string {
    const chance = this.#chance
    const roll = chance.next()
    if (roll < 0.2) return chance.one(words)
    if (roll < 0.5 || depth <= 0)
      return this.#action(this.expression(chance.one(['s', 's', 'i', 'n', 'b', 'a', 'l', 'd'])))
    if (roll < 0.6) return this.#assignment()
    if (roll < 0.64)
      return this.#action(chance.one(['/* note */', '/**/', '/* a\n b */']))
        .replace(/\{\{(-?) /, '{{$1 ')
        .replace(/\{\{ \/\*/, '{{/*')
        .replace(/\*\/ \}\}/, '*/}}')
    if (roll < 0.74) return this.#if(depth)
    if (roll < 0.82) return this.#with(depth)
    if (roll < 0.92) return this.#range(depth)
    if (roll < 0.96 && this.#scope.templates.length > 0) {
      return this.#action(
        `template ${literal(chance, chance.one(this.#scope.templates))} ${chance.one(['.', '$', this.expression('a', 1)])}`,
      )
    }
    if (roll < 0.975)
      return `${this.#action(`block "b${this.#count++}" ${chance.one(['.', '$', this.expression('a', 1)])}`)}${this.#inner(depth)}${this.#action('end')}`
    return chance.one([
      '{{ end }}',
      '{{ else }}',
      '{{ if }}',
      '{{ .',
      '{{ nope }}',
      '{{ "a }}',
      '{{ break }}',
      '{{ continue }}',
      '{{ define "in" }}x{{ end }}',
      '{{ $undeclared }}',
      '{{ . | }}',
      '{{ (1 }}',
      '{{ 1) }}',
      '{{ .. }}',
      '{{ .a. }}',
      '{{ 08 }}',
      '{{ 1.5.2 }}',
      "{{ 'ab' }}",
      '{{ `x` }}',
      '{{ nil }}',
      '{{ true }}',
      '{{ 1i }}',
      '{{ "a" "b" }}',
      '{{ 3 | 4 }}',
      '{{ .Values | .Release }}',
      '{{ template "nope" }}',
      '{{ $ }}',
      '{{ $.x }}',
      '{{-x}}',
      '{{- /* c */ -}}',
      '{{/* c */ }}',
      '{{ /* c }}',
      '{{ _ }}',
      '{{ é }}',
      '{{ $x, $y := 1 }}',
      '{{ 1 := 2 }}',
      '{{ @ }}',
      '{{ a,b }}',
      '{{ \n }}',
      '{{}}',
      '{{ "\\q" }}',
      "{{ '\\n' }}",
      '{{ 0x1p4 }}',
      '{{ 1e400 }}',
      '{{ .Values.a.b.c.d }}',
      '{{ (index .Values "a").b }}',
      '{{ print . }}',
      '{{ with }}{{ end }}',
      '{{ range }}{{ end }}',
      '{{ end',
      '{{ if true }}',
      '{{ else if true }}{{ end }}',
      '{{ -1 }}',
      '{{ +1 }}',
      '{{ - 1 }}',
      '{{-1}}',
      '{{ .Values.a-b }}',
      '{{ len 3 }}',
      '{{ index .Values.list 99 }}',
      '{{ .Release.Name.x }}',
      '{{ .Values.nope.x }}',
      '{{ $.Values.nope | quote | nope }}',
      '{{ break',
      '{{ template }}',
      '{{ template 3 }}',
      '{{ define }}',
      '{{ define "x" }}',
      '{{ block "y" }}{{ end }}',
    ])
  }

  /** Statements with variables of their own. */
  #inner(depth: number, extra: readonly Variable[] = []): string {
    const before = this.#variables
    this.#variables = [...before, ...extra]
    const text = this.free(depth - 1)
    this.#variables = before
    return text
  }

  #assignment(): string {
    const chance = this.#chance
    const type = chance.one(['s', 'i', 'b', 'l', 'd', 'a', 'n'])
    if (this.#variables.length > 0 && chance.chance(0.4)) {
      const variable = chance.one(this.#variables)
      return this.#action(`${variable.name} = ${this.expression(variable.type, 2)}`)
    }
    const name = `$${chance.one(['x', 'y', 'name', 'v', 'é'])}`
    const text = this.#action(`${name} := ${this.expression(type, 2)}`)
    this.#variables = [...this.#variables, { name, type }]
    return text
  }

  #if(depth: number): string {
    const chance = this.#chance
    const parts = [this.#action(`if ${this.expression(chance.one(['b', 'a']), 2)}`), this.#inner(depth)]
    while (chance.chance(0.25))
      parts.push(this.#action(`else if ${this.expression('b', 2)}`), this.#inner(depth))
    if (chance.chance(0.4)) parts.push(this.#action('else'), this.#inner(depth))
    parts.push(this.#action('end'))
    return parts.join(chance.chance(0.5) ? '\n' : '')
  }

  #with(depth: number): string {
    const chance = this.#chance
    const type = chance.one(['a', 'd', 's'])
    const declared = chance.chance(0.3) ? [{ name: '$w', type }] : []
    const head = declared.length > 0 ? 'with $w := ' : 'with '
    const parts = [
      this.#action(head + this.expression(type, 2)),
      chance.chance(0.5) ? this.#action('toYaml . | nindent 4') : this.#inner(depth, declared),
    ]
    if (chance.chance(0.15))
      parts.push(this.#action(`else with ${this.expression('a', 2)}`), this.#inner(depth))
    if (chance.chance(0.3)) parts.push(this.#action('else'), this.#inner(depth))
    parts.push(this.#action('end'))
    return parts.join('')
  }

  #range(depth: number): string {
    const chance = this.#chance
    const type = chance.one(['l', 'd', 'd', 'l', 'I', 'a'])
    const over = this.expression(type, 2)
    const key = { name: '$k', type: type === 'd' ? 's' : 'i' }
    const item = { name: '$v', type: 'a' }
    const [head, declared] = chance.one([
      ['range ', []],
      ['range $v := ', [item]],
      ['range $k, $v := ', [key, item]],
      ['range $_, $v := ', [item]],
    ] as [string, Variable[]][])
    const stop = chance.chance(0.15)
      ? `{{ if ${this.expression('b', 1)} }}{{ ${chance.one(['break', 'continue'])} }}{{ end }}`
      : ''
    const dot = chance.chance(0.3) ? this.#action('.') : ''
    const parts = [this.#action(head + over), dot, this.#inner(depth, declared), stop]
    if (chance.chance(0.25)) parts.push(this.#action('else'), this.#inner(depth))
    parts.push(this.#action('end'))
    return parts.join(chance.chance(0.5) ? '\n' : '')
  }

  /** A value as charts put it after a key. */
  value(indent: number): string {
    const chance = this.#chance
    const roll = chance.next()
    if (roll < 0.25) return ` {{ ${this.expression('s', 2)} | quote }}`
    if (roll < 0.4) return ` {{ ${this.expression('a', 2)} | toJson }}`
    if (roll < 0.55)
      return ` {{- ${this.expression(chance.one(['d', 'l', 'a']), 1)} | toYaml | nindent ${indent + 2} }}`
    if (roll < 0.65)
      return `\n${' '.repeat(indent + 2)}{{- toYaml ${this.operand('a')} | nindent ${indent + 2} }}`
    if (roll < 0.72) return ` |-\n{{ ${this.expression('s', 2)} | indent ${indent + 2} }}`
    if (roll < 0.8) return ` {{ printf "%v" ${this.operand('a')} | quote }}`
    if (roll < 0.86) return ` {{ ${this.expression(chance.one(['i', 'b', 'n']), 2)} }}`
    if (roll < 0.93) return ` {{ ${this.expression('s', 2)} }}`
    return ` ${chance.one(plainWords)}{{ ${this.expression('s', 1)} }}-x`
  }

  operand(type: string): string {
    return `(${this.expression(type, 1)})`
  }
}
