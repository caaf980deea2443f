import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { delimiter, join, resolve } from 'node:path'

export const root = resolve(import.meta.dirname, '../..')

/** A program on PATH (or named by its variable); undefined when it is not there. */
export function program(name: string, variable: string): string | undefined {
  const named = process.env[variable]
  if (named) return named
  return (process.env.PATH ?? '')
    .split(delimiter)
    .map((folder) => join(folder, name))
    .find((path) => existsSync(path))
}

/** Folder of the corpus, or undefined. */
export function corpus(): string | undefined {
  const folder = process.env.CHARTROOM_CORPUS ?? resolve(root, '../shared/corpus')
  return existsSync(join(folder, 'cases.jsonl')) ? folder : undefined
}

/** Wall time in ms of one run of a process, its output read and thrown away, and its exit status. */
export function wall(
  command: string,
  args: readonly string[],
  env: NodeJS.ProcessEnv,
): { ms: number; status: number | null } {
  const before = process.hrtime.bigint()
  const { status } = spawnSync(command, args, { env, stdio: ['ignore', 'pipe', 'pipe'], maxBuffer: 1 << 28 })
  return { ms: Number(process.hrtime.bigint() - before) / 1e6, status }
}

export const median = (numbers: readonly number[]): number => {
  const sorted = [...numbers].sort((a, b) => a - b)
  const middle = sorted.length >> 1
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2
}

export const sum = (numbers: readonly number[]): number => numbers.reduce((a, b) => a + b, 0)
