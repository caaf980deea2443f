import { mkdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { PolicyConfig } from '../../schema/config.ts'
import { SourceError } from '../errors/source-error.ts'
import { dataFolder } from '../store/data-folder.ts'
import { writeWhole } from '../store/write-whole.ts'

const KeptKey = z.object({
  name: z.string(),
  kind: z.enum(['keyring', 'key']),
  by: z.string(),
  at: z.string(),
})
const KeptTrust = z.object({
  version: z.literal(1),
  keys: z.array(KeptKey),
  /** null: those of the configuration hold */
  policies: z
    .object({ text: z.string(), list: z.array(PolicyConfig), by: z.string(), at: z.string() })
    .nullable(),
})
/** What was said about trust on the page. Public keys and policies are no secrets, so nothing here is sealed. */
export type KeptTrust = z.infer<typeof KeptTrust>

const NOTHING: KeptTrust = { version: 1, keys: [], policies: null }

type Env = Readonly<Record<string, string | undefined>>
const fileOf = (env: Env): string => join(dataFolder(env), 'trust.json')

let known: { readonly stamp: string; readonly kept: KeptTrust } | undefined

/** @throws SourceError STORE_UNREADABLE */
export function readKeptTrust(env: Env = process.env): KeptTrust {
  const file = fileOf(env)
  const facts = statSync(file, { throwIfNoEntry: false })
  if (facts === undefined) return NOTHING
  const stamp = `${file} ${facts.mtimeMs} ${facts.size} ${facts.ino}`
  if (known?.stamp === stamp) return known.kept
  try {
    const kept = KeptTrust.parse(JSON.parse(readFileSync(file, 'utf8')))
    known = { stamp, kept }
    return kept
  } catch (error) {
    throw unusable(`${file} cannot be read`, error)
  }
}

/** Changes what is kept as a whole, so that two changes at once both hold. */
export function changeKeptTrust(change: (kept: KeptTrust) => KeptTrust, env: Env = process.env): void {
  const file = fileOf(env)
  try {
    writeWhole(file, JSON.stringify(change(readKeptTrust(env)), null, 2))
  } catch (error) {
    if (error instanceof SourceError) throw error
    throw unusable(`${file} cannot be written`, error)
  }
}

/** Where the bytes of a key that was added on the page lie. */
export const keptKeyFile = (name: string, env: Env = process.env): string =>
  join(dataFolder(env), 'keys', name)

export function writeKeptKey(name: string, bytes: Uint8Array, env: Env = process.env): void {
  try {
    mkdirSync(join(dataFolder(env), 'keys'), { recursive: true, mode: 0o700 })
    writeWhole(keptKeyFile(name, env), bytes)
  } catch (error) {
    throw unusable(`${keptKeyFile(name, env)} cannot be written`, error)
  }
}

export const removeKeptKey = (name: string, env: Env = process.env): void =>
  rmSync(keptKeyFile(name, env), { force: true })

const unusable = (words: string, cause: unknown): SourceError =>
  new SourceError('STORE_UNREADABLE', `${words} (${(cause as NodeJS.ErrnoException).code ?? 'damaged'})`, {
    phase: 'store',
    cause,
  })
