import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import {
  Renderer,
  type Asked,
  type Rendered,
  type RendererState,
  type RenderWorker,
} from '../../../components/preview/renderer.ts'
import type { FromRenderer, ToRenderer } from '../../../lib/worker/protocol.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

/** A worker that does as the test says. */
class Fake implements RenderWorker {
  onmessage: RenderWorker['onmessage'] = null
  onerror: RenderWorker['onerror'] = null
  readonly got: ToRenderer[] = []
  ended = false
  postMessage(message: ToRenderer): void {
    this.got.push(message)
    if (message.kind === 'open') this.say({ kind: 'opened', files: [] })
  }
  terminate(): void {
    this.ended = true
  }
  say(data: FromRenderer): void {
    this.onmessage?.({ data } as MessageEvent<FromRenderer>)
  }
  /** answers the last render */
  finish(): void {
    const last = this.got.at(-1)
    if (last?.kind !== 'render') throw new Error('no render was asked')
    const text = `---\n# Source: web/templates/a.yaml\nseed: ${last.seed}`
    const about = {
      source: 'web/templates/a.yaml',
      apiVersion: '',
      kind: '',
      name: '',
      namespace: '',
      hooks: [],
    }
    const fresh = [{ id: last.id, text, isCrd: false, ...about }]
    this.say({
      kind: 'rendered',
      id: last.id,
      rendered: { ok: true, order: [last.id], fresh, warnings: [], notes: null },
      ms: 1,
    })
  }
}

function stage() {
  const workers: Fake[] = []
  const states: RendererState[] = []
  const shown: Rendered[] = []
  const renderer = new Renderer(
    () => (workers.push(new Fake()), workers.at(-1)!),
    (state) => void states.push(state),
    (rendered) => void shown.push(rendered),
  )
  return { workers, states, shown, renderer }
}

const asked = (seed: string): Asked => ({
  seed,
  request: { profile: 'helm-4.2', values: [], release: { name: 'r', namespace: 'd' } },
})
const texts = (shown: readonly Rendered[]): string[] => shown.map(({ lines }) => lines.at(-1)!)
const seeds = ({ got }: Fake): string[] =>
  got.flatMap((message) => (message.kind === 'render' ? [message.seed] : []))

test('what was overtaken while the worker was busy is never rendered', () => {
  const { workers, shown, renderer } = stage()
  renderer.ask(asked('early'))
  renderer.open(new Uint8Array())
  for (const seed of ['a', 'b', 'c']) renderer.ask(asked(seed))
  workers[0]!.finish()
  workers[0]!.finish()
  expect(seeds(workers[0]!)).toEqual(['early', 'c'])
  expect(texts(shown)).toEqual(['seed: c'])
})

test('a render that holds up a newer one is ended for it, with more patience each time', () => {
  const { workers, shown, renderer } = stage()
  renderer.open(new Uint8Array())
  renderer.ask(asked('a'))
  vi.advanceTimersByTime(1000)
  renderer.ask(asked('b'))
  vi.advanceTimersByTime(499)
  expect(workers[0]!.ended).toBe(false)
  vi.advanceTimersByTime(2)
  expect(workers[0]!.ended).toBe(true)
  expect(seeds(workers[1]!)).toEqual(['b'])
  renderer.ask(asked('c'))
  vi.advanceTimersByTime(2000)
  expect(workers[1]!.ended).toBe(false)
  vi.advanceTimersByTime(1001)
  expect(seeds(workers[2]!)).toEqual(['c'])
  workers[2]!.finish()
  expect(texts(shown)).toEqual(['seed: c'])
  // one came to an end, so the next has the first patience again
  renderer.ask(asked('d'))
  renderer.ask(asked('e'))
  vi.advanceTimersByTime(1501)
  expect(seeds(workers[3]!)).toEqual(['e'])
})

test('one that nothing newer waits for is called slow, and stopped when somebody says so', () => {
  const { workers, states, shown, renderer } = stage()
  renderer.open(new Uint8Array())
  renderer.ask(asked('a'))
  vi.advanceTimersByTime(5000)
  expect(states.at(-1)).toEqual({ kind: 'slow', seconds: 5 })
  renderer.goOn()
  expect(states.at(-1)).toEqual({ kind: 'ready' })
  vi.advanceTimersByTime(30_000)
  expect(states.at(-1)).toEqual({ kind: 'slow', seconds: 35 })
  renderer.stop()
  expect(workers[0]!.ended).toBe(true)
  expect(states.at(-1)).toEqual({ kind: 'stopped', seconds: 35 })
  // the next worker has the chart open by then
  workers[1]!.say({ kind: 'opened', files: [] })
  expect(states.at(-1)).toEqual({ kind: 'stopped', seconds: 35 })
  vi.advanceTimersByTime(60_000)
  expect(seeds(workers[1]!)).toEqual([])
  renderer.goOn()
  workers[1]!.finish()
  expect(texts(shown)).toEqual(['seed: a'])
})

test('a worker that broke is told of, and replaced when something is asked', () => {
  const { workers, states, shown, renderer } = stage()
  renderer.open(new Uint8Array())
  renderer.ask(asked('a'))
  workers[0]!.onerror?.({} as ErrorEvent)
  expect(states.at(-1)).toMatchObject({ kind: 'failed', code: 'INTERNAL' })
  renderer.ask(asked('b'))
  workers[1]!.finish()
  expect(texts(shown)).toEqual(['seed: b'])
  expect(states.at(-1)).toEqual({ kind: 'ready' })
})
