import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect } from 'vitest'
import { dispatch } from '../../../lib/cli/dispatch.ts'
import { toBytes } from '../../../lib/go/text.ts'

/** Secrets of all tests hold this word; no output may. */
export const CANARY = 'cAnArY'
export const secret = (name: string): string => `${CANARY}-${name}-7f3a`

export interface Run {
  readonly status: number
  readonly stdout: string
  readonly stderr: string
  /** of `Error: [CODE] …`, "" for none */
  readonly code: string
  // oxlint-disable-next-line typescript/no-explicit-any
  readonly json: any
}

interface Options {
  readonly env?: Readonly<Record<string, string>>
  readonly stdin?: string
}

const folders: string[] = []
afterAll(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true })
})

/** A folder that goes when the tests of its file are done. */
export function scratch(): string {
  const folder = mkdtempSync(join(tmpdir(), 'chartroom-'))
  folders.push(folder)
  return folder
}

/** Writes files into a new folder and gives their paths. */
export function files<const K extends string>(
  contents: Readonly<Record<K, string | Uint8Array>>,
): Record<K, string> & { readonly folder: string } {
  const folder = scratch()
  const paths: Record<string, string> = { folder }
  for (const [name, content] of Object.entries<string | Uint8Array>(contents)) {
    paths[name] = join(folder, name)
    writeFileSync(paths[name], content)
  }
  return paths as Record<K, string> & { readonly folder: string }
}

/** With CHARTROOM_BIN the same tests judge a built command line, each run a process. */
const built = process.env['CHARTROOM_BIN']

/** Runs the command line with a home of its own: no stored login, no proxy, no configuration but those a test gives. */
export async function chartroom(
  args: readonly string[],
  { env = {}, stdin = '' }: Options = {},
): Promise<Run> {
  if (built !== undefined) return chartroomProcess(args, env, { main: built, stdin })
  const home = scratch()
  let stdout = ''
  let stderr = ''
  const status = await dispatch(args, {
    out: (text) => (stdout += text),
    err: (text) => (stderr += text),
    stdin: () => new TextEncoder().encode(stdin),
    env: { PATH: process.env['PATH'], HOME: home, DOCKER_CONFIG: join(home, '.docker'), ...env },
  })
  for (const text of [stdout, stderr]) {
    expect(text, 'no output holds a secret').not.toContain(CANARY)
    expect(text, 'no output holds a secret').not.toContain(
      Buffer.from(CANARY).toString('base64').slice(0, -2),
    )
  }
  const code = /Error: \[(\w+)\]/.exec(stderr)?.[1] ?? ''
  return { status, stdout, stderr, code, json: parse(stdout) }
}

const parse = (text: string): unknown => {
  try {
    return JSON.parse(new TextDecoder().decode(toBytes(text)))
  } catch {
    return undefined
  }
}

/** Runs the command line as a process of its own, for what only a process can show: environment, exit, open handles. */
export async function chartroomProcess(
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
  { main = built ?? join(import.meta.dirname, '../../../lib/cli/main.ts'), stdin = '' } = {},
): Promise<Run & { readonly milliseconds: number }> {
  const home = scratch()
  const own = {
    PATH: process.env['PATH'],
    HOME: home,
    DOCKER_CONFIG: join(home, '.docker'),
    ...env,
  } as unknown as NodeJS.ProcessEnv
  const started = performance.now()
  const child = spawn(process.execPath, [main, ...args], {
    cwd: home,
    env: own,
    stdio: ['pipe', 'pipe', 'pipe'],
  })
  child.stdin.on('error', () => {}).end(stdin)
  const out: Buffer[] = []
  const err: Buffer[] = []
  child.stdout.on('data', (chunk: Buffer) => out.push(chunk))
  child.stderr.on('data', (chunk: Buffer) => err.push(chunk))
  const status = await new Promise<number>((resolve) => child.on('close', (code) => resolve(code ?? -1)))
  const [stdout, stderr] = [Buffer.concat(out).toString(), Buffer.concat(err).toString()]
  for (const text of [stdout, stderr]) expect(text, 'no output holds a secret').not.toContain(CANARY)
  return {
    status,
    stdout,
    stderr,
    code: /Error: \[(\w+)\]/.exec(stderr)?.[1] ?? '',
    json: parse(stdout),
    milliseconds: performance.now() - started,
  }
}
