import { GoError } from '../../go/value.ts'
import { bounded, shape, unmarshalInto } from '../../yaml/index.ts'
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
 * ProtonMail's go-crypto 1.4.1; Helm 3 reads the signed metadata too. A forecast from the same facts, not a run of Helm; empty
 * where it would be a guess.
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
  const say = (tool: string, error: string | undefined): Opinion => ({
    tool,
    accepts: error === undefined,
    text: error === undefined ? `accepts it with --verify${once}` : `Error: ${error}`,
  })
  const { provenance, fileName } = subject
  if (provenance === null) return [HELM3, HELM4].map((tool) => say(tool, 'failed to fetch provenance'))
  if (trust === null || trust.keyrings.length === 0) return []
  try {
    return [HELM3, HELM4].map((tool) =>
      say(tool, helmError(tool, provenance, digest, fileName, trust, primitives, now)),
    )
  } catch (error) {
    if (error instanceof UnknownToUs) return []
    throw error
  }
}

const HELM3 = 'Helm 3.21.4'
const HELM4 = 'Helm 4.2.4'

/** `Signatory.Verify` of Helm's pkg/provenance: the error's text, undefined when it accepts. */
function helmError(
  tool: string,
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
  if (block === undefined)
    return `${tool === HELM3 ? 'failed to decode signature: ' : ''}signature block not found`
  const packets = readGoPackets(block.armored)
  if (typeof packets === 'string') return packets
  const entries = keyrings.flatMap(({ keyring }) => (keyring instanceof KeyringError ? [] : keyring.entries))
  const error = goVerify(packets, toBytes(block.bytes), entries, primitives, now)
  if (error !== undefined) return error
  const sums = readSums(new TextDecoder().decode(toBytes(block.plaintext)), tool === HELM3)
  if (typeof sums === 'string') return sums
  const listed = sums.get(fileName)
  const quoted = JSON.stringify
  if (listed === undefined) return `provenance does not contain a SHA for a file named ${quoted(fileName)}`
  return listed === digest
    ? undefined
    : `sha256 sum does not match for ${fileName}: ${quoted(listed)} != ${quoted(digest)}`
}

const toBytes = (latin1: string): Uint8Array => Uint8Array.from(latin1, (c) => c.charCodeAt(0))

/** The reader passes over packets that it does not support, as of other versions. */
function readGoPackets(armored: readonly string[]): (SignaturePacket | 'other')[] | string {
  const body = armored.filter((line) => line !== '')
  if (body.length === 0) return []
  try {
    return [...readPackets(readArmorBody(armored))].flatMap<SignaturePacket | 'other'>(
      ({ tag, body: bytes }) => {
        if (tag !== TAG.signature) return tag === TAG.marker || tag === TAG.padding ? [] : ['other']
        return bytes[0] === 4 || bytes[0] === 6 ? parseSignature(bytes) : []
      },
    )
  } catch (error) {
    if (error instanceof PacketError || error instanceof OutOfBytes || error instanceof ArmorError)
      return `openpgp: invalid data: ${error.message}`
    throw error
  }
}

const { list, map, pointer, struct, text, flag, anything } = shape
const sumCollection = struct('provenance.SumCollection', { files: map(text), images: map(text) })
const metadata = struct('chart.Metadata', {
  name: text,
  home: text,
  sources: list(text),
  version: text,
  description: text,
  keywords: list(text),
  maintainers: list(pointer(struct('chart.Maintainer', { name: text, email: text, url: text }))),
  icon: text,
  apiVersion: text,
  condition: text,
  tags: text,
  appVersion: text,
  deprecated: flag,
  annotations: map(text),
  kubeVersion: text,
  dependencies: list(
    pointer(
      struct('chart.Dependency', {
        name: text,
        version: text,
        repository: text,
        condition: text,
        tags: list(text),
        enabled: flag,
        'import-values': list(anything),
        alias: text,
      }),
    ),
  ),
  type: text,
})

/** `ParseMessageBlock`: whatever the second part says, later documents and foreign keys unseen, names of fields in any case. */
function readSums(message: string, withMetadata: boolean): ReadonlyMap<string, string> | string {
  const [head, sums] = message.split('\n...\n')
  if (sums === undefined) return 'message block must have at least two parts'
  try {
    if (withMetadata) bounded(head!, (text) => unmarshalInto(text, metadata))
    return bounded(sums, (text) => unmarshalInto(text, sumCollection)).files ?? new Map()
  } catch (error) {
    if (error instanceof GoError) return error.message
    throw error
  }
}
