import { hashPassword } from '../server/access/password.ts'
import { CommandError } from './command-error.ts'
import { FlagError, parseFlags, text } from './flags.ts'
import type { Io } from './io.ts'

export const usage = `Usage: chartroom password [flags] < FILE

Reads a password from standard input and prints the line that access: password compares sign-ins with:

  printf %s "$PASSWORD" | chartroom password > chartroom.password

  --name NAME                                who signs in with it; several named lines may stand in one file
`

const LEAST = 8

/** Prints a salted scrypt hash; the password itself is written nowhere. */
export async function run(args: string[], io: Io): Promise<number> {
  const { flags, args: rest } = parseFlags({ name: text() }, args)
  if (rest.length > 0) throw new FlagError(`"chartroom password" takes no arguments\n\n${usage}`)
  if (/[:\r\n]|^\s|\s$/.test(flags.name))
    throw new FlagError('--name holds no colon, line break or outer space')
  const password = new TextDecoder().decode(io.stdin()).replace(/\r?\n$/, '')
  if (password.length < LEAST) throw new CommandError(`a password has at least ${LEAST} characters`)
  io.out(`${await hashPassword(password, flags.name)}\n`)
  return 0
}
