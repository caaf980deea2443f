/** Why a changed line says nothing about what changed. Each rule can be turned off. */
export const noiseRules = {
  'chart-label': 'chart label',
  'version-label': 'app version label',
  checksum: 'checksum',
  random: 'random or time-dependent',
} as const

export type NoiseRule = keyof typeof noiseRules

export const NOISE_RULES = Object.keys(noiseRules) as readonly NoiseRule[]

export const isNoiseRule = (text: string): text is NoiseRule => Object.hasOwn(noiseRules, text)

const CHART = /^\s*["']?(?:helm\.sh\/chart|chart)["']?:\s+["']?[a-zA-Z0-9][\w.+-]*-v?\d[\w.+-]*["']?\s*$/
const VERSION = /^\s*["']?app\.kubernetes\.io\/version["']?:\s+\S.*$/
const CHECKSUM =
  /^\s*["']?(?:[\w.-]*checksum[\w.-]*\/[\w./-]+|[\w./-]*checksum[\w.-]*)["']?:\s+["']?[0-9a-f]{8,}["']?\s*$/i

/** The rule that a line falls under by its look; undefined for a line that counts. */
export function noiseOf(line: string): NoiseRule | undefined {
  if (line.length > 512) return undefined
  if (VERSION.test(line)) return 'version-label'
  if (CHART.test(line)) return 'chart-label'
  return CHECKSUM.test(line) ? 'checksum' : undefined
}

/** Lines that say the same but for their noise compare as equal by this. */
export const withoutValue = (line: string, rule: NoiseRule): string =>
  `${line.slice(0, line.indexOf(':') + 1)} \0${rule}`
