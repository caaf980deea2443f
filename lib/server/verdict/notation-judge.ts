import type { MechanismVerdict } from '../../verify/index.ts'
import type { NotationSpec } from '../trust/notation-trust.ts'
import type { Surroundings } from './find-signatures.ts'
import type { JudgedChart } from './judge-chart.ts'

/** Judges Notary Project signatures around a chart's manifest. */
export function notationJudge(
  _subject: JudgedChart,
  _around: Surroundings | null,
): (trust: NotationSpec | null) => Promise<MechanismVerdict> {
  return async () => ({ mechanism: 'notation', status: 'unsigned', checks: [], warnings: [] })
}
