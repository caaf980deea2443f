import { readFileSync, statSync } from 'node:fs'
import { KeyringError, readKeyring, type Keyring } from '../../verify/index.ts'
import { nodePrimitives } from './node-primitives.ts'

interface Read {
  readonly stamp: string
  readonly keyring: Keyring | KeyringError
  /** hex SHA-256 of the file, or what went wrong: what a verdict depends on */
  readonly hash: string
}

const known = new Map<string, Read>()

/** A keyring file, read again only when it has changed. A file that cannot be used is an answer too. */
export function keyringFile(path: string): Read {
  let stamp: string
  try {
    const { mtimeMs, size, ino } = statSync(path)
    stamp = `${mtimeMs} ${size} ${ino}`
  } catch (error) {
    return failed('', error)
  }
  const old = known.get(path)
  if (old?.stamp === stamp) return old
  const read = readNow(path, stamp)
  known.set(path, read)
  return read
}

function readNow(path: string, stamp: string): Read {
  let bytes: Uint8Array
  try {
    bytes = readFileSync(path)
  } catch (error) {
    return failed(stamp, error)
  }
  const hash = Buffer.from(nodePrimitives.hash('sha256', [bytes])).toString('hex')
  try {
    return { stamp, keyring: readKeyring(bytes, nodePrimitives), hash }
  } catch (error) {
    if (error instanceof KeyringError) return { stamp, keyring: error, hash }
    throw error
  }
}

function failed(stamp: string, error: unknown): Read {
  const { code = 'unreadable' } = error as NodeJS.ErrnoException
  const words =
    code === 'ENOENT' ? 'the keyring file does not exist' : `the keyring file cannot be read (${code})`
  return {
    stamp,
    keyring: new KeyringError('unreadable', words, 'Give the path of a keyring that can be read.'),
    hash: words,
  }
}
