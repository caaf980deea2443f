import { describe, expect, test } from 'vitest'
import { readLine, type HelmLine } from '../../../lib/client/helm-line.ts'
import { readTarget, writeTarget } from '../../../lib/client/chart-target.ts'
import { shellWords } from '../../../lib/client/shell-words.ts'

const helm = (text: string): HelmLine => {
  const reading = readLine(text)
  if (reading.kind !== 'helm') throw new Error(`read as ${reading.kind}`)
  return reading
}

describe('words as a shell splits them', () => {
  test.each([
    [`a 'b c' "d e"`, ['a', 'b c', 'd e']],
    [`--set a="x y",b='z'`, ['--set', 'a=x y,b=z']],
    ['a \\\n  b\\ c', ['a', 'b c']],
    ['a \\\r\n  b', ['a', 'b']],
    [`"a\\"b" 'c\\d' e\\"f`, ['a"b', 'c\\d', 'e"f']],
    ['a # the rest is a comment\nb', ['a', 'b']],
    ['a#b', ['a#b']],
  ])('%s', (text, words) => {
    expect(shellWords(text).words.map((w) => w.text)).toEqual(words)
  })

  test('an unclosed quote is said', () => {
    expect(shellWords(`--set 'a=b`)).toMatchObject({
      openQuote: true,
      words: [{ text: '--set' }, { text: 'a=b', from: 6, to: 10 }],
    })
  })
})

describe('one address', () => {
  test.each([
    [
      'oci://registry.example.com/team/web:1.4.2',
      { at: 'oci', host: 'registry.example.com', repository: 'team/web', version: '1.4.2' },
    ],
    [
      'oci://Registry.Example.com:5000/team/web',
      { at: 'oci', host: 'registry.example.com:5000', repository: 'team/web', version: null },
    ],
    [
      'registry.example.com/team/web:1.0.0+b',
      { at: 'oci', host: 'registry.example.com', repository: 'team/web', version: '1.0.0+b' },
    ],
    ['localhost:5000/web', { at: 'oci', host: 'localhost:5000', repository: 'web', version: null }],
    [
      'oci://u:p@registry.example.com/web',
      { at: 'oci', host: 'registry.example.com', repository: 'web', version: null },
    ],
    [
      `oci://r.example.com/web:1.0.0@sha256:${'a'.repeat(64)}`,
      { at: 'oci', host: 'r.example.com', repository: 'web', version: `sha256:${'a'.repeat(64)}` },
    ],
    [
      'oci://registry.example.com',
      { at: 'oci', host: 'registry.example.com', repository: '', version: null },
    ],
    [
      'https://charts.example.com/index.yaml',
      { at: 'classic', url: 'https://charts.example.com', chart: null },
    ],
    [
      'https://charts.example.com/stable/',
      { at: 'classic', url: 'https://charts.example.com/stable', chart: null },
    ],
    [
      'https://u:p@charts.example.com/web-1.0.0.tgz',
      { at: 'archive', url: 'https://charts.example.com/web-1.0.0.tgz' },
    ],
    ['./web', { at: 'disk', path: './web' }],
    ['web-1.0.0.tgz', { at: 'disk', path: 'web-1.0.0.tgz' }],
    ['bitnami/nginx', { at: 'alias', alias: 'bitnami', chart: 'nginx' }],
  ])('%s', (text, target) => {
    expect(readTarget(text)).toEqual(target)
  })

  test.each([
    'oci://r.example.com/Web',
    'oci://r.example.com/web@sha256:short',
    'nginx',
    'oci://',
    'https://',
  ])('%s is none', (text) => {
    expect(readTarget(text)).toBeNull()
  })

  test('is written as a person would', () => {
    const digest = `sha256:${'0'.repeat(64)}`
    expect(writeTarget(readTarget('oci://r.example.com/a/b:1')!)).toBe('oci://r.example.com/a/b:1')
    expect(writeTarget(readTarget(`oci://r.example.com/a@${digest}`)!)).toBe(
      `oci://r.example.com/a@${digest}`,
    )
  })
})

describe('what the box reads', () => {
  test.each([
    ['', 'nothing'],
    ['  \n', 'nothing'],
    ['nginx', 'search'],
    ['ingress nginx', 'search'],
    ['bitnami/nginx', 'search'],
    ['helm', 'search'],
    ['helm list -A', 'search'],
    ['oci://registry.example.com/team/web:1.4.2', 'target'],
    ['$ helm pull oci://r.example.com/web', 'helm'],
    ['HELM_X=1 sudo helm3 template oci://r.example.com/web', 'helm'],
  ])('%j is %s', (text, kind) => {
    expect(readLine(text).kind).toBe(kind)
  })

  test('a whole upgrade, part by part', () => {
    const text =
      'helm upgrade --install monitoring oci://registry.example.com/platform/kube-prometheus-stack --version 88.5.3 -n monitoring -f values-base.yaml -f values-prod.yaml --set grafana.replicas=2 --kube-version 1.35 --atomic --timeout 10m'
    const line = helm(text)
    expect(line).toMatchObject({
      verb: 'upgrade',
      upgrade: true,
      orInstall: true,
      release: 'monitoring',
      namespace: 'monitoring',
      version: '88.5.3',
      target: { at: 'oci', host: 'registry.example.com', repository: 'platform/kube-prometheus-stack' },
      files: ['values-base.yaml', 'values-prod.yaml'],
      sets: [{ kind: 'set', text: 'grafana.replicas=2' }],
      kubeVersion: '1.35',
      withoutEffect: ['--atomic', '--timeout 10m'],
      problems: [],
    })
    const shown = line.parts.map((p) => [text.slice(p.from, p.to), p.use])
    expect(shown).toEqual([
      ['helm upgrade', 'used'],
      ['--install', 'used'],
      ['monitoring', 'used'],
      ['oci://registry.example.com/platform/kube-prometheus-stack', 'used'],
      ['--version 88.5.3', 'used'],
      ['-n monitoring', 'used'],
      ['-f values-base.yaml', 'file'],
      ['-f values-prod.yaml', 'file'],
      ['--set grafana.replicas=2', 'used'],
      ['--kube-version 1.35', 'used'],
      ['--atomic', 'none'],
      ['--timeout 10m', 'none'],
    ])
  })

  test('every form of a flag', () => {
    expect(
      helm(
        'helm template a oci://r.example.com/web -nprod --set=a=1 --set-string b=2,c=3 --api-versions x/v1,y/v1 -a z/v1',
      ),
    ).toMatchObject({
      namespace: 'prod',
      sets: [
        { kind: 'set', text: 'a=1' },
        { kind: 'set-string', text: 'b=2,c=3' },
      ],
      apiVersions: ['x/v1', 'y/v1', 'z/v1'],
      upgrade: false,
    })
    expect(
      helm('helm template oci://r.example.com/web --is-upgrade --include-crds --no-hooks --skip-tests'),
    ).toMatchObject({
      release: null,
      upgrade: true,
      includeCrds: true,
      noHooks: true,
      skipTests: true,
    })
  })

  test('dry-run and wait take a value only when it is attached', () => {
    expect(helm('helm install web oci://r.example.com/web --dry-run --wait')).toMatchObject({
      release: 'web',
      problems: [],
    })
    expect(helm('helm install --dry-run web oci://r.example.com/web')).toMatchObject({
      release: 'web',
      problems: [],
    })
    expect(helm('helm install web oci://r.example.com/web --dry-run=server')).toMatchObject({
      release: 'web',
      problems: [],
    })
  })

  test('continued lines, quotes and what follows the command', () => {
    expect(
      helm(
        `helm upgrade web \\\n  --repo https://charts.example.com \\\n  web --set 'a.b=c d' | kubectl apply -f -`,
      ),
    ).toMatchObject({
      release: 'web',
      target: { at: 'classic', url: 'https://charts.example.com', chart: 'web' },
      sets: [{ kind: 'set', text: 'a.b=c d' }],
      problems: [],
    })
  })

  test('a password is not kept', () => {
    const line = helm('helm pull oci://r.example.com/web --username ci --password hunter2')
    expect(JSON.stringify(line)).not.toContain('hunter2')
    expect(line.withoutEffect).toEqual(['--username ci', '--password'])
  })

  test('what is wrong is said', () => {
    expect(helm('helm template a oci://r.example.com/web --valuez x').problems).toEqual([
      '--valuez is no flag of helm template',
      'x is one word too many',
    ])
    expect(helm('helm install web oci://r.example.com/web --version').problems).toEqual([
      '--version needs a value',
    ])
    expect(helm('helm upgrade oci://r.example.com/web').problems).toEqual([
      'upgrade needs a release and a chart',
    ])
    expect(helm('helm pull --version 1').problems).toEqual(['the chart is missing'])
    expect(helm(`helm pull oci://r.example.com/web --set 'a`).problems).toEqual(['a quote is not closed'])
    expect(helm('helm install web nginx').problems).toEqual([
      'nginx names no place: add --repo or write oci://…',
    ])
  })

  test('what cannot be followed is told apart from what has no effect', () => {
    expect(
      helm('helm upgrade a oci://r.example.com/web --reuse-values --post-renderer ./x --wait'),
    ).toMatchObject({
      unfollowed: ['--reuse-values', '--post-renderer'],
      withoutEffect: ['--wait'],
    })
  })

  test('other verbs', () => {
    expect(helm('helm repo add acme https://charts.example.com')).toMatchObject({
      verb: 'repo add',
      target: { at: 'classic', url: 'https://charts.example.com' },
    })
    expect(helm('helm show values oci://r.example.com/web --version 2')).toMatchObject({
      verb: 'show',
      version: '2',
      release: null,
    })
    expect(helm('helm pull bitnami/nginx --prov')).toMatchObject({
      verb: 'pull',
      target: { at: 'alias', alias: 'bitnami' },
      wantsVerdict: true,
    })
  })
})
