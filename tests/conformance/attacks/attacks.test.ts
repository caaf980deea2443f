import { fork, type ChildProcess } from 'node:child_process'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { attacks } from './all.ts'
import type { Seen, Told } from './child.ts'

const LANES = 2
/** ms; what an attack takes is bounded by work and not by time, so this only ends what has no bound */
const PATIENCE = 60_000

const children = new Set<ChildProcess>()
function start(): ChildProcess {
  const child = fork(join(import.meta.dirname, 'child.ts'), [], {
    // as the server's renderers are
    execArgv: ['--max-old-space-size=512', '--stack-size=3900'],
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  })
  children.add(child)
  return child
}

const seen = new Map<number, Seen>()
const traced = new Map<number, Seen>()

async function lane(todo: Told[]): Promise<void> {
  let child = start()
  for (let told = todo.shift(); told !== undefined; told = todo.shift()) {
    const answer = await attempt(child, told)
    ;(told.isTraced ? traced : seen).set(told.index, answer)
    if (answer.seen === 'DIED') child = start()
  }
}

const attempt = (child: ChildProcess, told: Told): Promise<Seen> =>
  new Promise((resolve) => {
    const settle = (answer: Seen): void => {
      clearTimeout(timer)
      child.removeAllListeners()
      resolve(answer)
    }
    const timer = setTimeout(() => child.kill('SIGKILL'), PATIENCE)
    child.once('message', (answer: Seen) => settle(answer))
    child.once('exit', (code, signal) =>
      settle({ index: told.index, seen: 'DIED', text: `of ${signal ?? code}`, ms: 0 }),
    )
    child.send(told)
  })

/** What makes the most of what tracing keeps: pieces, frames, copies, parsed texts. */
const TRACED = new Set([
  'ranges within ranges',
  'includes that double',
  'templates that double',
  'tpl of many texts',
  'tpl of many large texts',
  'lists of lists, doubled, and copied',
  'output without end',
  'a loop over its own list',
])

beforeAll(async () => {
  const todo = attacks.flatMap(({ name }, index): Told[] => [
    { index, isTraced: false },
    ...(TRACED.has(name) ? [{ index, isTraced: true }] : []),
  ])
  await Promise.all(Array.from({ length: LANES }, () => lane(todo)))
}, 400_000)
afterAll(() => children.forEach((child) => child.kill('SIGKILL')))

describe('within the memory and stack of a renderer, an attack ends as', () => {
  test.each(attacks.map(({ name, outcome }, index) => [name, outcome, index] as const))(
    '%s: %s',
    (_name, outcome, index) => {
      const { seen: code, text } = seen.get(index)!
      const wanted = [outcome].flat()
      expect(
        wanted.some((w) => w === code || text.includes(w)),
        `${code}: ${text.slice(0, 300)}`,
      ).toBe(true)
    },
  )
})

test.each([...TRACED])('traced, it ends by a limit too: %s', (name) => {
  expect(traced.get(attacks.findIndex((attack) => attack.name === name))?.seen).toBe('LIMIT_EXCEEDED')
})

test('a passed limit says which, and where', () => {
  const of = (name: string): string => seen.get(attacks.findIndex((attack) => attack.name === name))!.text
  expect(of('ranges within ranges')).toBe(
    'the render passed a limit: SIZE_LIMIT: more than 134217728 bytes, at c/templates/a.yaml:1:45',
  )
  expect(of('tpl of itself, twice')).toMatch(
    /^the render passed a limit: \w+: more than \d+ [\w ]+, at gotpl:1:\d+$/,
  )
})
