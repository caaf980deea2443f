import { existsSync, statSync } from 'node:fs'
import { homedir } from 'node:os'
import { extname, join } from 'node:path'
import type { ChartSource, ResolvedChart } from '../server/sources/source.ts'
import { keyringFile } from '../server/trust/keyring-file.ts'
import { noTrust } from '../server/trust/trust.ts'
import { judgeFile } from '../server/verdict/judge-file.ts'
import { provenanceJudge } from '../server/verdict/provenance-judge.ts'
import type { MechanismVerdict, ProvenanceTrust } from '../verify/index.ts'
import { CommandError } from './command-error.ts'
import type { Io } from './io.ts'

/** `--verify` for a chart on the disk: refuses what its `.prov` and the keyring do not vouch for. @throws CommandError */
export function demandFileProvenance(path: string, keyring: string, io: Io): void {
  if (statSync(path).isDirectory()) throw new CommandError('unpacked charts cannot be verified')
  if (extname(path).toLowerCase() !== '.tgz') throw new CommandError('chart must be a tgz file')
  const file = `${path}.prov`
  if (!existsSync(file))
    throw new CommandError(`could not load provenance file ${file}: stat ${file}: no such file or directory`)
  const { mechanisms } = judgeFile(path, trustIn(keyring, io), new Date())
  demand(mechanisms.find(({ mechanism }) => mechanism === 'provenance'))
}

/** The same for a chart of a source, already resolved. @throws CommandError, SourceError */
export async function demandProvenance(
  source: ChartSource,
  chart: ResolvedChart,
  keyring: string,
  io: Io,
): Promise<void> {
  const judge = await provenanceJudge({ source, chart, place: '', trust: noTrust, now: new Date() })
  demand(judge(trustIn(keyring, io)).verdict)
}

/** Helm's default keyring where none is named. */
function trustIn(given: string, io: Io): ProvenanceTrust {
  const home = io.env['GNUPGHOME'] ?? join(homedir(), '.gnupg')
  const file = given === '' ? join(home, 'pubring.gpg') : given
  return { keyrings: [{ name: file, keyring: keyringFile(file).keyring }], fingerprints: [] }
}

function demand(verdict: MechanismVerdict | undefined): void {
  if (verdict?.status === 'verified') return
  const failed = (verdict?.checks ?? []).filter(({ outcome }) => outcome === 'failed').map(({ code }) => code)
  const why = failed.length === 0 ? '' : ` (${failed.join(', ')})`
  throw new CommandError(
    `--verify: the chart's provenance is ${verdict?.status ?? 'unknown'}${why}; chartroom verify tells more`,
  )
}
