import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { fromBytes } from '../../lib/go/text.ts'
import {
  compareRenders,
  diffLists,
  imagesOf,
  readObjects,
  type RenderComparison,
} from '../../lib/objects/index.ts'
import { corpusFolder, hasCorpus, readCases } from './corpus/cases.ts'
import { readGoldens } from './corpus/goldens.ts'

const WORKLOADS = new Set(['Pod', 'Deployment', 'StatefulSet', 'DaemonSet', 'Job', 'CronJob', 'ReplicaSet'])
const folder = mkdtempSync(join(tmpdir(), 'chartroom-objects-'))
afterAll(() => rmSync(folder, { recursive: true }))

/** What Helm printed for each chart's defaults. */
async function defaults(profile: 'helm-3.21' | 'helm-4.2'): Promise<Map<string, string>> {
  const cases = readCases().filter(
    (c) => c.profile === profile && c.case === 'default' && c.golden !== undefined,
  )
  const goldens = await readGoldens(profile, new Set(cases.map((c) => c.golden!)))
  return new Map(cases.map((c) => [c.id, fromBytes(goldens.get(c.golden!)!)]))
}

/** `diff`'s own count of lines that go and come; its minimal one. */
function realDiff(before: string, after: string): number {
  writeFileSync(join(folder, 'a'), `${before}\n`)
  writeFileSync(join(folder, 'b'), `${after}\n`)
  const { stdout } = spawnSync('diff', ['-d', 'a', 'b'], { cwd: folder, maxBuffer: 1 << 28 })
  return stdout.toString().match(/^[<>]/gm)?.length ?? 0
}

describe.skipIf(!hasCorpus())(`objects of real charts (${hasCorpus() ? corpusFolder : 'not here'})`, () => {
  test('every document that Helm prints is read, at its place; every image of a workload is found, at its line', async () => {
    let [documents, lines, found] = [0, 0, 0]
    for (const [id, stdout] of await defaults('helm-4.2')) {
      const all = stdout.split('\n')
      const objects = readObjects(stdout)
      for (const { line, text, source } of objects) {
        expect(all[line - 1], id).toBe(`# Source: ${source}`)
        expect(
          all
            .slice(line, line + text.split('\n').length)
            .join('\n')
            .trimEnd(),
          id,
        ).toBe(text)
      }
      // what is left out holds comments and nothing else
      const marks = all.flatMap((text, i) => (/^# Source: /.test(text) && all[i - 1] === '---' ? [i] : []))
      const read = new Set(objects.map(({ line }) => line - 1))
      for (const [n, mark] of marks.entries()) {
        if (read.has(mark)) continue
        const body = all.slice(mark + 1, (marks[n + 1] ?? all.length + 1) - 1)
        expect(
          body.filter((text) => /^[^#\s-]/.test(text)),
          `${id}: ${all[mark]}`,
        ).toEqual([])
      }
      documents += objects.length
      const places = new Set(imagesOf(objects).flatMap((image) => image.places.map(({ line }) => line)))
      for (const { kind, line, text } of objects) {
        if (!WORKLOADS.has(kind)) continue
        for (const [i, own] of text.split('\n').entries()) {
          if (!/^\s+(?:- )?image:\s+["']?[\w./:@-]+["']?\s*$/.test(own)) continue
          lines++
          if (places.has(line + i)) found++
          else console.log(`${id}: ${own.trim()} in ${kind}`)
        }
      }
    }
    console.log(`${documents} documents, ${found} of ${lines} image lines`)
    expect(documents).toBeGreaterThan(2000)
    expect(found).toBe(lines)
  })

  test('a chart against itself differs nowhere; one Helm against the other only where their texts do', async () => {
    const [three, four] = [await defaults('helm-3.21'), await defaults('helm-4.2')]
    const compare = (a: string, b: string): RenderComparison =>
      compareRenders({ stdout: a, namespace: 'default' }, { stdout: b, namespace: 'default' }, { noise: [] })
    let changed = 0
    for (const [id, stdout] of four) {
      expect(compare(stdout, stdout).objects, id).toEqual([])
      const other = three.get(id)
      if (other === undefined) continue
      const { objects, risks } = compare(other, stdout)
      changed += objects.length
      expect(
        risks.filter(({ code }) => code === 'immutable-field'),
        id,
      ).toEqual([])
    }
    console.log(`${changed} objects differ between the two Helms`)
  })

  test('differences take hardly more lines than the minimal ones of diff', async () => {
    const texts = [...(await defaults('helm-4.2')).values()].filter((text) => text.length < 60_000)
    let [ours, least] = [0, 0]
    for (let i = 0; i + 1 < texts.length; i += 8) {
      const [a, b] = [texts[i]!.trimEnd(), texts[i + 1]!.trimEnd()]
      ours += diffLists(a.split('\n'), b.split('\n')).reduce(
        (sum, { op, count }) => (op === '=' ? sum : sum + count),
        0,
      )
      least += realDiff(a, b)
    }
    console.log(`${ours} changed lines, ${least} by diff -d`)
    expect(ours).toBeGreaterThanOrEqual(least)
    expect(ours).toBeLessThan(1.15 * least)
  })
})
