import type { DiagnosisStep } from '../../schema/diagnosis.ts'
import { examine, type Examination } from '../doctor/examine.ts'
import { SourceError } from '../errors/source-error.ts'
import { openRemote, type Opening } from '../sources/open-place.ts'
import type { Remote } from '../sources/remote.ts'

/**
 * Tries a connection step by step: settings, name, TCP or proxy, TLS with the certificates it saw, `/v2/`, challenge, login,
 * list, one chart. Steps come as they are done; the first that fails ends it.
 * @param url `oci://host[/path]` or `https://…`
 * @throws SourceError when the connection cannot even be built
 */
export async function* diagnose(url: string, opening: Opening): AsyncGenerator<DiagnosisStep> {
  yield* diagnoseRemote(await openRemote(url, opening), url)
}

/** The same for a place whose connection is there. */
export async function* diagnoseRemote(
  remote: Remote | undefined,
  shown: string,
): AsyncGenerator<DiagnosisStep> {
  if (remote === undefined) {
    throw new SourceError(
      'REFERENCE_INVALID',
      `${shown} is no registry and no repository: there is nothing to connect to`,
    )
  }
  yield* examine(await stepsOf(remote), () => performance.now())
}

async function stepsOf(remote: Remote): Promise<Examination[]> {
  if (remote.kind === 'classic') {
    const { classicSteps } = await import('../doctor/classic-steps.ts')
    return classicSteps(remote.url, remote.connection)
  }
  const [{ registrySteps }, { RegistryStore }] = await Promise.all([
    import('../doctor/registry-steps.ts'),
    import('../sources/oci/registry-store.ts'),
  ])
  const { connection, host, path, tagged, listBy } = remote
  return registrySteps(new RegistryStore(connection, host, tagged ? '' : path, listBy), tagged ? path : '')
}
