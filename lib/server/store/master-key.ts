import { hkdfSync, randomBytes, scryptSync } from 'node:crypto'
import { linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { SourceError } from '../errors/source-error.ts'
import { dataFolder } from './data-folder.ts'

type Env = Readonly<Record<string, string | undefined>>

const known = new Map<string, Buffer>()

/**
 * The key of this installation for one purpose: from `CHARTROOM_KEY` (32 random bytes in hexadecimal or base64, or a long
 * passphrase), else from `key` in the data folder, which is made at first use for its owner alone.
 * @param purpose keys of different purposes tell nothing about each other
 * @throws SourceError STORE_UNREADABLE
 */
export function keyFor(purpose: string, env: Env = process.env): Buffer {
  return Buffer.from(hkdfSync('sha256', masterKey(env), 'chartroom', purpose, 32))
}

function masterKey(env: Env): Buffer {
  const given = env['CHARTROOM_KEY'] ?? ''
  const file = join(dataFolder(env), 'key')
  const place = given === '' ? `file ${file}` : `given ${given}`
  let key = known.get(place)
  if (key === undefined) {
    key = given === '' ? keyInFile(file) : fromText(given)
    known.set(place, key)
  }
  return key
}

function fromText(text: string): Buffer {
  const raw = /^[0-9a-f]{64}$/i.test(text)
    ? Buffer.from(text, 'hex')
    : /^[\w+/-]{43}=?$/.test(text)
      ? Buffer.from(text, 'base64')
      : undefined
  if (raw !== undefined) return raw
  if (text.length < 16)
    throw new SourceError('STORE_UNREADABLE', 'CHARTROOM_KEY is shorter than 16 characters', {
      phase: 'store',
    })
  return scryptSync(text, 'chartroom master key', 32, { N: 1 << 15, maxmem: 1 << 26 })
}

function keyInFile(file: string): Buffer {
  try {
    return read(file)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw unreadable(file, error)
  }
  const fresh = `${file}.${randomBytes(6).toString('hex')}`
  try {
    mkdirSync(dirname(file), { recursive: true, mode: 0o700 })
    writeFileSync(fresh, `${randomBytes(32).toString('base64')}\n`, { mode: 0o600, flush: true })
    // of several processes that start at once, one makes the key and all use it
    try {
      linkSync(fresh, file)
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
    }
    return read(file)
  } catch (error) {
    throw unreadable(file, error)
  } finally {
    rmSync(fresh, { force: true })
  }
}

function read(file: string): Buffer {
  const key = Buffer.from(readFileSync(file, 'utf8').trim(), 'base64')
  if (key.length !== 32) throw new Error('it holds no key of 32 bytes')
  return key
}

const unreadable = (file: string, error: unknown): SourceError => {
  const { code, message } = error as NodeJS.ErrnoException
  return new SourceError('STORE_UNREADABLE', `the key in ${file} cannot be used: ${code ?? message}`, {
    phase: 'store',
    cause: error,
  })
}
