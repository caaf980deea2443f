import type { NoiseRule } from '../../lib/objects/noise.ts'

/** A difference as it travels to the page: all lines in unified order, and what each is. */
export interface SectionDiff {
  readonly lines: readonly string[]
  readonly runs: readonly {
    readonly op: '=' | '-' | '+'
    readonly count: number
    readonly noise?: NoiseRule | undefined
  }[]
}

/** One object or file that differs. */
export interface Section {
  /** unique on the page, and what the address names */
  readonly id: string
  readonly change: 'added' | 'removed' | 'changed' | 'renamed'
  /** objects are grouped by it; files by their folder */
  readonly group: string
  readonly name: string
  /** the name that it had */
  readonly formerName: string | null
  /** `templates/x.yaml`; "" for files */
  readonly source: string
  readonly badges: readonly string[]
  /** changed lines without any noise, and how many there are of that */
  readonly added: number
  readonly removed: number
  readonly noise: Readonly<Partial<Record<NoiseRule, number>>>
  /** null where it comes later, or is no text */
  readonly diff: SectionDiff | null
  readonly isText: boolean
}

export const lineCount = ({ added, removed, noise }: Section): number =>
  added + removed + Object.values(noise).reduce((sum, n) => sum + n, 0)
