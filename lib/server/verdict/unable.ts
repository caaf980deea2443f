import { Findings, type MechanismVerdict } from '../../verify/index.ts'
import type { SourceError } from '../errors/source-error.ts'
import { inabilityOf, wordsOf } from './inability.ts'

/** The verdict of a mechanism whose facts could not be fetched: what failed, and with which code. */
export function unable(mechanism: MechanismVerdict['mechanism'], error: SourceError): MechanismVerdict {
  const findings = new Findings()
  const code = inabilityOf(error)
  const id = code === 'AMBIGUOUS' ? 'layers' : code === 'MALFORMED' ? 'archive' : 'registry'
  findings.failed(id, code, {
    expected: expectation[code] ?? 'an answer from the registry',
    actual: wordsOf(error),
  })
  return { mechanism, status: findings.status, checks: findings.checks, warnings: findings.warnings }
}

const expectation: Readonly<Record<string, string>> = {
  AMBIGUOUS: 'one chart layer and at most one provenance layer',
  REGISTRY_INTEGRITY: 'the bytes that the manifest names',
  MALFORMED: 'a chart archive',
}
