import { statSync } from 'node:fs'
import { findConfig } from './find-config.ts'
import type { LoadedConfig } from './read-config.ts'

type InForce = LoadedConfig & { readonly sample: boolean }

// pages and routes are bundled apart, and are to speak of one and the same
const PLACE = Symbol.for('chartroom.config')
const shared = globalThis as { [PLACE]?: { readonly loaded: InForce; readonly stamp: string } }

/**
 * The configuration in force, read again only when its file has changed: what it trusts counts at once.
 * @throws SourceError CONFIG_INVALID
 */
export function configInForce(): InForce {
  const known = shared[PLACE]
  if (known !== undefined && stampOf(known.loaded.file) === known.stamp) return known.loaded
  const loaded = findConfig()
  shared[PLACE] = { loaded, stamp: stampOf(loaded.file) }
  return loaded
}

function stampOf(file: string): string {
  const facts = statSync(file, { throwIfNoEntry: false })
  return `${process.env['CHARTROOM_CONFIG'] ?? ''} ${facts?.mtimeMs} ${facts?.size} ${facts?.ino}`
}
