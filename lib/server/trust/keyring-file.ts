import { KeyringError, readKeyring, type Keyring } from '../../verify/index.ts'
import { nodePrimitives } from './node-primitives.ts'
import { trustFile } from './trust-file.ts'

interface Read {
  readonly keyring: Keyring | KeyringError
  readonly hash: string
}

const known = new Map<string, Read>()

/** A keyring file, parsed once for each content. A file that cannot be used is an answer too. */
export function keyringFile(path: string): Read {
  const { bytes, hash } = trustFile(path)
  const old = known.get(hash)
  if (old !== undefined) return old
  const read = { keyring: parse(bytes), hash }
  if (!(bytes instanceof Error)) known.set(hash, read)
  return read
}

function parse(bytes: Uint8Array | Error): Keyring | KeyringError {
  if (bytes instanceof Error)
    return new KeyringError('unreadable', bytes.message, 'Give the path of a keyring that can be read.')
  try {
    return readKeyring(bytes, nodePrimitives)
  } catch (error) {
    if (error instanceof KeyringError) return error
    throw error
  }
}
