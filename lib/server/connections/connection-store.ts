import { readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { SourceError } from '../errors/source-error.ts'
import { dataFolder } from '../store/data-folder.ts'
import { keyFor } from '../store/master-key.ts'
import { seal, unseal } from '../store/seal.ts'
import { writeWhole } from '../store/write-whole.ts'
import { Kept } from './kept-connection.ts'

type Env = Readonly<Record<string, string | undefined>>

const ABOUT = 'connections'
const NOTHING: Kept = { version: 1, connections: [], remembered: {} }

const fileOf = (env: Env): string => join(dataFolder(env), 'connections.sealed')

let known: { readonly stamp: string; readonly kept: Kept } | undefined

/** Changes with every change of the store; "" while there is none. One look at the file, so it may be asked always. */
export function storeStamp(env: Env = process.env): string {
  const file = fileOf(env)
  const facts = statSync(file, { throwIfNoEntry: false })
  return facts === undefined ? '' : `${file} ${facts.mtimeMs} ${facts.size} ${facts.ino}`
}

/**
 * What was added on the page. Read again only when the file has changed.
 * @throws SourceError STORE_UNREADABLE for another key or a damaged file
 */
export function readStore(env: Env = process.env): Kept {
  const stamp = storeStamp(env)
  if (stamp === '') return NOTHING
  if (known?.stamp !== stamp) known = { stamp, kept: open(fileOf(env), env) }
  return known.kept
}

/** Changes the store as a whole. Nothing else runs in between, so two changes at once both hold. */
export function changeStore(change: (kept: Kept) => Kept, env: Env = process.env): void {
  const text = JSON.stringify(change(readStore(env)))
  const file = fileOf(env)
  try {
    writeWhole(file, seal(Buffer.from(text), keyFor(ABOUT, env), ABOUT))
  } catch (error) {
    if (error instanceof SourceError) throw error
    throw unreadable(`${file} cannot be written (${(error as NodeJS.ErrnoException).code})`, error)
  }
}

function open(file: string, env: Env): Kept {
  let sealed: Buffer
  try {
    sealed = readFileSync(file)
  } catch (error) {
    throw unreadable(`${file} cannot be read (${(error as NodeJS.ErrnoException).code})`, error)
  }
  const plain = unseal(sealed, keyFor(ABOUT, env), ABOUT)
  if (plain === undefined) throw unreadable(`${file} does not open with this key`)
  const parsed = Kept.safeParse(JSON.parse(plain.toString('utf8')))
  if (!parsed.success) throw unreadable(`${file} was written by another version`)
  return parsed.data
}

const unreadable = (words: string, cause?: unknown): SourceError =>
  new SourceError('STORE_UNREADABLE', words, { phase: 'store', cause })
