import { defaultLimits } from '../../../lib/helm/limits.ts'
import { render } from '../../../lib/helm/index.ts'
import { renderTraced } from '../../../lib/helm/trace/index.ts'
import { seededHost } from '../../../lib/worker/host-seeded.ts'
import { attacks } from './all.ts'
import { requestOf } from './attack.ts'

/** What came of an attack; `seen` is a code, "ok", or what was thrown. */
export interface Seen {
  readonly index: number
  readonly seen: string
  readonly text: string
  /** of computing */
  readonly ms: number
}

/** Keys and hashes take as long as they are reckoned to; a twentieth shows that they are counted. */
const limits = { ...defaultLimits, computing: defaultLimits.computing! / 20 }

/** An attack by its place; traced, as the preview renders it. */
export interface Told {
  readonly index: number
  readonly isTraced: boolean
}

/** Runs the attacks whose places it is told, one after the other, as its process's only work. */
process.on('message', ({ index, isTraced }: Told) => {
  const before = process.cpuUsage()
  const [seen, text] = outcome(index, isTraced)
  const { user, system } = process.cpuUsage(before)
  process.send!({ index, seen, text, ms: Math.round((user + system) / 1000) } satisfies Seen)
})

const ends = (text: string): string =>
  text.length > 2000 ? `${text.slice(0, 1000)} … ${text.slice(-1000)}` : text

function outcome(index: number, isTraced: boolean): [string, string] {
  try {
    const request = requestOf(attacks[index]!)
    const host = seededHost('seed')
    const response = isTraced ? renderTraced(request, host).response : render(request, host, limits)
    return response.ok ? ['ok', ''] : [response.error.code, ends(response.error.text)]
  } catch (error) {
    return ['THROWN', String((error as Error).stack).slice(0, 2000)]
  }
}
