import { homedir } from 'node:os'
import { join } from 'node:path'
import { anonymous, type Credential } from '../connection/credential.ts'
import { askHelper } from './credential-helper.ts'
import { readStoredLogin } from './docker-config.ts'

type Env = Readonly<Record<string, string | undefined>>

/** A login that was found, and what went wrong on the way. */
export interface FoundLogin {
  readonly credential: Credential
  readonly notes: readonly string[]
}

/**
 * The files that hold logins, in the order Helm asks them: its own, then Docker's.
 * @param registryConfig `--registry-config`, in place of Helm's own file
 */
export function loginFiles(env: Env, registryConfig?: string): string[] {
  const home = env['HOME'] || homedir()
  const configHome = env['HELM_CONFIG_HOME'] || join(env['XDG_CONFIG_HOME'] || join(home, '.config'), 'helm')
  const helm = registryConfig || env['HELM_REGISTRY_CONFIG'] || join(configHome, 'registry', 'config.json')
  return [helm, join(env['DOCKER_CONFIG'] || join(home, '.docker'), 'config.json')]
}

/**
 * Looks a place up in the files, first found wins. Helpers are run only where `runHelpers` says so.
 * @throws SourceError CONFIG_INVALID
 */
export async function storedLogin(
  files: readonly string[],
  host: string,
  path: string,
  runHelpers: boolean,
): Promise<FoundLogin> {
  const notes: string[] = []
  for (const file of files) {
    const { helpers, credential } = readStoredLogin(file, host, path)
    for (const { helper, server } of helpers) {
      if (!runHelpers) {
        notes.push(`${file} names the credential helper ${helper}, which is not run here.`)
        continue
      }
      const answer = await askHelper(helper, server)
      if ('failed' in answer) notes.push(`${answer.failed}.`)
      else if (answer.credential !== undefined) return { credential: answer.credential, notes }
    }
    if (credential !== undefined) return { credential, notes }
  }
  return { credential: anonymous, notes }
}
