import type { Verdict } from '../../verify/index.ts'
import { toSourceError } from '../errors/source-error.ts'
import { isNothingThere } from './inability.ts'
import { judgeChart, type JudgedChart } from './judge-chart.ts'
import { unresolved } from './unresolved.ts'

interface Subject extends Omit<JudgedChart, 'chart'> {
  readonly repository: string
  readonly asked: string
  /** as it was given, for verdicts on what could not be resolved */
  readonly reference: string
}

/**
 * Resolves a reference once and judges what it names.
 * @throws SourceError when there is no such chart; what could not be asked becomes a verdict
 */
export async function judgeReference(subject: Subject, signal?: AbortSignal): Promise<Verdict> {
  const { source, repository, asked, reference, now } = subject
  try {
    const chart = await source.resolve(repository, asked, signal)
    return await judgeChart({ ...subject, chart }, signal)
  } catch (error) {
    const reason = toSourceError(error)
    if (signal?.aborted || isNothingThere(reason)) throw reason
    return unresolved(reason, { source, repository, asked, reference }, now)
  }
}
