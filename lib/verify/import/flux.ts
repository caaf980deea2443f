import { list, object, text, wholePattern, type Draft, type DraftRequirement, type Json } from './draft.ts'

/**
 * Flux's `spec.verify` (`source.toolkit.fluxcd.io`, OCIRepository and HelmChart; `spec.chart.spec.verify` of a HelmRelease).
 * Several identities are alternatives there; here each policy's entries must all hold, so only the first is taken.
 */
export function fromFlux(resource: Json): Draft {
  const notes: string[] = []
  const spec = object(resource['spec'])
  const inner = object(object(spec['chart'])['spec'])
  const verify = [spec['verify'], inner['verify'], resource['verify']]
    .map(object)
    .find((one) => Object.keys(one).length > 0)
  if (verify === undefined)
    return { from: 'Flux', policies: [], keys: [], notes: [`${nameOf(resource)} verifies nothing`] }
  const url = text(spec['url'])
  const chart = text(inner['chart']) || text(spec['chart'])
  const match = url.startsWith('oci://') ? url : 'oci://HOST/PATH'
  if (match !== url)
    notes.push(
      `${nameOf(resource)} names its place by a repository object: write its address instead of HOST/PATH${chart ? ` (chart ${chart})` : ''}`,
    )
  const wanted = requirements(verify, nameOf(resource), notes)
  return { from: 'Flux', policies: wanted.length > 0 ? [{ match, require: wanted }] : [], keys: [], notes }
}

function requirements(verify: Json, name: string, notes: string[]): DraftRequirement[] {
  const secret = text(object(verify['secretRef'])['name'])
  const provider = text(verify['provider']) || 'cosign'
  if (provider === 'notation') {
    notes.push(
      `save trustpolicy.json and the certificates of secret ${secret || '(not named)'} as ./trustpolicy.json and ./truststore/x509/ca/…`,
    )
    return [{ notation: { policyFile: './trustpolicy.json', storeDir: './truststore' } }]
  }
  if (provider !== 'cosign') {
    notes.push(`${name}: the provider ${provider} is not known here`)
    return []
  }
  const identities = list(verify['matchOIDCIdentity']).map(object)
  if (identities.length > 1)
    notes.push(`${name} accepts any of ${identities.length} identities; only the first is in the draft`)
  const [identity] = identities
  if (identity)
    return [
      {
        cosign: {
          issuerRegExp: wholePattern(text(identity['issuer'])),
          subjectRegExp: wholePattern(text(identity['subject'])),
        },
      },
    ]
  if (secret) {
    notes.push(`save the public keys (*.pub) of secret ${secret} and name them under trust.keys as ${secret}`)
    return [{ cosign: { key: secret } }]
  }
  notes.push(
    `${name} accepts any identity of Sigstore's public instance: that trusts everyone, so nothing was taken over`,
  )
  return []
}

const nameOf = (resource: Json): string =>
  [text(resource['kind']) || 'the object', text(object(resource['metadata'])['name'])]
    .filter(Boolean)
    .join(' ')
