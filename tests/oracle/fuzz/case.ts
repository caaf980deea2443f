/** A question to both Helms and to us: what `helm template` is given. The oracle reads it as it is (helm/main.go). */
export interface Case {
  /** path and content, in the order of an archive */
  readonly files: readonly (readonly [string, string])[]
  readonly valueFiles?: readonly string[]
  readonly setJSON?: readonly string[]
  readonly set?: readonly string[]
  readonly setString?: readonly string[]
  readonly setFile?: readonly string[]
  readonly setLiteral?: readonly string[]
  /** what `--set-file` reads, by name */
  readonly content?: Readonly<Record<string, string>>
  readonly name?: string
  readonly namespace?: string
  readonly isUpgrade?: boolean
  readonly kubeVersion?: string
  readonly apiVersions?: readonly string[]
  readonly includeCRDs?: boolean
  readonly noHooks?: boolean
  readonly skipTests?: boolean
  readonly skipSchema?: boolean
  readonly showOnly?: readonly string[]
}

/** The two Helms, as the oracle calls them. */
export const PROFILES = { '3': 'helm-3.21', '4': 'helm-4.2' } as const
export type ProfileDigit = keyof typeof PROFILES

/** What came of a case under one profile. */
export interface Answer {
  readonly out?: string
  /** what follows `Error: ` */
  readonly err?: string
  /** what goes to standard error besides, sorted: Go's maps have no order */
  readonly log?: readonly string[]
  /** Helm crashed, or our renderer threw what is no refusal */
  readonly panic?: string
}

/** Whether ours is as good as Helm's; where Helm crashes, any refusal is. */
export function agree(ours: Answer, helm: Answer): boolean {
  if (ours.panic !== undefined) return false
  if (helm.panic !== undefined) return ours.err !== undefined
  return same(ours.out, helm.out) && same(ours.err, helm.err) && logOf(ours) === logOf(helm)
}

/** Less what Helm says once in its life, and the oracle lives long. */
const logOf = ({ log = [] }: Answer): string =>
  log.filter((line) => !line.includes('unresolved URN reference')).join('\n')

const same = (a: string | undefined, b: string | undefined): boolean =>
  a === b || (a !== undefined && b !== undefined && canonical(a) === canonical(b))

/** We never fetch schemas; what comes of Helm's trying depends on where it runs. */
const network =
  /(failing loading "[^"]*": )(?:HTTP request failed for .*?(?:no such host|no Host in request URL)|schemas are not fetched from the network)/g

/** A text without what no two runs of Helm have in common: addresses in memory, and the order of a schema's complaints. */
export function canonical(text: string): string {
  const placed = text.replaceAll(/\b0x[0-9a-f]{9,12}\b/g, '0xADDRESS').replaceAll(network, '$1…')
  // an address may have a digit less, and lines be folded elsewhere
  if (placed.includes('0xADDRESS')) return placed.replaceAll(/\s+/g, ' ')
  if (!placed.includes("values don't meet the specifications")) return placed
  const words = (line: string): string => line.split(/[ ,]+/).sort().join(' ')
  return placed.split('\n').map(words).sort().join('\n')
}
