import { OutOfBytes, toHex } from '../bytes.ts'
import type { Primitives } from '../primitives.ts'
import { hashOf } from './algorithm.ts'
import { parseKey, type KeyPacket } from './key.ts'
import { PacketError, TAG, type Packet } from './packet.ts'
import {
  compute,
  FLAG,
  parseSignature,
  signedKey,
  signedSubkey,
  signedUserId,
  TYPE,
  type SignaturePacket,
} from './signature.ts'

/** A user id (or attribute) with what its owner signed about it, newest last. */
export interface Identity {
  /** undefined for a user attribute (a picture) */
  readonly name: string | undefined
  readonly bindings: readonly SignaturePacket[]
  readonly revocations: readonly SignaturePacket[]
}

export interface Subkey {
  readonly key: KeyPacket
  readonly bindings: readonly SignaturePacket[]
  readonly revocations: readonly SignaturePacket[]
}

/** A transferable public key, RFC 9580 section 10.1, holding only what its own primary key verifiably signed. */
export interface Certificate {
  readonly primary: KeyPacket
  readonly direct: readonly SignaturePacket[]
  readonly revocations: readonly SignaturePacket[]
  readonly identities: readonly Identity[]
  readonly subkeys: readonly Subkey[]
}

/** Signatures on one key, user id or subkey that are looked at; a flooded key must not cost hours. */
const MAX_SIGNATURES = 200

interface Component {
  readonly packet: Packet
  readonly key: KeyPacket | undefined
  readonly signatures: SignaturePacket[]
}

/**
 * Builds a certificate from a primary key packet and what follows it. Signatures that are not the primary key's own, or do not
 * verify, are left out; so are unreadable subkeys.
 * @throws PacketError, OutOfBytes when the primary key itself cannot be read
 */
export function buildCertificate(packets: readonly Packet[], primitives: Primitives): Certificate {
  const primary = parseKey(packets[0]!.body, primitives)
  const components = collect(packets, primary, primitives)
  const own = (component: Component, types: readonly number[], data: readonly Uint8Array[]) =>
    component.signatures
      .filter(
        (one) => types.includes(one.type) && isOwn(one, primary) && isSound(one, primary, data, primitives),
      )
      .sort((a, b) => a.created - b.created)

  const [head, ...rest] = components
  const identities: Identity[] = []
  const subkeys: Subkey[] = []
  for (const component of rest) {
    const { packet, key } = component
    if (packet.tag === TAG.publicSubkey) {
      if (key === undefined) continue
      const data = signedSubkey(primary, key)
      const bindings = own(component, [TYPE.subkeyBinding], data).filter(
        (one) => !signs(one) || isCrossSigned(one, key, data, primitives),
      )
      subkeys.push({ key, bindings, revocations: own(component, [TYPE.subkeyRevocation], data) })
    } else {
      const data = signedUserId(primary, packet)
      identities.push({
        name: packet.tag === TAG.userId ? toText(packet.body) : undefined,
        bindings: own(component, TYPE.certification, data),
        revocations: own(component, [TYPE.certificationRevocation], data),
      })
    }
  }
  return {
    primary,
    direct: own(head!, [TYPE.directKey], signedKey(primary)),
    revocations: own(head!, [TYPE.keyRevocation], signedKey(primary)),
    identities,
    subkeys,
  }
}

/**
 * What stands between two primary keys, by what it is about. The same user id or subkey may come several times, out of copies
 * of one key that were exported at different times: all that was ever said of it counts. So does a revocation of the key
 * itself wherever it stands.
 */
function collect(packets: readonly Packet[], primary: KeyPacket, primitives: Primitives): Component[] {
  const head: Component = { packet: packets[0]!, key: primary, signatures: [] }
  const known = new Map<string, Component>()
  let last = head
  const enter = (packet: Packet, readKey: () => KeyPacket | undefined): void => {
    const name = `${packet.tag} ${toHex(packet.body)}`
    last = known.get(name) ?? { packet, key: readKey(), signatures: [] }
    known.set(name, last)
  }
  for (const packet of packets.slice(1)) {
    switch (packet.tag) {
      case TAG.signature: {
        const signature = tolerate(() => parseSignature(packet.body))
        // what others say of the key, however much, takes no room from its owner's words
        if (signature === undefined || !isOwn(signature, primary)) break
        const { signatures } = signature.type === TYPE.keyRevocation ? head : last
        if (signatures.length < MAX_SIGNATURES) signatures.push(signature)
        break
      }
      case TAG.userId:
      case TAG.userAttribute:
        enter(packet, () => undefined)
        break
      case TAG.publicSubkey:
        enter(packet, () => tolerate(() => parseKey(packet.body, primitives)))
    }
  }
  return [head, ...known.values()]
}

/** Undefined for what cannot be read, which a keyring may well hold: newer versions, other people's experiments. */
function tolerate<T>(read: () => T): T | undefined {
  try {
    return read()
  } catch (error) {
    if (error instanceof PacketError || error instanceof OutOfBytes) return undefined
    throw error
  }
}

export const signs = (signature: SignaturePacket): boolean => ((signature.keyFlags ?? 0) & FLAG.sign) !== 0

const isOwn = (signature: SignaturePacket, primary: KeyPacket): boolean =>
  signature.issuerFingerprint === undefined
    ? signature.issuerKeyId === undefined || signature.issuerKeyId === primary.keyId
    : signature.issuerFingerprint === primary.fingerprint

/**
 * SHA-1 is let pass here, as everywhere for old keys: whoever put the key into the keyring vouches for it. A key whose curve
 * cannot be computed has its own statements believed unverified, so that it can be named; nothing it signs is ever verified.
 */
function isSound(
  signature: SignaturePacket,
  key: KeyPacket,
  data: readonly Uint8Array[],
  primitives: Primitives,
): boolean {
  const hash = hashOf(signature.hashId)
  if (hash === undefined || hash === 'md5' || hash === 'ripemd160') return false
  if (signature.unknownCritical !== undefined) return false
  return key.verification === undefined || compute(signature, key, data, primitives) === 'good'
}

/** A signing subkey must itself say that it belongs to the primary key, else anyone could claim it. */
function isCrossSigned(
  binding: SignaturePacket,
  subkey: KeyPacket,
  data: readonly Uint8Array[],
  primitives: Primitives,
): boolean {
  const back = binding.embedded
  return back !== undefined && back.type === TYPE.primaryKeyBinding && isSound(back, subkey, data, primitives)
}

const toText = (bytes: Uint8Array): string => new TextDecoder().decode(bytes)
