import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join, relative } from 'node:path'
import { describe, expect, test } from 'vitest'
import { parseAllDocuments } from 'yaml'
import { readFolder } from '../../../lib/cli/read-folder.ts'
import { render } from '../../../lib/helm/index.ts'
import { readRollout, releaseRequest, type Release, type Rollout } from '../../../lib/rollout/index.ts'
import { nodeHost } from '../../../lib/worker/host-node.ts'
import { caseEnv, helmfileCases } from '../../fixtures/rollout/cases.ts'
import { makeGoldens, type Goldens } from '../../fixtures/rollout/make.ts'

const folder = join(import.meta.dirname, '../../fixtures/rollout')
const goldens = JSON.parse(readFileSync(join(folder, 'goldens.json'), 'utf8')) as Goldens

function textsBelow(path: string): [string, string][] {
  return readdirSync(path).flatMap((name): [string, string][] => {
    const full = join(path, name)
    if (statSync(full).isDirectory()) return textsBelow(full)
    return [[relative(folder, full), readFileSync(full, 'utf8')]]
  })
}
const files = textsBelow(folder)

const read = (entry: string, environment = 'default'): Rollout =>
  readRollout({ files, entries: [entry], environment, env: caseEnv }, nodeHost())

function rendered(release: Release): string {
  if (release.chart.from !== 'folder') throw new Error(`${release.name} is not beside its file`)
  const response = render(
    releaseRequest(release, readFolder(join(folder, release.chart.path)), ''),
    nodeHost(),
  )
  if (!response.ok) throw new Error(response.error.text)
  return response.stdout
}

const rolledOut = (name: string): Record<string, string> => {
  const { folder: at, file, environment } = helmfileCases.find((one) => one.name === name)!
  const { releases, problems } = read(`${at}/${file}`, environment)
  expect(problems.filter(({ severity }) => severity === 'error')).toEqual([])
  return Object.fromEntries(
    releases.filter(({ installed }) => installed).map((release) => [release.name, rendered(release)]),
  )
}

describe('helmfile template, 1.8.0 with Helm 4', () => {
  test.each(helmfileCases.map(({ name }) => name))('%s: the same releases, byte for byte', (name) => {
    // Helmfile adds a line to what helm prints
    const expected = Object.entries(goldens.helmfile[name]!).map(([release, text]) => [
      release,
      text.trimEnd(),
    ])
    expect(expected.length).toBeGreaterThan(1)
    const ours = Object.entries(rolledOut(name)).map(([release, text]) => [release, text.trimEnd()])
    expect(Object.fromEntries(ours)).toEqual(Object.fromEntries(expected))
  })
})

describe('kustomize build --enable-helm, 5.8.0', () => {
  const objectsOf = (text: string): unknown[] =>
    parseAllDocuments(text, { version: '1.1' })
      .map((document) => document.toJS() as unknown)
      .filter((object) => object !== null)
  const key = (object: unknown): string => JSON.stringify(object)

  test('the same objects, whatever their order', () => {
    const { releases, problems } = read('kustomize/kustomization.yaml')
    expect(problems).toEqual([])
    const ours = releases.flatMap((release) => objectsOf(rendered(release)))
    const theirs = objectsOf(goldens.kustomize)
    expect(theirs.length).toBe(6)
    expect(sorted(ours).map(key)).toEqual(sorted(theirs).map(key))
  })
})

/** Objects with their keys in one order, sorted. */
const sorted = (objects: readonly unknown[]): unknown[] => {
  const order = (value: unknown): unknown =>
    Array.isArray(value)
      ? value.map(order)
      : typeof value === 'object' && value !== null
        ? Object.fromEntries(
            Object.entries(value)
              .sort(([a], [b]) => (a < b ? -1 : 1))
              .map(([k, v]) => [k, order(v)]),
          )
        : value
  return objects.map(order).sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1))
}

const { HELMFILE_BIN, KUSTOMIZE_BIN } = process.env
test.skipIf(HELMFILE_BIN === undefined || KUSTOMIZE_BIN === undefined)(
  'the tools of this machine say the same as the goldens',
  () => expect(makeGoldens(HELMFILE_BIN!, KUSTOMIZE_BIN!)).toEqual(goldens),
  120_000,
)
