import { sourceNamed } from '../sources/sources-in-force.ts'

const last = new Map<string, number>()
/** milliseconds in which asking again is the same question */
const PAUSE = 2000

/** Makes the next question about a source go to the source itself. @throws SourceError SOURCE_UNKNOWN */
export async function refreshSource(name: string): Promise<void> {
  const source = sourceNamed(name)
  const now = Date.now()
  if (now - (last.get(name) ?? 0) < PAUSE) return
  if (last.size > 1000) last.clear()
  last.set(name, now)
  source.refresh()
}
