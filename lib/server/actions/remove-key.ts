import type { TrustView } from '../../schema/trust.ts'
import { audit } from '../access/audit.ts'
import type { Identity } from '../access/identity.ts'
import { configInForce } from '../config/config-in-force.ts'
import { SourceError } from '../errors/source-error.ts'
import { loadDraft } from '../trust/load-draft.ts'
import { changeKeptTrust, readKeptTrust, removeKeptKey } from '../trust/kept-trust.ts'
import { withKeptTrust } from '../trust/trust-in-force.ts'
import { showTrust } from './show-trust.ts'

/** @throws SourceError REQUEST_INVALID where no such key was added here, or a policy still asks for it */
export async function removeKey(identity: Identity, name: string): Promise<TrustView> {
  if (!readKeptTrust().keys.some((one) => one.name === name))
    throw refused(`no key "${name}" was added here; those of the configuration are removed there`)
  const loaded = withKeptTrust(configInForce())
  const { trust } = loaded.config
  const without = (all: readonly { readonly name: string; readonly file: string }[] | undefined) =>
    (all ?? []).filter((one) => one.name !== name)
  try {
    loadDraft(loaded, { keyrings: without(trust?.keyrings), keys: without(trust?.keys) })
  } catch (error) {
    if (error instanceof SourceError) throw refused(`${error.message}: change the policy first`)
    throw error
  }
  changeKeptTrust((kept) => ({ ...kept, keys: kept.keys.filter((one) => one.name !== name) }))
  removeKeptKey(name)
  audit(identity, 'key removed', { key: name })
  return showTrust()
}

const refused = (words: string): SourceError =>
  new SourceError('REQUEST_INVALID', words, { phase: 'request' })
