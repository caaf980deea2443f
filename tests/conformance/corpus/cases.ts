import { existsSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import type { Profile } from '../../../lib/helm/index.ts'

/** One case of the corpus: a chart, arguments, and what a real Helm answered. */
export interface CorpusCase {
  readonly id: string
  readonly case: string
  readonly values: readonly string[]
  readonly args?: readonly string[]
  readonly profile: Profile
  readonly status: 'stable' | 'masked' | 'error'
  readonly golden?: string
  readonly sha256?: string
  /** lines that differ between runs, and how many bytes of their beginnings are the same */
  readonly mask?: readonly (readonly [number, number])[]
  readonly stderr?: string
  readonly stderr_varies?: boolean
}

/** The corpus lies beside the repository, or where CHARTROOM_CORPUS says. */
export const corpusFolder =
  process.env['CHARTROOM_CORPUS'] ?? resolve(import.meta.dirname, '../../../../shared/corpus')

export const hasCorpus = (): boolean => existsSync(join(corpusFolder, 'cases.jsonl'))

export const readCases = (): CorpusCase[] =>
  readFileSync(join(corpusFolder, 'cases.jsonl'), 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as CorpusCase)

export const nameOf = (c: CorpusCase): string => `${c.profile} ${c.id} ${c.case}`
