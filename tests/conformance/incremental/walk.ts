import {
  chartValues,
  openSession,
  render,
  type ChartFile,
  type RenderRequest,
  type RenderResponse,
} from '../../../lib/helm/index.ts'
import { seededHost } from '../../../lib/worker/host-seeded.ts'
import { edited, places, plain, random } from './edits.ts'

/** What a walk found. */
export interface Walked {
  readonly renders: number
  readonly refused: number
  /** where a session said something else than a whole render */
  readonly difference: string | undefined
}

/**
 * Edits a chart's values at random, one at a time, and renders each time twice: in one session, and whole.
 * @param seed decides the edits
 */
export function walk(files: readonly ChartFile[], seed: string, edits: number): Walked {
  const next = random(seed)
  const session = openSession(files)
  const defaults = defaultsOf(files)
  const all = places(defaults)
  let user: ReturnType<typeof edited> = {}
  let request: Omit<RenderRequest, 'files'> = {
    profile: next() < 0.7 ? 'helm-4.2' : 'helm-3.21',
    values: [],
    release: { name: 'release-name', namespace: 'default' },
    notes: true,
    documents: true,
  }
  let refused = 0
  for (let i = 0; i < edits; i++) {
    const turn = next()
    if (turn < 0.03) request = { ...request, profile: next() < 0.5 ? 'helm-4.2' : 'helm-3.21' }
    else if (turn < 0.08)
      request = { ...request, release: { ...request.release, name: `r${Math.floor(next() * 3)}` } }
    else if (turn < 0.12) request = { ...request, includeCrds: next() < 0.5, skipTests: next() < 0.5 }
    else if (turn < 0.14) request = { ...request, release: { ...request.release, isUpgrade: next() < 0.5 } }
    else if (i > 0) user = edited(user, defaults, all, next)
    const flags =
      next() < 0.15 ? [{ kind: 'set' as const, text: `global.flag=${Math.floor(next() * 3)}` }] : []
    const values = [{ kind: 'file' as const, name: 'values.yaml', text: JSON.stringify(user) }, ...flags]
    const asked = { ...request, values }
    const quick = textOf(session.render(asked, seededHost('walk'), 'walk'))
    const whole = render({ ...asked, files }, seededHost('walk'))
    if (!whole.ok) refused++
    const text = textOf(whole)
    if (quick !== text) return { renders: i + 1, refused, difference: told(asked, quick, text) }
    // what cannot be rendered is rarely left so
    if (!whole.ok && next() < 0.7) user = {}
  }
  return { renders: edits, refused, difference: undefined }
}

/** How deep JavaScript's stack is when it is full differs from one render to the next. */
const textOf = (response: RenderResponse): string =>
  JSON.stringify(response).replace(/DEPTH_LIMIT: more than \d+/g, 'DEPTH_LIMIT')

/** None where the chart cannot be read, which it is then rendered for all the same. */
function defaultsOf(files: readonly ChartFile[]): ReturnType<typeof plain> {
  try {
    return plain(chartValues(files, 'helm-4.2').defaults)
  } catch {
    return {}
  }
}

function told(asked: object, quick: string, whole: string): string {
  let i = 0
  while (quick[i] === whole[i]) i++
  const around = (text: string): string => text.slice(Math.max(0, i - 80), i + 120)
  return `${JSON.stringify(asked).slice(0, 600)}\n  session: ${around(quick)}\n  whole:   ${around(whole)}`
}
