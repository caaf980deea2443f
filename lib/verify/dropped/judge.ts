import { toBase64, toHex } from '../bytes.ts'
import { combineStatus } from '../combine.ts'
import type { FoundSignature, SignedSubject } from '../cosign/signed.ts'
import { verifyCosign } from '../cosign/verify.ts'
import { parseStatement } from '../cosign/statement.ts'
import { readBundle } from '../cosign/bundle-json.ts'
import { parseJsonObject, PayloadError } from '../cosign/simple-signing.ts'
import { keySummaries, type KeySummary } from '../openpgp/key-summary.ts'
import type { Keyring } from '../openpgp/keyring.ts'
import type { Primitives } from '../primitives.ts'
import { verifyProvenance, type ProvenanceResult } from '../provenance/verify.ts'
import {
  Findings,
  type ChainNode,
  type FailureCode,
  type MechanismVerdict,
  type Verdict,
} from '../verdict.ts'
import { parseManifest } from '../../oci/index.ts'
import { OCI_MANIFEST, sortDropped, type Dropped, type Sorted, type UnpackedChart } from './sort.ts'

/** The verdict on dropped files, and what it was made from. */
export interface DroppedVerdict {
  /** null where nothing that was dropped can be judged */
  readonly verdict: Verdict | null
  readonly files: readonly { readonly name: string; readonly kind: Sorted['kind']; readonly words: string }[]
  /** what else would have to be dropped for a full answer */
  readonly missing: readonly ('archive' | 'provenance' | 'keyring' | 'key' | 'manifest')[]
  /** keys that were dropped, for comparing fingerprints */
  readonly keys: readonly KeySummary[]
  readonly unpacked: UnpackedChart | null
}

type Kept = { readonly file: Dropped; readonly sorted: Sorted }

/**
 * Judges files that somebody dropped together: an archive with its provenance and keyring, or with a cosign signature and a
 * public key. Nothing is fetched; what would be needed and is not there is named.
 * @param now seconds since 1970
 */
export function judgeDropped(files: readonly Dropped[], primitives: Primitives, now: number): DroppedVerdict {
  const all: Kept[] = files.map((file) => ({ file, sorted: sortDropped(file, primitives) }))
  const last = (kind: Sorted['kind']) => all.findLast((one) => one.sorted.kind === kind)
  const archive = last('archive')
  const provenance = last('provenance')
  const manifest = last('manifest')
  const unpacked = all.flatMap(({ sorted }) => (sorted.kind === 'unpacked' ? [sorted.chart] : [])).at(-1)
  const signatures = all.filter(({ sorted }) => ['bundle', 'signature', 'payload'].includes(sorted.kind))
  const keyrings = all.flatMap(({ file, sorted }) =>
    sorted.kind === 'keyring' ? [{ name: file.name, keyring: sorted.keyring }] : [],
  )
  const about = {
    files: all.map(({ file, sorted }) => ({ name: file.name, kind: sorted.kind, words: sorted.words })),
    keys: keyrings.flatMap(({ keyring }) => keySummaries(keyring, now)),
    unpacked: archive === undefined ? (unpacked ?? null) : null,
  }
  const given = { archive, provenance, manifest, signatures, keyrings, all }
  const digest = (one: Kept | undefined) =>
    one ? `sha256:${toHex(primitives.hash('sha256', [one.file.bytes!]))}` : ''
  const base = { checkedAt: new Date(now * 1000).toISOString(), policy: null }

  if (!archive && !provenance && signatures.length === 0) {
    const verdict = about.unpacked && {
      ...base,
      reference: all.find(({ sorted }) => sorted.kind === 'unpacked')!.file.name,
      digest: '',
      status: 'unknown' as const,
      mechanisms: [
        unable('archive', 'UNPACKED', 'a packed chart, as helm package makes it', 'an unpacked chart'),
      ],
    }
    return { ...about, verdict, missing: about.unpacked ? ['archive', 'provenance'] : [] }
  }
  const byProvenance =
    provenance || (archive && signatures.length === 0)
      ? judgeProvenance(given, digest(archive), primitives, now)
      : null
  const byCosign = signatures.length > 0 ? judgeCosign(given, digest, primitives, now) : null
  const mechanisms = [byProvenance?.verdict, byCosign].filter((one) => one !== undefined && one !== null)
  const missing: DroppedVerdict['missing'][number][] = [
    ...(!archive && (provenance || !manifest) ? (['archive'] as const) : []),
    ...(archive && byProvenance && !provenance ? (['provenance'] as const) : []),
    ...(byProvenance && keyrings.length === 0 ? (['keyring'] as const) : []),
    ...(byCosign && !all.some(({ sorted }) => sorted.kind === 'key') ? (['key'] as const) : []),
    ...(byCosign && !manifest && isMissingSubject(byCosign) ? (['manifest'] as const) : []),
  ]
  return {
    ...about,
    missing,
    verdict: {
      ...base,
      reference: (archive ?? provenance ?? manifest ?? signatures[0]!).file.name,
      digest: digest(archive ?? manifest),
      status: combineStatus(mechanisms, null),
      mechanisms,
      ...(byProvenance && byProvenance.chain.length > 0 && { chain: [...byProvenance.chain] }),
    },
  }
}

interface Given {
  readonly archive: Kept | undefined
  readonly provenance: Kept | undefined
  readonly manifest: Kept | undefined
  readonly signatures: readonly Kept[]
  readonly keyrings: readonly { readonly name: string; readonly keyring: Keyring }[]
  readonly all: readonly Kept[]
}

function judgeProvenance(
  { archive, provenance, keyrings }: Given,
  archiveDigest: string,
  primitives: Primitives,
  now: number,
): ProvenanceResult {
  if (archive === undefined)
    return {
      verdict: unable('given', 'NOT_GIVEN', 'the archive that was signed', 'its provenance alone'),
      chain: [],
    }
  const subject = {
    archive: archive.file.bytes!,
    archiveDigest,
    provenance: provenance?.file.bytes ?? null,
    fileName: archive.file.name,
    isFile: true,
    repository: null,
    tag: null,
  }
  const result = verifyProvenance(subject, { keyrings, fingerprints: [] }, primitives, now)
  if (provenance) return result
  // Nobody looked where a signature would be, so nobody may say that there is none
  const findings = new Findings()
  findings.failed('given', 'NOT_GIVEN', {
    expected: `${archive.file.name}.prov`,
    actual: 'the archive alone',
  })
  findings.checks.push(...result.verdict.checks)
  const { checks, warnings } = { checks: findings.checks, warnings: result.verdict.warnings }
  const { status } = findings
  return {
    verdict: { mechanism: 'provenance', status, checks, warnings },
    chain: result.chain as ChainNode[],
  }
}

/** Signatures by bare keys. Certificates need a root and logs, which a server or the command line has. */
function judgeCosign(
  { archive, manifest, signatures, all }: Given,
  digest: (one: Kept | undefined) => string,
  primitives: Primitives,
  now: number,
): MechanismVerdict {
  const keys = all.flatMap(({ file, sorted }) =>
    sorted.kind === 'key' ? [{ name: file.name, key: sorted.key }] : [],
  )
  const spoken = signatures.map((one) => subjectOf(one, archive, manifest, digest))
  const named = signatures.flatMap(claims)
  if (spoken.every((one) => one === undefined) && (named.length > 0 || !(archive ?? manifest)))
    return unable(
      'given',
      'NOT_GIVEN',
      named.length > 0 ? `what was signed: ${named[0]}` : 'what was signed: an archive or a manifest',
      [archive, manifest].flatMap((one) => (one ? `${one.file.name}, ${digest(one)}` : [])).join(' and ') ||
        'the signature alone',
      'cosign',
    )
  const subject = (spoken.find((one) => one !== undefined) ?? archive ?? manifest)!
  const sha256 = digest(subject).slice('sha256:'.length)
  const found = signatures.flatMap((one) => toFound(one, sha256, all))
  const about: SignedSubject = { sha256, bytes: subject.file.bytes! }
  const trust = { keys, identities: [], root: null, ignoreLog: true }
  const verdict = verifyCosign({ found, failed: [] }, about, trust, primitives, now)
  if (!archive || subject !== manifest || verdict.status === 'unsigned') return verdict
  const findings = new Findings()
  findings.checks.push(...verdict.checks)
  checkLayer(archive, manifest, digest(archive), findings)
  return { ...verdict, status: findings.status, checks: findings.checks }
}

const isMissingSubject = (verdict: MechanismVerdict): boolean =>
  verdict.checks.some((one) => one.code === 'NOT_GIVEN')

/** Which of the dropped files a signature speaks of. A detached signature speaks of whatever it fits, so of the archive. */
function subjectOf(
  { file, sorted }: Kept,
  archive: Kept | undefined,
  manifest: Kept | undefined,
  digest: (one: Kept | undefined) => string,
): Kept | undefined {
  if (sorted.kind === 'signature') return archive ?? manifest
  const digests = claims({ file, sorted })
  return [manifest, archive].find((one) => one !== undefined && digests.includes(digest(one)))
}

/** Digests that a bundle or payload names; none where it cannot be read. */
function claims({ file, sorted }: Kept): string[] {
  if (sorted.kind === 'signature') return []
  try {
    const json = parseJsonObject(file.bytes!)
    if (sorted.kind === 'payload') {
      const image = (json['critical'] as { image?: Record<string, unknown> }).image
      return [String(image?.['docker-manifest-digest'])]
    }
    const { content } = readBundle(json)
    return content.kind === 'message'
      ? [`sha256:${toHex(content.digest)}`]
      : parseStatement(content.payload).subjects.map((one) => `sha256:${one}`)
  } catch (error) {
    if (error instanceof PayloadError) return []
    throw error
  }
}

function toFound({ file, sorted }: Kept, sha256: string, all: readonly Kept[]): FoundSignature[] {
  const from = file.name
  if (sorted.kind === 'bundle') return [{ kind: 'bundle', from, bytes: file.bytes! }]
  if (sorted.kind !== 'signature') return []
  const payload = all.find((one) => one.sorted.kind === 'payload')
  const signature = toBase64(sorted.signature)
  if (payload) {
    const annotations = { 'dev.cosignproject.cosign/signature': signature }
    return [{ kind: 'simple-signing', from, bytes: payload.file.bytes!, annotations }]
  }
  const digest = toBase64(Uint8Array.from(sha256.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16)))
  const bundle = {
    mediaType: 'application/vnd.dev.sigstore.bundle.v0.3+json',
    messageSignature: { messageDigest: { algorithm: 'SHA2_256', digest }, signature },
    verificationMaterial: { publicKey: { hint: '' } },
  }
  return [{ kind: 'bundle', from, bytes: new TextEncoder().encode(JSON.stringify(bundle)) }]
}

/** Whether the manifest that was signed lists the archive that was dropped beside it. */
function checkLayer(archive: Kept, manifest: Kept, digest: string, findings: Findings): void {
  const parsed = parseManifest(manifest.file.bytes!, OCI_MANIFEST)
  const layers = parsed.kind === 'manifest' ? parsed.layers : []
  if (layers.some((layer) => layer.digest === digest && layer.size === archive.file.bytes!.length))
    findings.passed('layers', 'AMBIGUOUS', { actual: 'the manifest lists the archive' })
  else
    findings.failed('digest', 'DIGEST_MISMATCH', {
      expected: layers.map((layer) => layer.digest).join(', ') || 'no layer',
      actual: digest,
    })
}

function unable(
  id: 'archive' | 'given',
  code: FailureCode,
  expected: string,
  actual: string,
  mechanism: MechanismVerdict['mechanism'] = 'provenance',
): MechanismVerdict {
  const findings = new Findings()
  findings.failed(id, code, { expected, actual })
  return { mechanism, status: findings.status, checks: findings.checks, warnings: findings.warnings }
}
