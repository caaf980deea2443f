import { readFileSync } from 'node:fs'
import { join } from 'node:path'

export const root = join(import.meta.dirname, '../../..')

/** What the stage writes and the tests read. */
export const stageFolder = join(root, '.cache/e2e')

const port = Number(process.env['E2E_PORT'] ?? 3187)

/** A server without a configuration, as after the first start: the shipped sample and nothing else. */
export const SAMPLE = `http://127.0.0.1:${port}`
/** A server whose configuration names a source for each state that a list can be in. */
export const STAGE = `http://127.0.0.1:${port + 1}`

/** A server that wants a password. */
export const LOCKED = `http://127.0.0.1:${port + 2}`
export const PASSWORD = 'tide-and-time'

/** Where on loopback the stage's sources are; known once it stands. */
export interface Staged {
  /** `host:port` of the real registry that the configuration knows, with its login and its authority */
  readonly harbour: string
  /** of one whose certificate no configured authority signed */
  readonly stranger: string
  /** of a slow web server with a classic repository below every path */
  readonly fog: string
  /** holds and lets go of its answers: GET /hold, /release */
  readonly gate: string
  /** of the classic repository with 10,000 charts */
  readonly ocean: string
  /** whether the corpus of real charts is here */
  readonly corpus: boolean
}

export const staged = (): Staged =>
  JSON.parse(readFileSync(join(stageFolder, 'stage.json'), 'utf8')) as Staged
