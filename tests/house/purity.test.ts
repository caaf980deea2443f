import { expect, test } from 'vitest'
import { files, importsOf, read } from './sources.ts'

const PURE = ['go', 'archive', 'oci', 'yaml', 'sprig', 'verify', 'helm', 'rollout', 'objects']
/** Packages that pure rooms may use: each works on values alone, without platform, clock or network of its own. */
const PACKAGES = [
  /^re2js$/,
  /^@noble\/hashes\//,
  /^bcryptjs$/,
  /^fflate$/,
  /^openpgp$/,
  /^@sigstore\//,
  /^jose$/,
  /^@peculiar\//,
  /^@noble\/curves\//,
  /^cborg/,
]
/** Words that reach the platform. Property accesses (`x.process`) and mere mentions in strings are not meant. */
const PLATFORM =
  /(?<![\w.$'"`-])(process|globalThis|window|document|fetch|setTimeout|setInterval|queueMicrotask|localStorage|require|Buffer|performance|navigator|WebSocket|XMLHttpRequest)(?=\s*[.([])|(?<![\w.$])(Date\.now\(|new Date\(\)|Math\.random\()/

const sources = files.filter((f) => f.endsWith('.ts') && PURE.some((room) => f.startsWith(`lib/${room}/`)))

const code = (file: string): string =>
  read(file)
    .replace(/\/\*[\s\S]*?\*\//g, '')
    .replace(/(^|\s)\/\/.*$/gm, '$1')

test('pure rooms import no platform and only packages that are pure themselves', () => {
  const wrong = sources
    .flatMap(importsOf)
    .filter((i) => i.isPackage && !i.typeOnly && !PACKAGES.some((p) => p.test(i.to)))
  expect(wrong.map((i) => `${i.from} → ${i.to}`)).toEqual([])
})

test('pure rooms ask neither clock nor chance nor globals', () => {
  const wrong = sources
    .filter((f) => PLATFORM.test(code(f)))
    .map((f) => `${f}: ${PLATFORM.exec(code(f))?.[0]}`)
  expect(wrong).toEqual([])
})
