import { OutOfBytes, toHex } from '../bytes.ts'
import type { Primitives } from '../primitives.ts'
import { ArmorError, readArmors } from './armor.ts'
import { buildCertificate, type Certificate } from './certificate.ts'
import { parseKey, type KeyPacket } from './key.ts'
import { PacketError, readPackets, TAG, type Packet } from './packet.ts'
import { TYPE } from './signature.ts'

/** Why a keyring file cannot be used. Never a statement about a chart. */
export type KeyringFault = 'empty' | 'secret' | 'keybox' | 'unreadable'

export class KeyringError extends Error {
  override name = 'KeyringError'
  readonly fault: KeyringFault
  readonly cure: string
  constructor(fault: KeyringFault, message: string, cure: string) {
    super(message)
    this.fault = fault
    this.cure = cure
  }
}

/** One transferable key of a keyring. What its owner signed about it is verified when it is first asked for. */
export interface KeyringEntry {
  /** the primary key, then its subkeys */
  readonly keys: readonly KeyPacket[]
  /** all that the keyring holds about it, from every copy of the key */
  readonly packets: readonly Packet[]
  certificate(): Certificate
}

export interface Keyring {
  readonly entries: readonly KeyringEntry[]
  /** keys that were passed over, and why */
  readonly skipped: readonly string[]
  /** Helm reads binary keyrings only */
  readonly isArmored: boolean
}

/** Keys in one keyring; more is a mistake, or an attack on whoever reads it. */
const MAX_KEYS = 10_000
const MAX_KEYRING_BYTES = 20 * 1024 * 1024

/**
 * Reads public keys: binary, or armored with every block of the file. Keys of versions or algorithms unknown here are passed
 * over as long as one is left.
 * @throws KeyringError
 */
export function readKeyring(bytes: Uint8Array, primitives: Primitives): Keyring {
  if (bytes.length > MAX_KEYRING_BYTES)
    throw unreadable(`the keyring is larger than ${MAX_KEYRING_BYTES} bytes`)
  if (String.fromCharCode(...bytes.subarray(8, 12)) === 'KBXf')
    throw new KeyringError(
      'keybox',
      'the file is a GnuPG keybox, not a keyring',
      'Export the keys from it: gpg --no-default-keyring --keyring ./pubring.kbx --export > keyring.gpg',
    )
  const isBinary = (bytes[0] ?? 0) >= 0x80
  const packets: Packet[] = []
  try {
    for (const part of isBinary ? [bytes] : armored(bytes)) packets.push(...readPackets(part))
  } catch (error) {
    if (error instanceof KeyringError) throw error
    if (error instanceof PacketError || error instanceof ArmorError || error instanceof OutOfBytes)
      throw unreadable(`the keyring cannot be read: ${error.message}`)
    throw error
  }
  if (packets.some((packet) => packet.tag === TAG.secretKey || packet.tag === TAG.secretSubkey))
    throw secret()
  return { ...toEntries(packets, primitives), isArmored: !isBinary }
}

function armored(bytes: Uint8Array): Uint8Array[] {
  const blocks = readArmors(new TextDecoder('latin1').decode(bytes))
  if (blocks.some((block) => block.kind === 'PGP PRIVATE KEY BLOCK')) throw secret()
  const keys = blocks.filter((block) => block.kind === 'PGP PUBLIC KEY BLOCK')
  if (keys.length > 0) return keys.map((block) => block.bytes)
  if (bytes.every((byte) => byte <= 0x20)) throw empty('the keyring is empty')
  if (blocks.length > 0) throw empty(`the file holds ${blocks[0]!.kind}, no public key`)
  throw unreadable('the file is neither a binary nor an armored keyring')
}

function toEntries(packets: readonly Packet[], primitives: Primitives) {
  const entries: KeyringEntry[] = []
  const skipped: string[] = []
  const starts = packets.flatMap((packet, i) => (packet.tag === TAG.publicKey ? [i] : []))
  for (const copies of copiesOf(packets, starts.slice(0, MAX_KEYS))) {
    try {
      entries.push(toEntry(copies, primitives))
    } catch (error) {
      if (!(error instanceof PacketError || error instanceof OutOfBytes)) throw error
      skipped.push(error.message)
    }
  }
  if (starts.length > MAX_KEYS) skipped.push(`all keys after the first ${MAX_KEYS}`)
  if (entries.length === 0)
    throw empty(`the keyring holds no usable public key${skipped.length ? `: ${skipped[0]}` : ''}`)
  return { entries, skipped }
}

/**
 * The packets of each key, every copy of it taken together: an older copy must not hide what a newer one revokes. Revocations
 * of keys count wherever in the keyring they stand, as GnuPG writes them into files of their own.
 */
function copiesOf(packets: readonly Packet[], starts: readonly number[]): Packet[][] {
  const revocations = packets.filter(
    ({ tag, body }) => tag === TAG.signature && body[1] === TYPE.keyRevocation,
  )
  const copies = new Map<string, Packet[]>()
  for (const [n, start] of starts.entries()) {
    const [primary, ...rest] = packets.slice(start, starts[n + 1])
    const name = toHex(primary!.body)
    const known = copies.get(name)
    if (known) known.push(...rest)
    else copies.set(name, [primary!, ...revocations.slice(0, MAX_REVOCATIONS), ...rest])
  }
  return [...copies.values()]
}

/** Revocations in one keyring that are held against each of its keys. */
const MAX_REVOCATIONS = 1000

/** @throws PacketError, OutOfBytes when the primary key cannot be read; unreadable subkeys are left out */
function toEntry(packets: readonly Packet[], primitives: Primitives): KeyringEntry {
  const keys = [parseKey(packets[0]!.body, primitives)]
  for (const packet of packets) {
    if (packet.tag !== TAG.publicSubkey) continue
    try {
      keys.push(parseKey(packet.body, primitives))
    } catch (error) {
      if (!(error instanceof PacketError || error instanceof OutOfBytes)) throw error
    }
  }
  let built: Certificate | undefined
  return { keys, packets, certificate: () => (built ??= buildCertificate(packets, primitives)) }
}

/** What several keyrings together say of one key. @param copies entries of the same primary key, at least one */
export const certificateOf = (copies: readonly KeyringEntry[], primitives: Primitives): Certificate =>
  copies.length === 1
    ? copies[0]!.certificate()
    : buildCertificate(
        copies.flatMap(({ packets }, i) => (i === 0 ? packets : packets.slice(1))),
        primitives,
      )

const empty = (message: string) =>
  new KeyringError(
    'empty',
    message,
    'Put the signer’s public key in it: gpg --export signer@example.com > keyring.gpg',
  )
const unreadable = (message: string) =>
  new KeyringError(
    'unreadable',
    message,
    'Give public keys as gpg --export writes them, with or without --armor.',
  )
const secret = () =>
  new KeyringError(
    'secret',
    'the keyring holds secret keys',
    'Only public keys belong here. Export them with gpg --export, and keep the secret ones where they are.',
  )
