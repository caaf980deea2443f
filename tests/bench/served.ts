import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { root } from './peers.ts'

/** The built server, where there is one. */
export const builtServer = (): string | undefined => {
  const server = join(root, '.next/standalone/server.js')
  return existsSync(server) ? server : undefined
}

/** Runs `work` while the built server answers at a port of loopback. */
export async function served(
  server: string,
  port: number,
  env: Readonly<Record<string, string>>,
  work: (address: string) => Promise<void>,
): Promise<void> {
  const address = `http://127.0.0.1:${port}`
  const child = spawn(process.execPath, [server], {
    env: {
      ...process.env,
      NODE_ENV: 'production',
      HOSTNAME: '127.0.0.1',
      PORT: String(port),
      CHARTROOM_HOME: root,
      NEXT_TELEMETRY_DISABLED: '1',
      ...env,
    },
    stdio: 'ignore',
  })
  try {
    await answering(address)
    await work(address)
  } finally {
    child.kill('SIGKILL')
  }
}

async function answering(address: string): Promise<void> {
  for (let i = 0; i < 600; i++) {
    try {
      await fetch(`${address}/healthz`)
      return
    } catch {
      await new Promise((done) => setTimeout(done, 50))
    }
  }
  throw new Error('the server does not answer')
}
