import { readFileSync } from 'node:fs'
import { nodePrimitives } from '../../../../lib/server/trust/node-primitives.ts'
import {
  KeyringError,
  readKeyring,
  verifyProvenance,
  type NamedKeyring,
  type Primitives,
  type ProvenanceResult,
} from '../../../../lib/verify/index.ts'
import type { Case, CaseData } from '../../../fixtures/provenance/cases.ts'

const file = new URL('../../../fixtures/provenance/out/cases.json', import.meta.url)
const data = JSON.parse(readFileSync(file, 'utf8')) as CaseData

export const { cases } = data
export const NOW = Date.parse('2026-11-21T12:00:00Z') / 1000
export const bytesOf = (latin1: string): Uint8Array => Uint8Array.from(latin1, (c) => c.charCodeAt(0))
export const archiveOf = (name: string): Uint8Array => Buffer.from(data.archives[name]!, 'base64')

export const keyringBytes = (name: string): Uint8Array => Buffer.from(data.keyrings[name]!, 'base64')

export function keyringOf(name: string, primitives: Primitives = nodePrimitives): NamedKeyring {
  try {
    return { name, keyring: readKeyring(keyringBytes(name), primitives) }
  } catch (error) {
    if (error instanceof KeyringError) return { name, keyring: error }
    throw error
  }
}

/** Judges a case as the command line (a file) or a registry (a tag) would. */
export function judge(one: Case, primitives: Primitives = nodePrimitives): ProvenanceResult {
  const {
    keyring = 'release',
    archive = 'base',
    file: name = 'harbour-1.2.0.tgz',
    tag,
    repository = 'harbour',
  } = one
  return verifyProvenance(
    {
      archive: archiveOf(archive),
      provenance: one.provenance === null ? null : bytesOf(one.provenance),
      fileName: tag === undefined ? name : `${repository}-${tag.replaceAll('_', '+')}.tgz`,
      isFile: tag === undefined,
      repository: tag === undefined ? null : repository,
      tag: tag ?? null,
      ...(one.config !== undefined && { config: bytesOf(one.config) }),
    },
    keyring === ''
      ? null
      : { keyrings: [keyringOf(keyring, primitives)], fingerprints: [...(one.pins ?? [])] },
    primitives,
    NOW,
  )
}

export const failedCodes = ({ verdict }: ProvenanceResult): string[] => [
  ...new Set(verdict.checks.filter((check) => check.outcome === 'failed').map((check) => check.code)),
]
export const warningCodes = ({ verdict }: ProvenanceResult): string[] =>
  verdict.warnings.map((one) => one.code)
