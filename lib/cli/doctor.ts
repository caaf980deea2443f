import { printable } from '../oci/index.ts'
import type { DiagnosisStep } from '../schema/diagnosis.ts'
import { diagnose } from '../server/actions/diagnose.ts'
import { connectionFlags, connectionUsage, outputFlag } from './connection-flags.ts'
import { FlagError, parseFlags } from './flags.ts'
import type { Io } from './io.ts'
import { cliOpening } from './opening.ts'
import { reporting } from './report.ts'

export const usage = `Usage: chartroom doctor URL [flags]

Tries a connection step by step: settings, name, TCP or proxy, TLS with the certificates it saw, /v2/, challenge,
login, list, one chart. Ends with status 1 when a step fails.

${connectionUsage}`

const SIGNS: Readonly<Record<DiagnosisStep['outcome'], string>> = {
  passed: 'ok',
  noted: '--',
  failed: 'NO',
  skipped: '  ',
}

export async function run(args: string[], io: Io): Promise<number> {
  const parsed = parseFlags({ ...connectionFlags, ...outputFlag }, args)
  const [url, ...more] = parsed.args
  if (url === undefined || more.length > 0)
    throw new FlagError(`"chartroom doctor" requires 1 argument\n\n${usage}`)
  return reporting(io, async () => {
    const steps: DiagnosisStep[] = []
    for await (const step of diagnose(url, await cliOpening(parsed, io))) {
      steps.push(step)
      if (parsed.flags.output === 'table') io.out(lines(step))
    }
    const failed = steps.find((step) => step.outcome === 'failed')
    if (parsed.flags.output === 'json')
      io.out(`${JSON.stringify({ url, healthy: failed === undefined, steps }, null, 2)}\n`)
    if (failed === undefined) return 0
    io.err(`Error: [${failed.code}] ${printable(failed.words)}\n  cure: ${failed.cure}\n`)
    return 1
  })
}

function lines({ step, outcome, words, code, certificates, milliseconds }: DiagnosisStep): string {
  const time = outcome === 'skipped' ? '' : `${milliseconds} ms`
  const first = `${SIGNS[outcome]}  ${step.padEnd(10)} ${time.padStart(8)}  ${code === null ? '' : `[${code}] `}${printable(words)}\n`
  const chain = certificates.map(
    ({ subject, issuer, sha256 }) =>
      `${' '.repeat(25)}${printable(subject)}, issued by ${printable(issuer)}\n${' '.repeat(27)}SHA-256 ${sha256}\n`,
  )
  return first + chain.join('')
}
