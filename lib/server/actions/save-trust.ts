import type { TrustView } from '../../schema/trust.ts'
import { audit } from '../access/audit.ts'
import type { Identity } from '../access/identity.ts'
import { configInForce } from '../config/config-in-force.ts'
import { changeKeptTrust } from '../trust/kept-trust.ts'
import { loadDraft } from '../trust/load-draft.ts'
import { parsePolicies } from '../trust/parse-policies.ts'
import { withKeptTrust } from '../trust/trust-in-force.ts'
import { showTrust } from './show-trust.ts'

/**
 * Lets policies hold in place of the configuration's, at once.
 * @param text null goes back to those of the configuration
 * @throws SourceError REQUEST_INVALID also for what the policies name and is not there, STORE_UNREADABLE
 */
export async function saveTrust(identity: Identity, text: string | null): Promise<TrustView> {
  const list = text === null ? null : parsePolicies(text)
  if (list !== null) loadDraft(withKeptTrust(configInForce()), { policies: list })
  const policies =
    text === null || list === null ? null : { text, list, by: identity.who, at: new Date().toISOString() }
  changeKeptTrust((kept) => ({ ...kept, policies }))
  audit(identity, policies === null ? 'policies discarded' : 'policies saved', {
    policies: String(list?.length ?? 0),
  })
  return showTrust()
}
