import { execFile } from 'node:child_process'
import type { Credential } from '../connection/credential.ts'
import { loginOf } from './docker-config.ts'

const TIMEOUT = 20_000

/** What a helper said: a login, that it has none, or why it could not say. */
export type HelperAnswer = { readonly credential: Credential | undefined } | { readonly failed: string }

/** Asks `docker-credential-<helper> get`. Runs no shell; never throws. */
export function askHelper(helper: string, server: string): Promise<HelperAnswer> {
  if (!/^[A-Za-z0-9._-]+$/.test(helper))
    return Promise.resolve({ failed: `${JSON.stringify(helper)} is no name of a credential helper` })
  const program = `docker-credential-${helper}`
  return new Promise((resolve) => {
    const child = execFile(
      program,
      ['get'],
      { timeout: TIMEOUT, maxBuffer: 1024 * 1024, windowsHide: true },
      (error, stdout, stderr) => {
        if (error === null) return resolve(parseAnswer(stdout, program))
        const words = `${stdout}\n${stderr}`
        if (/credentials not found|no credentials|not found in/i.test(words))
          return resolve({ credential: undefined })
        const { code } = error as NodeJS.ErrnoException
        resolve({
          failed:
            code === 'ENOENT'
              ? `${program} is not installed`
              : `${program} failed (${error.killed === true ? 'no answer in time' : `status ${code}`})`,
        })
      },
    )
    // a helper that is missing or ends early leaves nothing to write to
    child.stdin?.on('error', () => {})
    child.stdin?.end(server)
  })
}

function parseAnswer(stdout: string, program: string): HelperAnswer {
  try {
    const answer = JSON.parse(stdout) as { Username?: unknown; Secret?: unknown }
    const text = (value: unknown): string => (typeof value === 'string' ? value : '')
    return { credential: loginOf(text(answer.Username), text(answer.Secret)) }
  } catch {
    return { failed: `${program} answered something that is not JSON` }
  }
}
