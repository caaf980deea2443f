import { appendFileSync, mkdirSync, readFileSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { z } from 'zod'
import { VerdictStatus } from '../../schema/verdict.ts'
import { dataFolder } from '../store/data-folder.ts'
import { writeWhole } from '../store/write-whole.ts'

/** One line: where a tag led at a time, and what the verdict was, where one was made. */
export const Sighting = z.object({
  at: z.string(),
  source: z.string(),
  /** canonical place of the chart: a source that is renamed keeps its ledger */
  place: z.string(),
  repository: z.string(),
  tag: z.string(),
  /** "" for a tag that is gone */
  digest: z.string(),
  status: VerdictStatus.optional(),
})
export type Sighting = z.infer<typeof Sighting>

type Env = Readonly<Record<string, string | undefined>>

/** Lines are only ever added; beyond this size the file is written anew with what still says something. */
const MOST_BYTES = 32 * 1024 * 1024

const fileOf = (env: Env): string => join(dataFolder(env), 'ledger.jsonl')

/** Every sighting that was written; a line that was cut short by a crash is left out. */
export function readLedger(env: Env): Sighting[] {
  let text: string
  try {
    text = readFileSync(fileOf(env), 'utf8')
  } catch {
    // no ledger yet, or none that can be read: what is seen from now on counts
    return []
  }
  return text.split('\n').flatMap((line) => {
    if (line === '') return []
    try {
      const parsed = Sighting.safeParse(JSON.parse(line))
      return parsed.success ? [parsed.data] : []
    } catch {
      return []
    }
  })
}

/** Adds a line. Returns false where nothing can be written; the ledger then lasts as long as the process. */
export function appendSighting(sighting: Sighting, env: Env): boolean {
  const file = fileOf(env)
  try {
    mkdirSync(dirname(file), { recursive: true, mode: 0o700 })
    appendFileSync(file, `${JSON.stringify(sighting)}\n`, { mode: 0o600 })
    return true
  } catch {
    return false
  }
}

/** Writes the file anew with `sightings` where it has grown too long. */
export function compactLedger(sightings: () => readonly Sighting[], env: Env): void {
  const file = fileOf(env)
  const size = statSync(file, { throwIfNoEntry: false })?.size ?? 0
  if (size > MOST_BYTES)
    writeWhole(
      file,
      sightings()
        .map((one) => `${JSON.stringify(one)}\n`)
        .join(''),
    )
}
