/** A policy as `chartroom.yaml` writes it, made from another tool's. */
export interface DraftPolicy {
  readonly match: string
  readonly require: readonly DraftRequirement[]
}

export type DraftRequirement =
  | { readonly cosign: { readonly key: string; readonly ignoreLog?: true } }
  | {
      readonly cosign: Readonly<
        Partial<Record<'issuer' | 'subject' | 'issuerRegExp' | 'subjectRegExp', string>>
      >
    }
  | { readonly notation: { readonly policyFile: string; readonly storeDir: string } }

/** What could be read of another tool's policy, and what could not be said in ours. */
export interface Draft {
  readonly from: 'Flux' | 'Kyverno' | 'Notary'
  readonly policies: readonly DraftPolicy[]
  /** public keys that stood in it, to be kept as files */
  readonly keys: readonly { readonly name: string; readonly pem: string }[]
  /** what has to be done or decided by hand */
  readonly notes: readonly string[]
}

/** A text that is none of the policies known here, or none that can be used. */
export class ImportError extends Error {
  override name = 'ImportError'
}

export type Json = Readonly<Record<string, unknown>>

export const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
export const object = (value: unknown): Json => (isObject(value) ? value : {})
export const list = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : [])
export const text = (value: unknown): string => (typeof value === 'string' ? value : '')

/**
 * Another tool's unanchored pattern as one of ours, which always matches the whole identity.
 * @returns the pattern with `.*` where it was open
 */
export function wholePattern(pattern: string): string {
  // an alternative reaches to both ends, so its anchors stay inside
  if (pattern.includes('|')) return `.*(?:${pattern}).*`
  const opened = pattern.startsWith('^') ? pattern.slice(1) : `.*${pattern}`
  return /(?:^|[^\\])(?:\\\\)*\$$/.test(opened) ? opened.slice(0, -1) : `${opened}.*`
}

/** A pattern in which `*` stands for anything, as an expression. */
export const fromWildcard = (pattern: string): string =>
  pattern
    .split('*')
    .map((part) => part.replaceAll(/[\\^$.|?+()[\]{}]/g, String.raw`\$&`))
    .join('.*')

/** A policy list as text for `chartroom.yaml`, key names quoted where YAML would read them otherwise. */
export function draftText(policies: readonly DraftPolicy[]): string {
  if (policies.length === 0) return '[]\n'
  const lines = policies.flatMap(({ match, require }) => [
    `- match: ${scalar(match)}`,
    '  require:',
    ...require.map((one) => {
      const [mechanism, how] = Object.entries(one)[0] as [string, Readonly<Record<string, unknown>>]
      const fields = Object.entries(how).map(([key, value]) => `${key}: ${scalar(value)}`)
      return `    - ${mechanism}: { ${fields.join(', ')} }`
    }),
  ])
  return `${lines.join('\n')}\n`
}

const scalar = (value: unknown): string =>
  typeof value === 'string'
    ? /^[A-Za-z0-9][\w./@:-]*$/.test(value) && !/^[\d.]+$|:$/.test(value)
      ? value
      : JSON.stringify(value)
    : String(value)
