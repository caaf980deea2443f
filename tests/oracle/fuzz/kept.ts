import type { Answer, Case } from './case.ts'
import type { HelmOracle } from './helm-oracle.ts'

/** A case with the answers of Helm 3 and Helm 4, as tests/fixtures/fuzz keeps them; one answer where both agree. */
export interface Kept {
  readonly case: Case
  readonly helm: readonly [Answer] | readonly [Answer, Answer]
}

/** A case to keep. */
export async function kept(c: Case, oracle: HelmOracle): Promise<Kept> {
  const [three, four] = (await oracle.ask(c, ['3', '4'])) as [Answer, Answer]
  return { case: c, helm: JSON.stringify(three) === JSON.stringify(four) ? [three] : [three, four] }
}
