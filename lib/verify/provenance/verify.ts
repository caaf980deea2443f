import { toHex } from '../bytes.ts'
import type { Primitives } from '../primitives.ts'
import { Findings, type ChainNode, type MechanismVerdict } from '../verdict.ts'
import { ArchiveRefused, inspectArchive, type ArchiveFacts } from './archive.ts'
import { chainOf } from './chain.ts'
import { ClearsignError, parseClearsigned } from './clearsign.ts'
import { DocumentsError, parseDocuments, type ProvenanceDocuments } from './documents.ts'
import { helmOpinions } from './helm-opinion.ts'
import {
  describeFields,
  differingFields,
  MetadataError,
  readConfigFields,
  readFields,
  type Fields,
} from './metadata.ts'
import { checkSignatures } from './signature-checks.ts'
import type { JudgedSignature, NamedKeyring } from './signatures.ts'
import { YamlError } from '../../yaml/index.ts'

/** Everything there is about one chart version, already fetched. */
export interface ProvenanceSubject {
  /** the packed `.tgz` */
  readonly archive: Uint8Array
  /** `sha256:…` of it where that was already computed while reading */
  readonly archiveDigest?: string
  /** the `.prov`; null when its place was asked and holds none */
  readonly provenance: Uint8Array | null
  /** what Helm would call the file: it takes the name from the reference, or the file's own */
  readonly fileName: string
  /** for a file on its own: its name is compared with the listed one */
  readonly isFile: boolean
  /** last segment of the repository; null for a file */
  readonly repository: string | null
  /** tag or version that was asked for; null when there was none (a file, a digest) */
  readonly tag: string | null
  /** OCI only */
  readonly manifest?: { readonly digest: string; readonly layers: number; readonly provenanceFirst: boolean }
  readonly config?: Uint8Array | null
}

export interface ProvenanceTrust {
  readonly keyrings: readonly NamedKeyring[]
  /** upper-case hexadecimal; when not empty, only these keys are trusted */
  readonly fingerprints: readonly string[]
}

export interface ProvenanceResult {
  readonly verdict: MechanismVerdict
  readonly chain: readonly ChainNode[]
}

/** What the steps learnt, for the chain and for Helm's opinion. */
export interface ProvenanceFacts {
  readonly subject: ProvenanceSubject
  readonly digest: string
  readonly documents: ProvenanceDocuments | undefined
  readonly signed: Fields | undefined
  readonly archive: ArchiveFacts | undefined
  readonly config: Fields | undefined
  readonly configDigest: string | undefined
  readonly signature: JudgedSignature | undefined
  readonly signatures: readonly JudgedSignature[]
}

/** A `.prov` longer than this is not looked at. */
const MAX_PROVENANCE = 1024 * 1024
/** Helm's own limit for archives. */
const MAX_ARCHIVE = 100 * 1024 * 1024

/**
 * Judges a chart's provenance: the frame, the two documents, the signature by the keyrings, the archive's hash, its metadata
 * against the signed copy and the config, names and tag. Stricter than Helm throughout. Never throws for what it judges.
 * @param trust null when nothing is configured
 * @param now seconds since 1970
 * @param brief leaves out the chain and what Helm would say, which only pages show
 */
export function verifyProvenance(
  subject: ProvenanceSubject,
  trust: ProvenanceTrust | null,
  primitives: Primitives,
  now: number,
  brief = false,
): ProvenanceResult {
  const findings = new Findings()
  const { provenance } = subject
  const hash = (bytes: Uint8Array) => `sha256:${toHex(primitives.hash('sha256', [bytes]))}`
  const digest = subject.archiveDigest ?? hash(subject.archive)
  const text = provenance === null ? undefined : readFrame(provenance, findings)
  const documents = text === undefined ? undefined : readDocuments(text.text, findings)
  const { signature, signatures } = checkSignatures(text, trust, primitives, now, findings)
  const isSigned = documents !== undefined && checkHash(documents, digest, subject, findings)
  const archive = checkArchive(subject, provenance !== null && documents !== undefined && !isSigned, findings)
  const config = readConfig(subject.config)
  const signed = documents && readSigned(documents, findings)
  checkMetadata(archive?.fields, signed, config, subject, findings)
  checkNames(archive?.fields, documents, digest, subject, findings)

  const facts: ProvenanceFacts = {
    subject,
    digest,
    documents,
    signed,
    archive,
    config: config instanceof Map ? config : undefined,
    configDigest: subject.config ? hash(subject.config) : undefined,
    signature,
    signatures,
  }
  const status = provenance === null && findings.status === 'verified' ? 'unsigned' : findings.status
  const verdict: MechanismVerdict = {
    mechanism: 'provenance',
    status,
    ...(signature && { signer: signerOf(signature) }),
    checks: findings.checks,
    warnings: findings.warnings,
    ...(!brief && { others: helmOpinions(facts, trust, primitives, now) }),
  }
  return { verdict, chain: brief ? [] : chainOf(facts, verdict) }
}

function signerOf({ packet, signer, state }: JudgedSignature): MechanismVerdict['signer'] {
  const fingerprint = signer?.key.fingerprint ?? packet.issuerFingerprint ?? packet.issuerKeyId
  return {
    ...(fingerprint !== undefined && { fingerprint }),
    ...(signer?.subkey && { primaryFingerprint: signer.certificate.primary.fingerprint }),
    ...(state && { userIds: [...state.userIds] }),
    signedAt: new Date(packet.created * 1000).toISOString(),
  }
}

function readFrame(bytes: Uint8Array, findings: Findings) {
  if (bytes.length > MAX_PROVENANCE) {
    findings.failed('frame', 'LIMIT', {
      expected: `at most ${MAX_PROVENANCE} bytes`,
      actual: `${bytes.length} bytes`,
    })
    return undefined
  }
  try {
    const text = parseClearsigned(bytes)
    findings.passed('frame', 'MALFORMED', { actual: 'one block, nothing outside' })
    return text
  } catch (error) {
    if (!(error instanceof ClearsignError)) throw error
    findings.failed('frame', 'MALFORMED', {
      expected: 'one clear-signed block and nothing outside it',
      actual: error.message,
    })
    return undefined
  }
}

function readDocuments(text: string, findings: Findings) {
  try {
    const documents = parseDocuments(text)
    findings.passed('documents', 'MALFORMED', { actual: 'two documents, no duplicate keys' })
    return documents
  } catch (error) {
    if (!(error instanceof DocumentsError)) throw error
    findings.failed('documents', 'MALFORMED', {
      expected: 'Chart.yaml, "...", and one map of files to hashes',
      actual: error.message,
    })
    return undefined
  }
}

/** Matches by hash: a renamed file is still the signed one. Returns whether the archive is. */
function checkHash(
  documents: ProvenanceDocuments,
  digest: string,
  subject: ProvenanceSubject,
  findings: Findings,
): boolean {
  const { files } = documents
  const names = [...files.keys()]
  const expected = [...files.values()]
  if (files.size > 1)
    findings.failed('files', 'AMBIGUOUS', {
      expected: 'one file',
      actual: `${files.size} files: ${names.slice(0, 5).join(', ')}`,
    })
  else findings.passed('files', 'AMBIGUOUS', { actual: `${files.size} file` })
  const isSigned = expected.includes(digest)
  const isListed = isSigned || files.has(subject.fileName)
  if (isListed)
    findings.passed('listed', 'FILE_NOT_LISTED', {
      actual: names.find((name) => files.get(name) === digest) ?? subject.fileName,
    })
  else
    findings.failed('listed', 'FILE_NOT_LISTED', {
      expected: subject.fileName,
      actual: names.join(', ') || 'no file',
    })
  if (isSigned) findings.passed('digest', 'DIGEST_MISMATCH', { expected: digest, actual: digest })
  else
    findings.failed('digest', 'DIGEST_MISMATCH', {
      expected: files.get(subject.fileName) ?? expected[0] ?? 'none',
      actual: digest,
    })
  return isSigned
}

/** Bytes that are no archive say nothing more once it is known that they are not the signed ones. */
function checkArchive(
  subject: ProvenanceSubject,
  isKnownWrong: boolean,
  findings: Findings,
): ArchiveFacts | undefined {
  const expected = 'plain files in one folder with one Chart.yaml'
  if (subject.archive.length > MAX_ARCHIVE) {
    findings.failed('archive', 'LIMIT', {
      expected: `at most ${MAX_ARCHIVE} bytes`,
      actual: `${subject.archive.length} bytes`,
    })
    return undefined
  }
  try {
    const facts = inspectArchive(subject.archive)
    findings.passed('archive', 'MALFORMED', { actual: `${facts.entries} entries, no links, one Chart.yaml` })
    for (const name of facts.confusable.slice(0, 5)) findings.warn('CONFUSABLE_NAME', { actual: name })
    return facts
  } catch (error) {
    if (!(error instanceof ArchiveRefused)) throw error
    if (error.isDamaged && isKnownWrong) findings.skipped('archive', 'MALFORMED', { actual: error.message })
    else findings.failed('archive', error.code, { expected, actual: error.message })
    return undefined
  }
}

const readConfig = (bytes: Uint8Array | null | undefined): Fields | MetadataError | undefined => {
  if (!bytes) return undefined
  try {
    return readConfigFields(bytes)
  } catch (error) {
    if (error instanceof MetadataError) return error
    throw error
  }
}

function readSigned(documents: ProvenanceDocuments, findings: Findings): Fields | undefined {
  try {
    const fields = readFields(documents.metadata)
    if (fields.has('name') && fields.has('version')) return fields
    throw new MetadataError('the signed metadata has no name or no version')
  } catch (error) {
    if (!(error instanceof MetadataError || error instanceof YamlError)) throw error
    findings.failed('documents', 'MALFORMED', { expected: 'a chart’s metadata', actual: error.message })
    return undefined
  }
}

function checkMetadata(
  chart: Fields | undefined,
  signed: Fields | undefined,
  config: Fields | MetadataError | undefined,
  { provenance }: ProvenanceSubject,
  findings: Findings,
): void {
  if (chart === undefined || (signed === undefined && config === undefined)) {
    if (provenance !== null) findings.skipped('metadata', 'METADATA_DRIFT')
    return
  }
  const sides = [
    ['signed metadata', signed],
    ['config', config],
  ] as const
  let drifts = false
  for (const [title, fields] of sides) {
    if (fields === undefined) continue
    if (fields instanceof MetadataError) {
      drifts = true
      findings.warn('METADATA_DRIFT', {
        expected: 'a config that repeats Chart.yaml',
        actual: fields.message,
      })
      continue
    }
    const names = differingFields(chart, fields)
    if (names.length === 0) continue
    drifts = true
    findings.warn('METADATA_DRIFT', {
      expected: `Chart.yaml: ${describeFields(chart, names)}`,
      actual: `${title}: ${describeFields(fields, names)}`,
    })
  }
  if (!drifts) findings.passed('metadata', 'METADATA_DRIFT', { actual: `${chart.size} fields each` })
}

/** A tag as `helm push` makes it of a version. */
const asTag = (version: string): string => version.replaceAll('+', '_')
const isVersion = (tag: string): boolean => /^v?\d+(?:\.\d+){0,2}(?:[-+_].*)?$/.test(tag)

function checkNames(
  chart: Fields | undefined,
  documents: ProvenanceDocuments | undefined,
  digest: string,
  subject: ProvenanceSubject,
  findings: Findings,
): void {
  const version = chart?.get('version')
  const name = chart?.get('name')
  const { tag, repository, isFile, fileName } = subject
  if (tag !== null && version !== undefined) {
    if (asTag(tag) === asTag(version)) findings.passed('tag', 'TAG_VERSION_MISMATCH', { actual: tag })
    else if (isVersion(tag)) findings.warn('TAG_VERSION_MISMATCH', { expected: version, actual: tag })
    else findings.skipped('tag', 'TAG_VERSION_MISMATCH', { expected: version, actual: tag })
  } else findings.skipped('tag', 'TAG_VERSION_MISMATCH')
  if (isFile) {
    const listed = documents && [...documents.files].find(([, hash]) => hash === digest)?.[0]
    if (listed === undefined) findings.skipped('name', 'NAME_MISMATCH')
    else if (listed === fileName) findings.passed('name', 'NAME_MISMATCH', { actual: fileName })
    else findings.warn('NAME_MISMATCH', { expected: listed, actual: fileName })
  } else if (repository !== null && name !== undefined) {
    if (name === repository) findings.passed('name', 'NAME_MISMATCH', { actual: name })
    else findings.warn('NAME_MISMATCH', { expected: name, actual: repository })
  } else findings.skipped('name', 'NAME_MISMATCH')
}
