import { readFileSync, statSync } from 'node:fs'
import { basename } from 'node:path'
import {
  combineStatus,
  Findings,
  verifyProvenance,
  type ProvenanceTrust,
  type Verdict,
} from '../../verify/index.ts'
import { nodePrimitives } from '../trust/node-primitives.ts'

/** Longer files are not read; Helm's own limit for archives is 100 MiB. */
const MAX_ARCHIVE = 100 * 1024 * 1024
const MAX_PROVENANCE = 1024 * 1024

/**
 * The verdict on a packed chart in a local file, with `FILE.prov` beside it.
 * @param trust null when nothing is configured
 * @throws the file system's error when the archive itself cannot be read
 */
export function judgeFile(file: string, trust: ProvenanceTrust | null, now: Date): Verdict {
  const facts = statSync(file)
  const about = { reference: file, digest: '', checkedAt: now.toISOString() }
  if (facts.isDirectory())
    return cannot(
      about,
      'archive',
      'UNPACKED',
      'a packed chart, as helm package makes it',
      'an unpacked folder',
    )
  if (facts.size > MAX_ARCHIVE)
    return cannot(about, 'archive', 'LIMIT', `at most ${MAX_ARCHIVE} bytes`, `${facts.size} bytes`)
  const archive = readFileSync(file)
  const digest = `sha256:${Buffer.from(nodePrimitives.hash('sha256', [archive])).toString('hex')}`
  const provenance = readProvenance(`${file}.prov`)
  if (!(provenance === null || provenance instanceof Uint8Array))
    return cannot({ ...about, digest }, 'frame', provenance.code, 'a provenance file', provenance.words)
  const subject = {
    archive,
    archiveDigest: digest,
    provenance,
    fileName: basename(file),
    isFile: true,
    repository: null,
    tag: null,
  }
  const { verdict, chain } = verifyProvenance(subject, trust, nodePrimitives, now.getTime() / 1000, true)
  return {
    ...about,
    digest,
    status: combineStatus([verdict], null),
    mechanisms: [verdict],
    chain: [...chain],
    policy: null,
  }
}

/** Null only where there is no such file. */
function readProvenance(
  path: string,
): Uint8Array | null | { code: 'LIMIT' | 'REGISTRY_ERROR'; words: string } {
  try {
    const { size } = statSync(path)
    return size > MAX_PROVENANCE
      ? { code: 'LIMIT', words: `${size} bytes, at most ${MAX_PROVENANCE}` }
      : readFileSync(path)
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    return code === 'ENOENT' ? null : { code: 'REGISTRY_ERROR', words: `${path} cannot be read (${code})` }
  }
}

function cannot(
  about: Pick<Verdict, 'reference' | 'digest' | 'checkedAt'>,
  id: 'archive' | 'frame',
  code: 'UNPACKED' | 'LIMIT' | 'REGISTRY_ERROR',
  expected: string,
  actual: string,
): Verdict {
  const findings = new Findings()
  findings.failed(id, code, { expected, actual })
  const { status, checks, warnings } = findings
  return {
    ...about,
    status,
    mechanisms: [{ mechanism: 'provenance', status, checks, warnings }],
    policy: null,
  }
}
