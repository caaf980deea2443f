import { describe, expect, test } from 'vitest'
import { rollout, told, valuesOf } from './reading.ts'

const one = (files: Record<string, string>, environment?: string) =>
  rollout(files, { entries: [Object.keys(files)[0]!], ...(environment !== undefined && { environment }) })

const REPOSITORIES = `repositories:
  - name: platform
    url: registry.example.com/platform
    oci: true
    username: ci
    caFile: ./ca.pem
    verify: true
    keyring: ./keys/platform.gpg
  - { name: stable, url: https://charts.example.com }
`

describe('pkg/state/state.go', () => {
  test('GetRepositoryAndNameFromChartName: an alias is its repository, in a registry or with an index', () => {
    const { releases, connections, problems } = one({
      'helmfile.yaml': `${REPOSITORIES}releases:
  - { name: a, chart: platform/web, version: ~1.2 }
  - { name: b, chart: stable/web }
  - { name: c, chart: "oci://reg.example.com:5000/x/web:1.0.0@sha256:aa" }
  - { name: d, chart: ./charts/web }
`,
    })
    expect(problems).toEqual([])
    expect(releases.map(({ chart }) => chart)).toEqual([
      { from: 'registry', reference: 'oci://registry.example.com/platform/web' },
      { from: 'repository', repository: 'https://charts.example.com', name: 'web' },
      { from: 'registry', reference: 'oci://reg.example.com:5000/x/web' },
      { from: 'folder', path: 'charts/web' },
    ])
    expect(releases.map(({ version, digest }) => [version, digest])).toEqual([
      ['~1.2', null],
      ['', null],
      ['1.0.0', 'sha256:aa'],
      ['', null],
    ])
    expect(connections[releases[0]!.connection!]).toMatchObject({
      url: 'oci://registry.example.com/platform',
      username: 'ci',
      password: '$PLATFORM_PASSWORD',
      caFile: './ca.pem',
    })
  })

  test('appendVerifyFlags: a release’s own word goes before its repository’s', () => {
    const { releases, trust } = one({
      'helmfile.yaml': `${REPOSITORIES}releases:
  - { name: a, chart: platform/web }
  - { name: b, chart: platform/web, verify: false }
  - { name: c, chart: stable/web, verify: true, keyring: other.gpg }
`,
    })
    expect(releases.map(({ own }) => own)).toEqual([
      { kind: 'provenance', keyring: 'keys/platform.gpg' },
      { kind: 'none', because: 'verify is not asked for' },
      { kind: 'provenance', keyring: 'other.gpg' },
    ])
    expect(trust.map(({ match, at }) => `${match} ${at.line}`)).toEqual([
      'oci://registry.example.com/platform/web 7',
      'https://charts.example.com/web 13',
    ])
  })

  test('needsPlainHttp: a release, and the defaults, add to what a repository says, or stand alone', () => {
    const { releases, connections } = one({
      'helmfile.yaml': `${REPOSITORIES}helmDefaults: { insecureSkipTLSVerify: true }
releases:
  - { name: a, chart: platform/web }
  - { name: b, chart: "oci://127.0.0.1:5000/x/web", plainHttp: true }
`,
    })
    const settings = releases.map(({ connection }) => connections[connection!]!)
    expect(settings).toMatchObject([
      { url: 'oci://registry.example.com/platform', plainHttp: false, insecureSkipVerify: true },
      { url: 'oci://127.0.0.1:5000/x', plainHttp: true, insecureSkipVerify: true },
    ])
  })

  test('an alias that the file does not declare is what Helm’s own repositories.yaml says', () => {
    const { releases, connections, problems } = one({
      'helmfile.yaml': 'releases: [{ name: a, chart: known/web }]\n',
      'repositories.yaml': 'repositories: [{ name: known, url: https://c.example.com, caFile: ca.pem }]\n',
    })
    expect(problems).toEqual([])
    expect(releases[0]!.chart).toEqual({
      from: 'repository',
      repository: 'https://c.example.com',
      name: 'web',
    })
    expect(connections[releases[0]!.connection!]).toMatchObject({ name: 'known', caFile: 'ca.pem' })
  })

  test('a repository that nobody names is told where the chart stands, and hides no other release', () => {
    const read = one({
      'helmfile.yaml': `${REPOSITORIES}releases:\n  - { name: a, chart: platfrom/web }\n  - { name: b, chart: platform/web }\n`,
    })
    expect(told(read)).toEqual(['REPOSITORY_UNKNOWN helmfile.yaml:11:23'])
    expect(read.problems[0]!.args).toEqual({ name: 'platfrom', known: 'platform, stable' })
    expect(read.releases.map(({ name, broken }) => [name, broken])).toEqual([
      ['a', true],
      ['b', false],
    ])
  })

  test('setFlags: what --set would take for syntax is escaped, lists are lists, files are read', () => {
    const { releases } = one({
      'deploy/helmfile.yaml': `releases:
  - name: a
    chart: ./web
    set:
      - { name: text, value: "a,b{c}" }
      - { name: list, values: [1, two] }
      - { name: file, file: cert.pem }
    setString: [{ name: number, value: 7 }]
`,
      'deploy/cert.pem': 'PEM',
    })
    expect(valuesOf(releases[0]!)).toEqual({ text: 'a,b{c}', list: [1, 'two'], file: 'PEM', number: '7' })
  })

  test('ConditionEnabled and installed: what is left out is said, with the words that left it out', () => {
    const { releases } = one({
      'helmfile.yaml': `environments:
  default: { values: [{ on: { enabled: true }, off: { enabled: false } }] }
---
releases:
  - { name: a, chart: ./c, condition: on.enabled }
  - { name: b, chart: ./c, condition: off.enabled }
  - { name: c, chart: ./c, installed: false }
  - { name: d, chart: ./c, condition: nowhere.enabled }
`,
    })
    expect(releases.map(({ name, installed, left, broken }) => [name, installed, left, broken])).toEqual([
      ['a', true, null, false],
      ['b', false, 'condition: off.enabled', false],
      ['c', false, 'installed: false', false],
      ['d', false, 'condition: nowhere.enabled', true],
    ])
  })

  test('values: files and maps in order, a missing file is an error unless the handler says otherwise', () => {
    const read = one({
      'apps/helmfile.yaml': `releases:
  - name: a
    chart: ./c
    values: [base.yaml, { x: { b: 2 } }, over.yaml]
  - { name: b, chart: ./c, values: [gone.yaml] }
  - { name: c, chart: ./c, values: [gone.yaml], missingFileHandler: Warn }
`,
      'apps/base.yaml': 'x: { a: 1, b: 1 }\nl: [1]\n',
      'apps/over.yaml': 'l: [2]\n',
    })
    expect(valuesOf(read.releases[0]!)).toEqual({ x: { a: 1, b: 2 }, l: [2] })
    expect(read.releases.map(({ broken }) => broken)).toEqual([false, true, false])
    expect(
      read.problems.map(({ code, line, severity, args }) => [code, line, severity, args['path']]),
    ).toEqual([
      ['ROLLOUT_FILE_MISSING', 5, 'error', 'apps/gone.yaml'],
      ['ROLLOUT_FILE_MISSING', 6, 'note', 'apps/gone.yaml'],
    ])
  })
})

describe('pkg/state/create.go and pkg/app/desired_state_file_loader.go', () => {
  const based = {
    'helmfile.yaml.gotmpl': `bases: [base.yaml]
environments:
  prod: { values: [prod.yaml.gotmpl] }
---
releases:
  - name: {{ .Environment.Name }}-{{ .Values.region }}
    chart: ./c
    version: {{ .Values.version | quote }}
    values: [{ all: {{ .Values | toJson }} }]
`,
    'base.yaml': `values: [{ region: nowhere, list: [1, 2] }]
environments:
  prod: { values: [{ region: eu, version: 1.0.0, list: [3] }] }
`,
    'prod.yaml.gotmpl': 'version: {{ printf "%s.%d" "2.0" 1 }}\nflag: false\n',
  }

  test('mergeEnvironments: values of a base come first, the file’s own over them', () => {
    const read = one(based, 'prod')
    expect(read.problems).toEqual([])
    expect(read.releases[0]).toMatchObject({ name: 'prod-eu', version: '2.0.1' })
    expect(valuesOf(read.releases[0]!)).toEqual({
      all: { region: 'eu', version: '2.0.1', list: [3], flag: false },
    })
    expect(read.releases[0]!.at).toEqual({ file: 'helmfile.yaml.gotmpl', line: 6, column: 5 })
  })

  test('an environment that nothing names is told with those that are', () => {
    expect(one(based, 'qa').problems.map(({ code, args }) => [code, args])).toContainEqual([
      'ENVIRONMENT_UNKNOWN',
      { name: 'qa', known: 'prod' },
    ])
  })

  test('bases that name each other end, told', () => {
    const read = one({
      'helmfile.yaml': 'bases: [b.yaml]\nreleases: [{ name: a, chart: ./c }]\n',
      'b.yaml': 'bases: [helmfile.yaml]\nhelmDefaults: {}\n',
    })
    expect(told(read)).toEqual(['NOT_FOLLOWED b.yaml:1:1'])
    expect(read.releases).toHaveLength(1)
  })

  test('helmfiles that name each other end, told, and all other releases are there', () => {
    const read = one({
      'helmfile.yaml': 'helmfiles: [sub/helmfile.yaml]\nreleases: [{ name: a, chart: ./c }]\n',
      'sub/helmfile.yaml': 'helmfiles: [../helmfile.yaml]\nreleases: [{ name: b, chart: ./c }]\n',
    })
    expect(told(read)).toEqual(['CYCLE sub/helmfile.yaml:1:13'])
    expect(read.releases.map(({ name }) => name)).toEqual(['b', 'a'])
  })
})

describe('pkg/state/state_exec_tmpl.go and release.go', () => {
  test('releaseWithInheritedTemplate: lists follow each other, the release’s own words win', () => {
    const { releases, problems } = one({
      'helmfile.yaml': `templates:
  base: { namespace: shared, chart: ./c, values: [{ a: 1 }], labels: { tier: x } }
  more: { inherit: [{ template: base }], values: [{ b: 1 }], version: 1.0.0 }
releases:
  - { name: a, inherit: [{ template: more }], values: [{ a: 2 }], version: 2.0.0 }
  - { name: b, inherit: [{ template: more, except: [values] }] }
`,
    })
    expect(problems).toEqual([])
    expect(releases.map(({ namespace, version }) => [namespace, version])).toEqual([
      ['shared', '2.0.0'],
      ['shared', '1.0.0'],
    ])
    expect(releases.map(valuesOf)).toEqual([{ a: 2, b: 1 }, {}])
  })

  test('expressions of a release see it as it is becoming', () => {
    const { releases } = one({
      'helmfile.yaml': `releases:
  - name: web
    namespace: "{{ .Release.Name }}-ns"
    chart: ./{{ .Release.Labels.app }}
    labels: { app: "{{ .Release.Name }}-chart" }
    valuesTemplate: [{ where: "{{ .Release.Namespace }}" }]
`,
    })
    expect(releases[0]).toMatchObject({ namespace: 'web-ns', chart: { path: 'web-chart' } })
    expect(valuesOf(releases[0]!)).toEqual({ where: 'web-ns' })
  })

  test('templates that inherit each other end, told', () => {
    const read = one({
      'helmfile.yaml': `templates: { a: { inherit: [{ template: b }] }, b: { inherit: [{ template: a }] } }
releases: [{ name: x, chart: ./c, inherit: [{ template: a }] }]
`,
    })
    expect(read.problems.map(({ code, args }) => [code, args['chain']])).toEqual([['CYCLE', 'a → b → a']])
  })
})

describe('pkg/tmpl/context_funcs.go', () => {
  const template = (expression: string): Record<string, string> => ({
    'helmfile.yaml.gotmpl': `releases:\n  - name: known\n    chart: ./c\n  - name: other\n    chart: ./c\n    version: ${expression}\n`,
    'given.txt': '1.2.3',
  })

  test.each([
    ['{{ readFile "given.txt" }}', '1.2.3'],
    ['{{ exec "true" (list) | len | gt 0 | ternary "a" "b" }}', 'b'],
    ['{{ get "a.b" "none" (dict "a" (dict "b" "deep")) }}', 'deep'],
    ['{{ getOrNil "a.x" (dict "a" (dict)) | default "none" }}', 'none'],
    ['{{ (fromYaml "a: [1, on]").a | toJson }}', [1, 'on']],
    ['{{ tpl "{{ .x }}" (dict "x" 3) }}', '3'],
    ['{{ (setValueAtPath "a.b" 2 (dict "a" (dict "b" 1))) | toJson | quote }}', '{"a":{"b":2}}'],
  ])('%s', (expression, expected) => {
    const [, other] = one(template(expression)).releases
    if (typeof expected === 'string') expect(other!.version).toBe(expected)
    else expect(one(template(expression)).problems[0]).toMatchObject({ code: 'FIELD_TYPE', line: 6 })
  })

  test.each([
    [
      '{{ exec "git" (list "rev-parse" "HEAD") }}',
      'PROGRAM_REFUSED',
      { function: 'exec', program: 'git rev-parse HEAD' },
    ],
    ['{{ readFile "/etc/passwd" }}', 'OUTSIDE_FILES', { path: '/etc/passwd', by: 'readFile' }],
    ['{{ requiredEnv "TAG" }}', 'VARIABLE_MISSING', { name: 'TAG' }],
    [
      '{{ "ref+vault://a/b" | fetchSecretValue }}',
      'SECRET_MISSING',
      { name: 'ref+vault://a/b', by: 'fetchSecretValue' },
    ],
  ])('%s is refused with its line, and only what depends on it is unknown', (expression, code, args) => {
    const read = one(template(expression))
    expect(read.problems).toMatchObject([
      { code, args, line: 6, severity: 'error', release: null },
      { code: 'UNKNOWN_VALUE', line: 6, release: read.releases[1]!.id },
    ])
    expect(read.releases.map(({ name, broken }) => [name, broken])).toEqual([
      ['known', false],
      ['other', true],
    ])
  })

  test('variables are those that were given', () => {
    const read = rollout(template('{{ requiredEnv "TAG" }}'), {
      entries: ['helmfile.yaml.gotmpl'],
      env: { TAG: '4.5.6' },
    })
    expect(read.problems).toEqual([])
    expect(read.releases[1]!.version).toBe('4.5.6')
  })
})

test.each([
  ['environments: { default: {} }\nreleases: []\n', ['2:1 a line --- between environments and releases']],
  ['releases: []\n---\nenvironments: { default: {} }\n', ['3:1 environments come before releases']],
  ['environments: { default: {} }\n---\nreleases: []\n', []],
])('pkg/policy/checker.go: %j', (text, expected) => {
  const { problems } = one({ 'helmfile.yaml': text })
  expect(problems.map(({ line, column, args }) => `${line}:${column} ${args['rule']}`)).toEqual(expected)
})

describe('bad input', () => {
  test('an unknown field is told with the nearest that is known', () => {
    const read = one({ 'helmfile.yaml': 'releases:\n  - name: a\n    chart: ./c\n    namepsace: x\n' })
    expect(read.problems).toMatchObject([
      { code: 'FIELD_UNKNOWN', args: { field: 'namepsace', nearest: 'namespace' }, line: 4, column: 5 },
    ])
  })

  test('wrong types are told where they stand', () => {
    const read = one({
      'helmfile.yaml': 'releases:\n  - name: a\n    chart: [x]\n  - text\n  - { name: b, chart: ./c }\n',
    })
    expect(told(read)).toEqual([
      'FIELD_TYPE helmfile.yaml:4:5',
      'FIELD_TYPE helmfile.yaml:3:12',
      'CHART_NOT_NAMED helmfile.yaml:2:5',
    ])
    expect(read.releases.map(({ name }) => name)).toEqual(['a', 'b'])
  })

  test('a document that is no YAML leaves those before it', () => {
    const read = one({ 'helmfile.yaml': 'releases:\n  - { name: a, chart: ./c }\n--- \nreleases: [\n' })
    expect(read.releases.map(({ name }) => name)).toEqual(['a'])
    expect(read.problems[0]).toMatchObject({ code: 'YAML_INVALID', line: 4 })
  })

  test('aliases that unfold without end are a limit and no hang', () => {
    const lines = ['a0: &a0 [x, x, x, x, x, x, x, x, x, x]']
    for (let i = 1; i < 12; i++)
      lines.push(
        `a${i}: &a${i} [${Array(10)
          .fill(`*a${i - 1}`)
          .join(', ')}]`,
      )
    const read = one({
      'helmfile.yaml': `releases:\n  - name: bomb\n    chart: ./c\n    values:\n      - ${lines.join('\n        ')}\n  - { name: b, chart: ./c }\n`,
    })
    expect(read.problems.map(({ code }) => code)).toContain('ROLLOUT_LIMIT')
    expect(read.releases.map(({ name, broken }) => [name, broken])).toEqual([
      ['bomb', true],
      ['b', false],
    ])
  })

  test('500 releases are read with their lines', () => {
    const releases = Array.from(
      { length: 500 },
      (_, i) => `  - { name: r${i}, chart: ./c, values: [{ i: ${i} }] }`,
    )
    const read = one({ 'helmfile.yaml': `releases:\n${releases.join('\n')}\n` })
    expect(read.releases).toHaveLength(500)
    expect(read.releases[499]).toMatchObject({ name: 'r499', at: { line: 501 } })
  })
})
