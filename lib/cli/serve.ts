import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { CommandError } from './command-error.ts'
import { FlagError, parseFlags, text } from './flags.ts'
import type { Io } from './io.ts'

export const usage = `Usage: chartroom serve [flags]

Starts the built server. HOST and PORT are taken from the environment too.

  --host ADDRESS                             address to listen on (127.0.0.1)
  --port PORT                                port to listen on (3000)
`

const SERVER = join('.next', 'standalone', 'server.js')

/** Runs until the server ends; gives its status. */
export async function run(args: string[], io: Io): Promise<number> {
  const { flags, args: rest } = parseFlags(
    { host: text(io.env['HOST'] || '127.0.0.1'), port: text(io.env['PORT'] || '3000') },
    args,
  )
  if (rest.length > 0) throw new FlagError(`"chartroom serve" takes no arguments\n\n${usage}`)
  if (!/^\d{1,5}$/.test(flags.port)) throw new FlagError(`--port ${JSON.stringify(flags.port)} is no port`)
  const home = homeOf(io)
  if (home === undefined)
    throw new CommandError('there is no built server here; run `npm run build` in Chartroom’s folder first')
  const shown = flags.host.includes(':') ? `[${flags.host}]` : flags.host
  io.out(`Chartroom is at http://${shown}:${flags.port}\n`)
  const child = spawn(process.execPath, ['--enable-source-maps', join(home, SERVER)], {
    stdio: 'inherit',
    env: {
      ...io.env,
      NODE_ENV: 'production',
      NEXT_TELEMETRY_DISABLED: '1',
      HOSTNAME: flags.host,
      PORT: flags.port,
      CHARTROOM_HOME: io.env['CHARTROOM_HOME'] || home,
      ...(io.env['CHARTROOM_CONFIG'] && { CHARTROOM_CONFIG: resolve(io.env['CHARTROOM_CONFIG']) }),
    },
  })
  const pass = (signal: NodeJS.Signals): void => void child.kill(signal)
  process.on('SIGINT', pass).on('SIGTERM', pass)
  return new Promise((resolve) => {
    child.on('error', (error) => {
      io.err(`Error: the server did not start: ${error.message}\n`)
      resolve(1)
    })
    child.on('exit', (code, signal) => resolve(signal === null ? (code ?? 1) : 0))
  })
}

/** The folder that holds the built server: this program's own, or one above where it was started. */
function homeOf(io: Io): string | undefined {
  const starts = [
    io.env['CHARTROOM_HOME'],
    import.meta.dirname,
    dirname(process.argv[1] ?? ''),
    process.cwd(),
  ]
  for (const start of starts) {
    if (typeof start !== 'string' || start === '') continue
    for (let folder = start; ; folder = dirname(folder)) {
      if (existsSync(join(folder, SERVER))) return folder
      if (dirname(folder) === folder) break
    }
  }
  return undefined
}
