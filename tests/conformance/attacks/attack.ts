import type { ChartFile, RenderRequest, ValuesLayer } from '../../../lib/helm/index.ts'

/** A chart that means harm. */
export interface Attack {
  readonly name: string
  /** made when it is needed: some are large */
  readonly files: () => Readonly<Record<string, string>>
  readonly values?: () => readonly ValuesLayer[]
  /** what may come of it: a code, "ok", or a part of the refusal's text. One of several where it may change. */
  readonly outcome: string | readonly string[]
}

const CHART = 'apiVersion: v2\nname: c\nversion: 1.0.0\n'
const encoder = new TextEncoder()

export function requestOf({ files, values = () => [] }: Attack): RenderRequest {
  const all: ChartFile[] = Object.entries({ 'Chart.yaml': CHART, ...files() }).map(([path, text]) => ({
    path,
    data: encoder.encode(text),
  }))
  return { files: all, profile: 'helm-4.2', values: values(), release: { name: 'r', namespace: 'default' } }
}

export const LIMIT = 'LIMIT_EXCEEDED'

/** One template each; more than a limit unless told otherwise. */
export const inTemplate = (
  rows: Readonly<Record<string, string | readonly [text: string, outcome: string | readonly string[]]>>,
): Attack[] =>
  Object.entries(rows).map(([name, row]) => ({
    name,
    files: () => ({ 'templates/a.yaml': typeof row === 'string' ? row : row[0] }),
    outcome: typeof row === 'string' ? LIMIT : row[1],
  }))

/** `step` done `times`, each time with what came of the one before, in `$x`. */
export const grown = (start: string, step: string, end = '', times = 60): string =>
  `{{ $x := ${start} }}{{ range until ${times} }}{{ $x = ${step} }}{{ end }}${end && `{{ ${end} }}`}`

/** A text that holds the next inside itself, `depth` times. */
export const nested = (depth: number, open: string, inside: string, close: string): string =>
  open.repeat(depth) + inside + close.repeat(depth)
