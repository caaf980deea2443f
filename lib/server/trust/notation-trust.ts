import type { Hash } from 'node:crypto'
import { existsSync, readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { trustFile, type TrustFile } from './trust-file.ts'

/** Notary's own trust policy and trust store, files read but not yet understood. */
export interface NotationSpec {
  readonly policy: TrustFile
  /** `x509/<kind>/<name>/<file>` below the store's folder */
  readonly certificates: readonly { readonly path: string; readonly file: TrustFile }[]
}

const KINDS = ['ca', 'signingAuthority', 'tsa']
const MOST_FILES = 500

/**
 * Reads `trustpolicy.json` and every certificate of a trust store.
 * @param storeFolder the folder that holds `x509`, or notation's own configuration folder around it
 */
export function notationFiles(policyFile: string, storeFolder: string, hash?: Hash): NotationSpec {
  const inner = join(storeFolder, 'truststore')
  const storeDir =
    !existsSync(join(storeFolder, 'x509')) && existsSync(join(inner, 'x509')) ? inner : storeFolder
  const policy = trustFile(policyFile)
  hash?.update(`\0${policyFile}\0${policy.hash}`)
  const certificates = certificatePaths(storeDir).map((path) => ({
    path,
    file: trustFile(join(storeDir, path)),
  }))
  for (const { path, file } of certificates) hash?.update(`\0${path}\0${file.hash}`)
  return { policy, certificates }
}

function certificatePaths(storeDir: string): string[] {
  const list = (folder: string): string[] => {
    try {
      return readdirSync(join(storeDir, folder)).sort()
    } catch {
      // A store without a kind of certificates is usual
      return []
    }
  }
  return KINDS.flatMap((kind) =>
    list(`x509/${kind}`).flatMap((name) =>
      list(`x509/${kind}/${name}`).map((file) => `x509/${kind}/${name}/${file}`),
    ),
  )
    .filter((path) => isFile(join(storeDir, path)))
    .slice(0, MOST_FILES)
}

function isFile(path: string): boolean {
  try {
    return statSync(path).isFile()
  } catch {
    return false
  }
}
