import type { TrustView } from '../../schema/trust.ts'
import { configInForce } from '../config/config-in-force.ts'
import { readKeptTrust } from '../trust/kept-trust.ts'
import { describeKeys } from '../trust/describe-keys.ts'
import { listedCharts } from '../trust/listed-charts.ts'
import { coversPlace } from '../trust/place.ts'
import { policiesText } from '../trust/policies-text.ts'
import { policyFor, loadTrust } from '../trust/trust.ts'
import { withKeptTrust } from '../trust/trust-in-force.ts'

/**
 * Whom this server trusts, for which charts, as configured and as said on the page.
 * @throws SourceError CONFIG_INVALID, STORE_UNREADABLE
 */
export async function showTrust(signal?: AbortSignal): Promise<TrustView> {
  const inForce = configInForce()
  const loaded = withKeptTrust(inForce)
  const trust = loadTrust(loaded)
  const { charts, refused } = await listedCharts(signal)
  const governed = charts.map((chart) => policyFor(trust, chart.place))
  const written = loaded.config.trust?.policies ?? []
  const { policies: kept } = readKeptTrust()
  return {
    ...describeKeys(loaded, new Date()),
    identities: written.flatMap(({ match, require }) =>
      require.flatMap((one) =>
        'cosign' in one && !('key' in one.cosign)
          ? [
              {
                match,
                subject: one.cosign.subject ?? `/${one.cosign.subjectRegExp ?? ''}/`,
                issuer: one.cosign.issuer ?? `/${one.cosign.issuerRegExp ?? ''}/`,
              },
            ]
          : [],
      ),
    ),
    policies: trust.policies.map((policy) => ({
      match: policy.match,
      asks: policy.require.map(({ mechanism, asks }) => ({ mechanism, words: asks })),
      charts: governed.filter((one) => one === policy).length,
      refused: refused
        .filter(({ place }) => coversPlace(policy.place, place) || coversPlace(place, policy.place))
        .map(({ source, code }) => ({ source, code })),
    })),
    text: kept?.text ?? policiesText(written),
    file: kept === null ? inForce.file : null,
    saved: kept && { at: kept.at, by: kept.by },
  }
}
