import type { ChainNode, MechanismVerdict } from '../verdict.ts'
import { differingFields, type Fields } from './metadata.ts'
import type { ProvenanceFacts } from './verify.ts'

type Node = ChainNode['node']
type Joint = NonNullable<ChainNode['joint']>

const holds = (words: string): Joint => ({ state: 'holds', words })
const notes = (words: string): Joint => ({ state: 'note', words })
const fails = (words: string): Joint => ({ state: 'fails', words })
const absent = (words: string): Joint => ({ state: 'absent', words })

const day = (seconds: number): string => new Date(seconds * 1000).toISOString().slice(0, 10)
const bytes = (count: number): string => `${String(count).replaceAll(/\B(?=(?:\d{3})+$)/g, ',')} bytes`

/** The way from a tag to the config, each joint said to hold, to need a note, to fail or to be absent. */
export function chainOf(facts: ProvenanceFacts, verdict: MechanismVerdict): ChainNode[] {
  const nodes = facts.subject.isFile || !facts.subject.manifest ? fileOrder : registryOrder
  return nodes.map(([node, joint]) => ({
    node,
    ...describe(node, facts),
    joint: joint?.(facts, verdict) ?? null,
  }))
}

type Order = readonly (readonly [
  Node,
  ((facts: ProvenanceFacts, verdict: MechanismVerdict) => Joint) | undefined,
])[]

const registryOrder: Order = [
  ['tag', tagJoint],
  ['manifest', manifestJoint],
  ['layer', layerJoint],
  ['signed-hash', textJoint],
  ['signed-metadata', (facts) => fieldsJoint(facts.signed, facts.archive?.fields, facts)],
  ['chart-yaml', (facts) => fieldsJoint(facts.archive?.fields, facts.config, facts, true)],
  ['config', undefined],
]
const fileOrder: Order = [
  ['layer', layerJoint],
  ['signed-hash', textJoint],
  ['signed-metadata', (facts) => fieldsJoint(facts.signed, facts.archive?.fields, facts)],
  ['chart-yaml', () => absent('not asked')],
  ['manifest', () => absent('not asked')],
  ['tag', undefined],
]

function describe(node: Node, facts: ProvenanceFacts): { value: string; note: string } {
  const { subject, documents, signed, archive, signature } = facts
  const name = (fields: Fields | undefined) =>
    fields ? `${fields.get('name') ?? ''} ${fields.get('version') ?? ''}`.trim() : ''
  const listed =
    documents && ([...documents.files].find(([, hash]) => hash === facts.digest) ?? [...documents.files][0])
  switch (node) {
    case 'tag':
      return {
        value: subject.tag ?? '',
        note: subject.tag === null ? (subject.isFile ? 'only a registry has one' : 'asked by digest') : '',
      }
    case 'manifest': {
      if (!subject.manifest) return { value: '', note: 'only a registry has one' }
      const { digest, layers, provenanceFirst } = subject.manifest
      return {
        value: digest,
        note: provenanceFirst
          ? 'provenance layer first'
          : `${layers} ${layers === 1 ? 'layer' : 'layers'}, 1 config`,
      }
    }
    case 'layer':
      return { value: facts.digest, note: bytes(subject.archive.length) }
    case 'signed-hash':
      return {
        value: listed?.[1] ?? '',
        note: listed?.[0] ?? (subject.provenance === null ? 'no provenance' : 'not readable'),
      }
    case 'signed-metadata':
      return {
        value: name(signed),
        note: signed && signature ? `signed ${day(signature.packet.created)}` : '',
      }
    case 'chart-yaml':
      return { value: name(archive?.fields), note: archive ? 'in the archive' : 'not readable' }
    case 'config':
      return { value: facts.configDigest ?? '', note: subject.config ? bytes(subject.config.length) : 'none' }
  }
}

function tagJoint({ subject, archive }: ProvenanceFacts, { warnings }: MechanismVerdict): Joint {
  if (subject.tag === null) return absent('asked by digest')
  const wrong = warnings.find((one) => one.code === 'TAG_VERSION_MISMATCH')
  if (!wrong) return holds('points to')
  const version = archive?.fields.get('version') ?? ''
  return notes(version === `v${subject.tag}` ? 'points to, without the v' : 'points to another version')
}

function manifestJoint(): Joint {
  return holds('lists, size and hash hold')
}

function layerJoint({ subject, documents, digest }: ProvenanceFacts): Joint {
  if (subject.provenance === null) return absent('nothing is signed')
  if (documents === undefined) return fails('not readable')
  return [...documents.files.values()].includes(digest) ? holds('hash is equal') : fails('hash differs')
}

function textJoint({ documents, signature }: ProvenanceFacts): Joint {
  if (documents === undefined) return absent('nothing is signed')
  if (signature === undefined || signature.computed === 'bad') return fails('signature is bad')
  if (signature.computed !== 'good') return notes('one text, signature not checked')
  return signature.faults.length > 0 ? fails('signature does not count') : holds('one signed text')
}

function fieldsJoint(
  from: Fields | undefined,
  to: Fields | undefined,
  { subject }: ProvenanceFacts,
  isConfig = false,
): Joint {
  if (to === undefined) return absent(isConfig ? 'no config' : 'not readable')
  if (from === undefined)
    return absent(subject.provenance === null && !isConfig ? 'nothing is signed' : 'not readable')
  const all = new Set([...from.keys(), ...to.keys()]).size
  const differing = differingFields(from, to).length
  return differing === 0 ? holds(`${all} of ${all} fields`) : notes(`${differing} of ${all} fields differ`)
}
