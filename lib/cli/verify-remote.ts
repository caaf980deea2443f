import { resolve } from 'node:path'
import type { Verdict } from '../schema/verdict.ts'
import { ownConfig } from '../server/config/find-config.ts'
import { readConfig } from '../server/config/read-config.ts'
import { openChart } from '../server/sources/open-place.ts'
import { canonicalPlace } from '../server/trust/place.ts'
import { loadTrust, noTrust, policyFor, provenanceTrust, type Trust } from '../server/trust/trust.ts'
import { judgeFile } from '../server/verdict/judge-file.ts'
import { judgeReference } from '../server/verdict/judge-reference.ts'
import type { ProvenanceTrust } from '../verify/index.ts'
import type { Parsed } from './flags.ts'
import type { Io } from './io.ts'
import { cliOpening } from './opening.ts'
import { reporting } from './report.ts'
import type { VerifyFlags } from './verify.ts'

/** Verdicts that need a configuration or a source. Gives the exit status instead where there is nothing to judge. */
export async function verifyRemote(
  reference: string,
  isLocal: boolean,
  explicit: ProvenanceTrust | undefined,
  parsed: Parsed<VerifyFlags>,
  io: Io,
): Promise<Verdict | number> {
  let verdict: Verdict | undefined
  const { flags } = parsed
  const status = await reporting(io, async () => {
    const config = flags.config !== '' ? readConfig(resolve(flags.config)) : ownConfig(io.env)
    const trust = explicit ? explicitOnly(explicit) : config ? loadTrust(config) : noTrust
    if (isLocal) {
      const place = canonicalPlace(reference, (path) => resolve(path))
      verdict = judgeFile(reference, provenanceTrust(trust, policyFor(trust, place)), new Date())
      return 0
    }
    const opening = { ...(await cliOpening(parsed, io)), ...(flags.config !== '' && { config }) }
    const wanted = { version: flags.version, devel: flags.devel, repo: flags.repo }
    const chart = await openChart(reference, wanted, opening)
    const place = placeOfReference(
      flags.repo === '' ? reference : `${flags.repo}/${reference}`,
      chart.repository,
    )
    verdict = await judgeReference({ ...chart, reference, place, trust, now: new Date() })
    return 0
  })
  return verdict ?? status
}

const explicitOnly = ({ keyrings }: ProvenanceTrust): Trust => ({ keyrings, policies: [], hash: 'flags' })

/** The place of a reference is its address without tag and digest; below a layout, the repository. */
function placeOfReference(reference: string, repository: string): string {
  const bare = reference.replace(/@sha\d+:[0-9a-f]+$/, '').replace(/:[^:/]*$/, '')
  const named = `:${repository}`
  const isLayout = bare.startsWith('oci-layout:') && bare.endsWith(named)
  const own = isLayout ? `${bare.slice(0, -named.length)}/${repository}` : bare
  return canonicalPlace(own, (path) => resolve(path))
}
