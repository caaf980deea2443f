import type { DiagnosisStep } from '../../schema/diagnosis.ts'
import { sourceNamed } from '../sources/configured-sources.ts'
import { diagnoseRemote } from './diagnose.ts'

/**
 * Tries the connection of a source, with its own login and certificates, step by step.
 * @throws SourceError SOURCE_UNKNOWN; REFERENCE_INVALID for folders and layouts, which need no connection
 */
export async function* diagnoseSource(name: string): AsyncGenerator<DiagnosisStep> {
  const source = sourceNamed(name)
  yield* diagnoseRemote(await source.remote(), source.about.url)
}
