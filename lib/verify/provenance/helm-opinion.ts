import { Dict } from '../../go/value.ts'
import { unmarshal, YamlError } from '../../yaml/index.ts'
import { ArmorError, readArmorBody } from '../openpgp/armor.ts'
import { KeyringError } from '../openpgp/keyring.ts'
import { OutOfBytes } from '../bytes.ts'
import { PacketError, readPackets, TAG } from '../openpgp/packet.ts'
import { parseSignature, type SignaturePacket } from '../openpgp/signature.ts'
import type { Primitives } from '../primitives.ts'
import type { Opinion } from '../verdict.ts'
import { goDecode } from './go-clearsign.ts'
import { goVerify, UnknownToUs } from './go-verify.ts'
import type { ProvenanceFacts, ProvenanceTrust } from './verify.ts'

/**
 * What `helm verify` and `--verify` of the two current versions would answer, in their own words: both read keys with
 * ProtonMail's go-crypto 1.4.1 and all else alike. A forecast from the same facts, not a run of Helm; empty where it would be a
 * guess.
 */
export function helmOpinions(
  { subject, digest }: ProvenanceFacts,
  trust: ProvenanceTrust | null,
  primitives: Primitives,
  now: number,
): Opinion[] {
  // Helm stops at an armored keyring before it looks at anything; said in words, for the interesting part comes after
  const isArmored = trust?.keyrings.some(
    ({ keyring }) => !(keyring instanceof KeyringError) && keyring.isArmored,
  )
  const once = isArmored ? ', once the keyring is dearmored for it' : ''
  const say = (error: string | undefined): Opinion[] =>
    ['Helm 3.21.4', 'Helm 4.2.4'].map((tool) => ({
      tool,
      accepts: error === undefined,
      text: error === undefined ? `accepts it with --verify${once}` : `Error: ${error}`,
    }))
  if (subject.provenance === null) return say('failed to fetch provenance')
  if (trust === null || trust.keyrings.length === 0) return []
  try {
    return say(helmError(subject.provenance, digest, subject.fileName, trust, primitives, now))
  } catch (error) {
    if (error instanceof UnknownToUs) return []
    throw error
  }
}

/** `Signatory.Verify` of Helm's pkg/provenance: the error's text, undefined when it accepts. */
function helmError(
  provenance: Uint8Array,
  digest: string,
  fileName: string,
  { keyrings }: ProvenanceTrust,
  primitives: Primitives,
  now: number,
): string | undefined {
  for (const { keyring } of keyrings) {
    if (!(keyring instanceof KeyringError)) continue
    // Helm reads the public half of secret keys; what would come of it is not known here
    if (keyring.fault === 'secret') throw new UnknownToUs()
    if (keyring.fault !== 'empty')
      return 'failed to load keyring: openpgp: invalid data: tag byte does not have MSB set'
  }
  const block = goDecode(new TextDecoder('latin1').decode(provenance))
  if (block === undefined) return 'signature block not found'
  const packets = readGoPackets(block.armored)
  if (typeof packets === 'string') return packets
  const entries = keyrings.flatMap(({ keyring }) => (keyring instanceof KeyringError ? [] : keyring.entries))
  const bytes = Uint8Array.from(block.bytes, (c) => c.charCodeAt(0))
  const error = goVerify(packets, bytes, entries, primitives, now)
  if (error !== undefined) return error
  const utf8 = new TextDecoder().decode(Uint8Array.from(block.plaintext, (c) => c.charCodeAt(0)))
  const sums = readSums(utf8)
  if (typeof sums === 'string') return sums
  const listed = sums.get(fileName)
  const quoted = JSON.stringify
  if (listed === undefined) return `provenance does not contain a SHA for a file named ${quoted(fileName)}`
  return listed === digest
    ? undefined
    : `sha256 sum does not match for ${fileName}: ${quoted(listed)} != ${quoted(digest)}`
}

function readGoPackets(armored: readonly string[]): (SignaturePacket | 'other')[] | string {
  try {
    return [...readPackets(readArmorBody(armored))].flatMap(({ tag, body }) =>
      tag === TAG.signature
        ? parseSignature(body)
        : tag === TAG.marker || tag === TAG.padding
          ? []
          : ('other' as const),
    )
  } catch (error) {
    if (error instanceof PacketError || error instanceof OutOfBytes || error instanceof ArmorError)
      return `openpgp: invalid data: ${error.message}`
    throw error
  }
}

/** `ParseMessageBlock`: whatever the second part says, later documents and foreign keys unseen, names of fields in any case. */
function readSums(text: string): Map<string, string> | string {
  const parts = text.split('\n...\n')
  if (parts.length < 2) return 'message block must have at least two parts'
  try {
    const root = unmarshal(parts[1]!)
    const sums = new Map<string, string>()
    if (!(root instanceof Dict)) return sums
    for (const [key, value] of root.entries) {
      if (key.toLowerCase() !== 'files' || !(value instanceof Dict)) continue
      for (const [name, hash] of value.entries) if (typeof hash === 'string') sums.set(name, hash)
    }
    return sums
  } catch (error) {
    if (error instanceof YamlError) return error.message
    throw error
  }
}
