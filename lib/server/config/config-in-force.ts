import { statSync } from 'node:fs'
import { findConfig } from './find-config.ts'
import type { LoadedConfig } from './read-config.ts'

type InForce = LoadedConfig & { readonly sample: boolean }

let known: { readonly loaded: InForce; readonly stamp: string } | undefined

/**
 * The configuration in force, read again only when its file has changed: what it trusts counts at once.
 * @throws SourceError CONFIG_INVALID
 */
export function configInForce(): InForce {
  if (known !== undefined && stampOf(known.loaded.file) === known.stamp) return known.loaded
  const loaded = findConfig()
  known = { loaded, stamp: stampOf(loaded.file) }
  return loaded
}

function stampOf(file: string): string {
  const facts = statSync(file, { throwIfNoEntry: false })
  return facts === undefined ? 'gone' : `${facts.mtimeMs} ${facts.size} ${facts.ino}`
}
