import { existsSync, readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { root } from './peers.ts'

/** Gzipped size of the command line and of every browser chunk, largest first. Per page, see the e2e suite's figures. */
export function weight(): void {
  const size = (file: string): number => gzipSync(readFileSync(file)).length / 1024
  const cli = join(root, 'dist/chartroom.js')
  if (existsSync(cli)) console.log(`weight: dist/chartroom.js ${size(cli).toFixed(0)} KB gzip`)
  const chunks = join(root, '.next/static/chunks')
  if (!existsSync(chunks)) return
  const rows = readdirSync(chunks, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.js'))
    .map((name) => ({ name, kb: size(join(chunks, name)) }))
    .toSorted((a, b) => b.kb - a.kb)
  for (const { name, kb } of rows.slice(0, 8)) console.log(`  ${kb.toFixed(0).padStart(5)} KB  ${name}`)
}
