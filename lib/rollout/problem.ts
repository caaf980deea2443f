import type { Place } from './place.ts'

/**
 * What is wrong in a rollout's files, and the arguments that its sentence needs. Explained in lib/schema/codes-rollout.ts.
 * Every code has one page.
 */
export interface ProblemArgs {
  YAML_INVALID: { detail: string }
  KEY_TWICE: { key: string }
  FIELD_UNKNOWN: { field: string; in: string; nearest: string }
  FIELD_TYPE: { field: string; expected: string; found: string }
  FIELD_MISSING: { field: string; in: string }
  VALUE_REFUSED: { field: string; found: string; rule: string }
  FORMAT_UNKNOWN: { found: string }
  ROLLOUT_FILE_MISSING: { path: string; asked: string }
  OUTSIDE_FILES: { path: string; by: string }
  CYCLE: { chain: string }
  TEMPLATE_FAILED: { detail: string; at: string }
  PROGRAM_REFUSED: { function: string; program: string }
  VARIABLE_MISSING: { name: string }
  SECRET_MISSING: { name: string; by: string }
  OBJECT_MISSING: { kind: string; name: string; namespace: string }
  REPOSITORY_UNKNOWN: { name: string; known: string }
  ENVIRONMENT_UNKNOWN: { name: string; known: string }
  REMOTE_REFUSED: { address: string; by: string }
  CHART_NOT_NAMED: { release: string }
  NOT_A_PACKED_CHART: { what: string; where: string }
  VERSION_REFUSED: { version: string; rule: string }
  NOT_APPLIED: { feature: string; effect: string }
  NOT_FOLLOWED: { feature: string; reason: string }
  RELEASE_TWICE: { name: string; namespace: string; first: string }
  UNKNOWN_VALUE: { field: string; because: string }
  ROLLOUT_LIMIT: { what: string; limit: string }
}

export type ProblemCode = keyof ProblemArgs

/**
 * `error`: the release, or the file, is not what the tool would make of it; `warning`: it is, but look; `note`: worth knowing.
 */
export type Severity = 'error' | 'warning' | 'note'

/** One finding: data first, the sentence is made elsewhere. Line and column count from 1. */
export interface Problem<C extends ProblemCode = ProblemCode> extends Place {
  readonly code: C
  readonly args: Readonly<Record<string, string>>
  readonly severity: Severity
  /** the release it belongs to, by id; null for a file as a whole */
  readonly release: string | null
}

const KEPT = 2000

/** Collects findings, each once, and never more than a page can show. */
export class Problems {
  readonly #all: Problem[] = []
  readonly #seen = new Set<string>()
  #release: string | null = null
  #dropped = 0

  /** Everything that is added while `action` runs belongs to the release. */
  during<R>(release: string, action: () => R): R {
    const outer = this.#release
    this.#release = release
    try {
      return action()
    } finally {
      this.#release = outer
    }
  }

  add<C extends ProblemCode>(at: Place, code: C, args: ProblemArgs[C], severity: Severity = 'error'): void {
    const { file, line, column } = at
    const problem: Problem = { code, args: { ...args }, severity, release: this.#release, file, line, column }
    const key = JSON.stringify(problem)
    if (this.#seen.has(key)) return
    this.#seen.add(key)
    if (this.#all.length < KEPT) this.#all.push(problem)
    else this.#dropped++
  }

  /** Whether anything of severity `error` belongs to a release. */
  isBroken(release: string): boolean {
    return this.#all.some((one) => one.release === release && one.severity === 'error')
  }

  get all(): readonly Problem[] {
    return this.#all
  }

  /** How many were found beyond those that are kept. */
  get dropped(): number {
    return this.#dropped
  }
}

/** Ends the reading of one thing, a release or a file, whose problem has been told. */
export class Refused extends Error {
  override name = 'Refused'
}
