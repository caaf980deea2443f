import { accessInForce } from '../access/access-in-force.ts'
import type { AccessRule } from '../access/access-rule.ts'
import { identify, type Identity } from '../access/identity.ts'
import { readHashFile } from '../access/password.ts'

/** The rule in force, and who asks under it; undefined for nobody that is known. */
export async function whoAmI(headers: Headers): Promise<{
  readonly kind: AccessRule['kind']
  readonly identity: Identity | undefined
  readonly named: boolean
}> {
  const rule = await accessInForce()
  const identity = identify(headers, rule, Date.now())
  const named = rule.kind === 'password' && readHashFile(rule.hashFile).some(({ name }) => name !== '')
  return { kind: rule.kind, identity, named }
}
