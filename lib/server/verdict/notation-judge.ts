import type { MechanismVerdict } from '../../verify/index.ts'
import type { NotationSpec } from '../trust/notation-trust.ts'
import { nodePrimitives } from '../trust/node-primitives.ts'
import { askRevocation } from './ask-revocation.ts'
import type { Surroundings } from './find-signatures.ts'
import type { JudgedChart } from './judge-chart.ts'

/** Judges Notary Project signatures around a chart's manifest, by however many requirements. */
export function notationJudge(
  { chart, place, trust: configured, now }: JudgedChart,
  around: Surroundings | null,
): (trust: NotationSpec | null) => Promise<MechanismVerdict> {
  return async (spec) => {
    if (around === null || chart.manifest === null) return nothingThere
    if (around.notation.length === 0 && around.notationFailed.length === 0) return nothingThere
    const { revocationQuestions, verifyNotation } = await import('../../verify/notation/verify.ts')
    const { mediaType, bytes } = chart.manifest
    const subject = { mediaType, digest: chart.digest, size: bytes.length }
    const scope = place.replace(/^oci:\/\//, '')
    const trust = spec && (await notationTrust(spec))
    const found = { found: around.notation, failed: around.notationFailed }
    const questions =
      configured.revocation && trust ? revocationQuestions(found, scope, trust, nodePrimitives) : []
    const answers = configured.revocation && (await askRevocation(questions, configured.revocation))
    return verifyNotation(found, subject, scope, trust, nodePrimitives, now.getTime() / 1000, answers)
  }
}

const nothingThere: MechanismVerdict = { mechanism: 'notation', status: 'unsigned', checks: [], warnings: [] }

async function notationTrust({ policy, certificates }: NotationSpec) {
  const [{ readTrustPolicy, PolicyError }, { readTrustStore }] = await Promise.all([
    import('../../verify/notation/policy.ts'),
    import('../../verify/notation/store.ts'),
  ])
  const store = readTrustStore(certificates.map(({ path, file }) => ({ path, bytes: file.bytes })))
  if (policy.bytes instanceof Error) return { statements: policy.bytes, store }
  try {
    return { statements: readTrustPolicy(policy.bytes), store }
  } catch (error) {
    if (error instanceof PolicyError) return { statements: error, store }
    throw error
  }
}
