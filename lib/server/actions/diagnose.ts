import type { DiagnosisStep } from '../../schema/diagnosis.ts'
import { examine, type Examination } from '../doctor/examine.ts'
import { SourceError } from '../errors/source-error.ts'
import { openRemote, type Opening } from '../sources/open-place.ts'

/**
 * Tries a connection step by step: settings, name, TCP or proxy, TLS with the certificates it saw, `/v2/`, challenge, login,
 * list, one chart. Steps come as they are done; the first that fails ends it.
 * @param url `oci://host[/path]` or `https://…`
 * @throws SourceError when the connection cannot even be built
 */
export async function* diagnose(url: string, opening: Opening): AsyncGenerator<DiagnosisStep> {
  yield* examine(await stepsOf(url, opening), () => performance.now())
}

async function stepsOf(url: string, opening: Opening): Promise<Examination[]> {
  const remote = await openRemote(url, opening)
  if (remote === undefined)
    throw new SourceError(
      'REFERENCE_INVALID',
      `${url} is no registry and no repository: there is nothing to connect to`,
    )
  if (remote.kind === 'classic') {
    const { classicSteps } = await import('../doctor/classic-steps.ts')
    return classicSteps(remote.url, remote.connection)
  }
  const [{ registrySteps }, { RegistryStore }] = await Promise.all([
    import('../doctor/registry-steps.ts'),
    import('../sources/oci/registry-store.ts'),
  ])
  return registrySteps(
    new RegistryStore(remote.connection, remote.host, remote.tagged ? '' : remote.path),
    remote.tagged ? remote.path : '',
  )
}
