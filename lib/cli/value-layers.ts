import { readFileSync } from 'node:fs'
import { fromBytes } from '../go/text.ts'
import { setFilePaths, type ValuesLayer } from '../helm/index.ts'
import { CommandError } from './command-error.ts'
import type { Io } from './io.ts'
import { osError } from './os-error.ts'

/** The values flags as they were given. */
export interface ValueFlags {
  readonly values: readonly string[]
  readonly set: readonly string[]
  readonly 'set-string': readonly string[]
  readonly 'set-json': readonly string[]
  readonly 'set-file': readonly string[]
  readonly 'set-literal': readonly string[]
}

/** Reads what the values flags name. @throws CommandError for a file that cannot be read */
export function valueLayers(flags: ValueFlags, io: Io): ValuesLayer[] {
  const plain = (['set-json', 'set', 'set-string', 'set-literal'] as const).flatMap((kind) =>
    flags[kind].map((text): ValuesLayer => ({ kind, text })),
  )
  return [
    ...flags.values.map((name): ValuesLayer => ({ kind: 'file', name, text: readText(name, io) })),
    ...plain,
    ...flags['set-file'].map((text): ValuesLayer => {
      const files = Object.fromEntries(
        setFilePaths(text).map((path) => [path, readText(path, io, 'failed parsing --set-file data: ')]),
      )
      return { kind: 'set-file', text, files }
    }),
  ]
}

/** A file, or standard input for `-`. Values from the web would need a policy of their own: they are refused. */
function readText(path: string, io: Io, prefix = ''): string {
  if (path.trim() === '-') return fromBytes(io.stdin())
  if (/^(https?|oci):\/\//.test(path)) {
    throw new CommandError(`values from the network are not fetched: save ${path} to a file and name that`)
  }
  try {
    return fromBytes(readFileSync(path))
  } catch (error) {
    throw new CommandError(prefix + osError(error))
  }
}
