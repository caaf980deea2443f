import { printable } from '../oci/index.ts'
import { toSourceError } from '../server/errors/source-error.ts'
import { FlagError } from './flags.ts'
import type { Io } from './io.ts'

/** Prints an error of a source as `Error: [CODE] …`, what was seen and what to do below it. Gives the exit status. */
export function reportError(error: unknown, io: Io): 1 {
  const known = toSourceError(error)
  const { code, message, detail, cure } = known.toProblem()
  const lines = [`Error: [${code}] ${printable(message)}`]
  if (detail !== undefined) lines.push(`  seen: ${printable(detail)}`)
  if (cure !== undefined && cure !== '') lines.push(`  cure: ${cure}`)
  if (code === 'INTERNAL')
    lines.push(`  fault: ${printable(String((known.cause as Error)?.stack ?? known.cause))}`)
  io.err(`${lines.join('\n')}\n`)
  return 1
}

/** Runs a verb's body; whatever fails, other than the usage, is printed and ends it with status 1. */
export async function reporting(io: Io, body: () => Promise<number>): Promise<number> {
  try {
    return await body()
  } catch (error) {
    if (error instanceof FlagError) throw error
    return reportError(error, io)
  }
}

/** Rows of columns, padded; the last column is left as it is. */
export function table(rows: readonly (readonly string[])[]): string {
  const widths = rows[0]!.map((_, i) => Math.max(...rows.map((row) => row[i]!.length)))
  return rows
    .map(
      (row) =>
        row
          .map((cell, i) => (i === row.length - 1 ? cell : cell.padEnd(widths[i]!)))
          .join('  ')
          .trimEnd() + '\n',
    )
    .join('')
}
