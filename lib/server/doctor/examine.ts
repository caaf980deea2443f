import type { DiagnosisStep } from '../../schema/diagnosis.ts'
import { toSourceError } from '../errors/source-error.ts'

type Step = DiagnosisStep['step']

/** What a step found out. */
export interface Finding {
  readonly words: string
  readonly noted?: boolean
  readonly certificates?: DiagnosisStep['certificates']
}

/** Steps in order, each with the sentence that stands there when it is not reached. */
export interface Examination {
  readonly step: Step
  readonly run: () => Promise<Finding>
  /** a refusal that is worth knowing and stops nothing */
  readonly mayFail?: boolean
  /** certificates to show with a failure */
  readonly certificates?: () => Promise<DiagnosisStep['certificates']>
}

/** Runs the steps one after the other; after one that fails the others are skipped. */
export async function* examine(
  steps: readonly Examination[],
  clock: () => number,
): AsyncGenerator<DiagnosisStep> {
  let failed = false
  for (const { step, run, mayFail = false, certificates } of steps) {
    const begun = clock()
    const told = (
      outcome: DiagnosisStep['outcome'],
      words: string,
      more: Partial<DiagnosisStep> = {},
    ): DiagnosisStep => ({
      step,
      outcome,
      words,
      code: null,
      cure: null,
      certificates: [],
      milliseconds: Math.round(clock() - begun),
      ...more,
    })
    if (failed) {
      yield told('skipped', 'not reached')
      continue
    }
    try {
      const { words, noted = false, certificates: seen = [] } = await run()
      yield told(noted ? 'noted' : 'passed', words, { certificates: seen })
    } catch (error) {
      const { code, message, detail, cure } = toSourceError(error).toProblem()
      failed = !mayFail
      const seen = (await certificates?.().catch(() => [])) ?? []
      const words = detail === undefined ? message : `${message} (${detail})`
      yield told(mayFail ? 'noted' : 'failed', words, { code, cure: cure ?? null, certificates: seen })
    }
  }
}
