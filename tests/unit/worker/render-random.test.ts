import { describe, expect, test } from 'vitest'
import type { RenderRequest } from '../../../lib/helm/index.ts'
import { seededHost } from '../../../lib/worker/host-seeded.ts'
import { renderWithRandom } from '../../../lib/worker/render-random.ts'

const encoder = new TextEncoder()

const requestOf = (templates: Readonly<Record<string, string>>): RenderRequest => ({
  files: Object.entries({ 'Chart.yaml': 'apiVersion: v2\nname: c\nversion: 1.0.0\n', ...templates }).map(
    ([path, text]) => ({ path, data: encoder.encode(text) }),
  ),
  profile: 'helm-4.2',
  values: [],
  release: { name: 'r', namespace: 'default' },
})

/** The lines reported, and those that differ between seeds and times: what is reported must hold all of these. */
function lines(templates: Readonly<Record<string, string>>): { reported: string[]; differing: string[] } {
  const request = requestOf(templates)
  const renders = ['a', 'b', 'c', 'd'].map((seed, i) => {
    const now = 1_767_225_600_000_000_000n + BigInt(i) * 40_000_000_000_000_000n
    const { response, random } = renderWithRandom(request, () => seededHost(seed, now))
    if (!response.ok) throw new Error(response.error.text)
    return { lines: response.stdout.split('\n'), random }
  })
  const [first] = renders as [(typeof renders)[number]]
  const at = first.lines.flatMap((line, i) => (renders.some((other) => other.lines[i] !== line) ? [i] : []))
  const shown = (i: number): string => first.lines[i]!.replace(/:.*/, '').trim()
  return { reported: first.random.map(shown), differing: at.map(shown) }
}

/** Every function of chance, with what it takes. */
const CHANCE: Readonly<Record<string, string>> = {
  randAlphaNum: 'randAlphaNum 12',
  randAlpha: 'randAlpha 12',
  randAscii: 'randAscii 12 | b64enc',
  randNumeric: 'randNumeric 12 | quote',
  randBytes: 'randBytes 12',
  randInt: 'randInt 0 100000000',
  shuffle: 'shuffle "abcdefghijklmnopqrstuvwxyz"',
  uuidv4: 'uuidv4',
  now: 'now | unixEpoch',
  date: 'now | date "2006-01-02"',
  dateInZone: 'dateInZone "2006-01-02" (now) "UTC"',
  htmlDate: 'htmlDate nil',
  ago: 'ago (toDate "2006-01-02" "2020-01-01")',
  bcrypt: 'bcrypt "x"',
  htpasswd: 'htpasswd "a" "b" | quote',
  encryptAES: 'encryptAES "key" "text"',
  genPrivateKey: 'genPrivateKey "ed25519" | b64enc',
}

describe('lines that chance or time had a part in', () => {
  test.each(Object.entries(CHANCE))('%s: its line alone', (_name, call) => {
    const text = `before: 1\nrandom: {{ ${call} }}\nafter: 2\n`
    expect(lines({ 'templates/a.yaml': text })).toEqual({ reported: ['random'], differing: ['random'] })
  })

  test.each<[name: string, templates: Record<string, string>]>([
    ['by a variable', { 'templates/a.yaml': 'a: 1\n{{ $x := randAlpha 5 }}b: 2\nrandom: {{ $x }}\n' }],
    [
      'by an include',
      {
        'templates/_h.tpl': '{{ define "h" }}{{ randAlpha 5 }}{{ end }}',
        'templates/a.yaml': 'a: 1\nrandom: {{ include "h" . | quote }}\nb: 2\n',
      },
    ],
    ['by tpl', { 'templates/a.yaml': 'a: 1\nrandom: {{ tpl "{{ uuidv4 }}" . }}\nb: 2\n' }],
    [
      'by a checksum',
      {
        'templates/a.yaml':
          'a: 1\nrandom: {{ include "h" . | sha256sum }}\n{{ define "h" }}{{ uuidv4 }}{{ end }}b: 2\n',
      },
    ],
    [
      'by the checksum of another file',
      {
        'templates/a.yaml':
          'a: 1\nrandom: {{ include (print $.Template.BasePath "/b.yaml") . | sha256sum }}\n',
        'templates/b.yaml': 'b: 1\nrandom: {{ uuidv4 }}\n',
      },
    ],
    [
      'by a map that is printed',
      { 'templates/a.yaml': 'a: 1\n{{ dict "random" (randAlpha 5) | toYaml }}\nb: 2\n' },
    ],
    [
      'by a value that was set',
      { 'templates/a.yaml': '{{ $_ := set .Values "x" (randAlpha 5) }}a: 1\nrandom: {{ .Values.x }}\n' },
    ],
    [
      'by nindent and b64enc',
      {
        'templates/a.yaml':
          'a: 1\ndata:\n  {{- printf "random: %s" (randAlpha 9 | b64enc) | nindent 2 }}\nb: 2\n',
      },
    ],
  ])('%s', (_name, templates) => {
    const { reported, differing } = lines(templates)
    expect(differing.length).toBeGreaterThan(0)
    expect(reported).toEqual(differing)
  })

  test('whether a line is there is chance too', () => {
    const text = 'a: 1\n{{ if randAlpha 1 }}there: 1\n{{ end }}b: 2\n'
    const { response, random } = renderWithRandom(requestOf({ 'templates/a.yaml': text }), () =>
      seededHost('s'),
    )
    expect(response.ok && random.map((i) => response.stdout.split('\n')[i])).toEqual(['there: 1'])
  })

  test('a chart without chance has none, and is rendered once', () => {
    const hosts: unknown[] = []
    const { random } = renderWithRandom(requestOf({ 'templates/a.yaml': 'a: {{ sha256sum "x" }}\n' }), () => {
      const host = seededHost('s')
      hosts.push(host)
      return host
    })
    expect(random).toEqual([])
    expect(hosts.length).toBe(1)
  })
})
