import type { MechanismVerdict } from '../../verify/index.ts'
import type { NamedKey } from '../../verify/cosign/trust.ts'
import { cosignTrust, withRoot, type CosignSpec } from '../trust/cosign-trust.ts'
import { nodePrimitives } from '../trust/node-primitives.ts'
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
    const { anyNeedsRoot, verifyCosign } = await import('../../verify/cosign/verify.ts')
    const subject = { sha256: chart.digest.replace('sha256:', ''), bytes: chart.manifest.bytes }
    const found = { found: around.cosign, failed: around.cosignFailed }
    const bare = await cosignTrust(spec)
    // Sigstore's root and libraries are loaded only where there is something for them
    const needsRoot = anyNeedsRoot(found, subject, bare, nodePrimitives)
    const trust = needsRoot ? await withRoot(bare, spec) : bare
    const primitives = needsRoot || trust.keys.some(isEd25519) ? await everyPrimitive() : nodePrimitives
    return verifyCosign(found, subject, trust, primitives, now.getTime() / 1000)
  }
}

/** cosign signs payloads in a form of Ed25519 that Node does not compute. */
const isEd25519 = ({ key }: NamedKey): boolean =>
  !(key instanceof Error) && key.verification?.kind === 'ed25519'

const everyPrimitive = async () => (await import('../trust/cosign-primitives.ts')).cosignPrimitives

const nothingThere: MechanismVerdict = {
  mechanism: 'cosign',
  status: 'unsigned',
  checks: [],
  warnings: [],
  others: [{ tool: 'cosign 3.1.2', accepts: false, text: 'Error: no signatures found' }],
}
