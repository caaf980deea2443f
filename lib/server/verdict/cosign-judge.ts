import type { MechanismVerdict } from '../../verify/index.ts'
import { cosignTrust, withRoot, type CosignSpec } from '../trust/cosign-trust.ts'
import type { Surroundings } from './find-signatures.ts'
import type { JudgedChart } from './judge-chart.ts'

/** Judges what was found around a chart's manifest, by however many requirements. */
export function cosignJudge(
  { chart, now }: JudgedChart,
  around: Surroundings | null,
): (trust: CosignSpec) => Promise<MechanismVerdict> {
  return async (spec) => {
    if (around === null || chart.manifest === null) return nothingThere
    const isSilent = around.cosign.length === 0 && around.cosignFailed.length === 0
    if (isSilent) return nothingThere
    const [{ anyNeedsRoot, verifyCosign }, { cosignPrimitives }] = await Promise.all([
      import('../../verify/cosign/verify.ts'),
      import('../trust/cosign-primitives.ts'),
    ])
    const subject = { sha256: chart.digest.replace('sha256:', ''), bytes: chart.manifest.bytes }
    const found = { found: around.cosign, failed: around.cosignFailed }
    const bare = await cosignTrust(spec)
    // Sigstore's root and libraries are loaded only where there is something for them
    const trust = anyNeedsRoot(found, subject, bare, cosignPrimitives) ? await withRoot(bare, spec) : bare
    return verifyCosign(found, subject, trust, cosignPrimitives, now.getTime() / 1000)
  }
}

const nothingThere: MechanismVerdict = {
  mechanism: 'cosign',
  status: 'unsigned',
  checks: [],
  warnings: [],
  others: [{ tool: 'cosign 3.1.2', accepts: false, text: 'Error: no signatures found' }],
}
