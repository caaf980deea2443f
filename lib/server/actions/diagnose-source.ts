import type { DiagnosisStep } from '../../schema/diagnosis.ts'
import type { ConnectionBody } from '../../schema/connection.ts'
import { composeConnection } from '../connections/compose-connection.ts'
import { connectionNamed } from '../connections/connection-named.ts'
import { asSourceConfig } from '../connections/kept-connection.ts'
import { configInForce } from '../config/config-in-force.ts'
import { configuredSource } from '../sources/configured-sources.ts'
import { sourceNamed } from '../sources/sources-in-force.ts'
import { diagnoseRemote } from './diagnose.ts'

/**
 * Tries the connection of a source, with its own login and certificates, step by step.
 * @throws SourceError SOURCE_UNKNOWN; REFERENCE_INVALID for folders and layouts, which need no connection
 */
export async function* diagnoseSource(name: string): AsyncGenerator<DiagnosisStep> {
  const source = sourceNamed(name)
  yield* diagnoseRemote(await source.remote(), source.about.url)
}

/**
 * Tries a connection as it would be saved, without saving it.
 * @param name the connection that is edited: what of its secrets is not given again is used
 * @throws SourceError as saving would
 */
export async function* diagnoseDraft(
  name: string | undefined,
  given: ConnectionBody,
): AsyncGenerator<DiagnosisStep> {
  const before = name === undefined ? undefined : connectionNamed(name)
  const draft = composeConnection(given, { name: name ?? 'draft', who: '', now: new Date() }, before)
  const loaded = { ...configInForce(), sample: false }
  const source = configuredSource(asSourceConfig(draft), loaded, undefined, draft)
  yield* diagnoseRemote(await source.remote(), draft.url)
}
