import { expect, test } from 'vitest'
import { nodePrimitives } from '../../../../lib/server/trust/node-primitives.ts'
import { readKeyring, verifyProvenance } from '../../../../lib/verify/index.ts'
import { readPackets, TAG } from '../../../../lib/verify/openpgp/packet.ts'
import { archiveOf, cases, keyringBytes, NOW } from './fixtures.ts'

/** A packet in the new format with a length of five bytes. */
function write(tag: number, body: Uint8Array): Uint8Array {
  const head = Buffer.alloc(6)
  head[0] = 0xc0 | tag
  head[1] = 0xff
  head.writeUInt32BE(body.length, 2)
  return Buffer.concat([head, body])
}
const packets = [...readPackets(keyringBytes('compromised'))].map(({ tag, body }) => ({ tag, body }))
const isRevocation = ({ tag, body }: { tag: number; body: Uint8Array }) =>
  tag === TAG.signature && body[1] === 0x20
const join = (some: readonly { tag: number; body: Uint8Array }[]) =>
  Buffer.concat(some.map(({ tag, body }) => write(tag, body)))
const old = join(packets.filter((one) => !isRevocation(one)))
const now = join(packets)
const bare = join(packets.filter(isRevocation))

const subject = {
  archive: archiveOf('base'),
  provenance: Buffer.from(cases.find((one) => one.name === 'revoked since: compromised')!.provenance!),
  fileName: 'harbour-1.2.0.tgz',
  isFile: true,
  repository: null,
  tag: null,
}
const judge = (...files: Uint8Array[]) => {
  const keyrings = files.map((bytes, i) => ({ name: `${i}`, keyring: readKeyring(bytes, nodePrimitives) }))
  const { verdict } = verifyProvenance(subject, { keyrings, fingerprints: [] }, nodePrimitives, NOW)
  return [verdict.status, ...verdict.checks.flatMap((c) => (c.outcome === 'failed' ? c.code : []))]
}

test('a copy of the key from before it was revoked is believed on its own', () => {
  expect(packets.filter(isRevocation)).toHaveLength(1)
  expect(judge(old)).toEqual(['verified'])
})

test.each([
  ['the newer copy first', [Buffer.concat([now, old])]],
  ['the older copy first', [Buffer.concat([old, now])]],
  ['in two keyrings', [old, now]],
  ['in two keyrings, the other way round', [now, old]],
  ['a bare revocation at the end', [Buffer.concat([old, bare])]],
  ['a bare revocation in front', [Buffer.concat([bare, old])]],
  ['a bare revocation after another key', [Buffer.concat([old, keyringBytes('release'), bare])]],
])('an older copy hides no revocation: %s', (_, files) => {
  expect(judge(...files)).toEqual(['invalid', 'KEY_REVOKED'])
})

test('another key’s revocation revokes nothing', () => {
  const keyrings = [
    { name: 'both', keyring: readKeyring(Buffer.concat([keyringBytes('release'), bare]), nodePrimitives) },
  ]
  const good = Buffer.from(cases.find((one) => one.name === 'good')!.provenance!)
  const { verdict } = verifyProvenance(
    { ...subject, provenance: good },
    { keyrings, fingerprints: [] },
    nodePrimitives,
    NOW,
  )
  expect(verdict.status).toBe('verified')
})
