import { expect, test } from 'vitest'
import { compareFiles, imagesOf, readObjects } from '../../../lib/objects/index.ts'

const file = (path: string, content: string | Uint8Array) => ({
  path,
  data: typeof content === 'string' ? new TextEncoder().encode(content) : content,
})

test('files that came, went and changed; equal ones are not told; bytes that are no text have no lines', () => {
  const changes = compareFiles(
    [
      file('same', 'x\n'),
      file('gone', 'a\nb\n'),
      file('text', 'a\nb\nc\n'),
      file('bytes', new Uint8Array([0, 1])),
    ],
    [
      file('same', 'x\n'),
      file('new', 'n\n'),
      file('text', 'a\nB\nc\n'),
      file('bytes', new Uint8Array([0, 2])),
    ],
  )
  expect(
    changes.map(({ path, change, added, removed, diff }) => [path, change, added, removed, diff !== null]),
  ).toEqual([
    ['bytes', 'changed', 0, 0, false],
    ['gone', 'removed', 0, 2, true],
    ['new', 'added', 1, 0, true],
    ['text', 'changed', 1, 1, true],
  ])
})

test('what is made to take for ever is bounded: endless files, endless images', () => {
  const lines = (word: string): string =>
    Array.from({ length: 40_000 }, (_, i) => `${word}${i % 977}`).join('\n')
  expect(compareFiles([file('a', lines('x'))], [file('a', lines('y'))])).toMatchObject([
    { path: 'a', diff: null },
  ])

  const containers = Array.from({ length: 4000 }, (_, i) => `    - {name: c${i}, image: "r/${i}:1"}`).join(
    '\n',
  )
  const stdout = `---\n# Source: c/t.yaml\nkind: Pod\napiVersion: v1\nmetadata: {name: p}\nspec:\n  containers:\n${containers}\n`
  const images = imagesOf(readObjects(stdout))
  expect(images).toHaveLength(4000)
  expect(images.find(({ image }) => image === 'r/17:1')!.places[0]!.line).toBe(7 + 17)
})
