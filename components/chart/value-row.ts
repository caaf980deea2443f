/** One key of a chart's values, as the table shows it. */
export interface ValueRow {
  /** as `--set` writes it, from the root chart */
  readonly set: string
  readonly path: readonly string[]
  readonly type: string
  /** the schema says nothing; the type is that of the default */
  readonly inferred: boolean
  readonly shown: string
  readonly json: string
  readonly description: string
  readonly subchart: string
  /** in values.yaml of the chart itself, from 1; null where only a subchart's own values hold it */
  readonly line: number | null
  /** the schema's text at this key, "" where it says nothing */
  readonly schema: string
  /** lines of templates that name it */
  readonly named: readonly { readonly path: string; readonly line: number }[]
}

/** Rows that hold every word, in the key, or in the description too. */
export function filterRows(
  rows: readonly ValueRow[],
  { q, everywhere, subchart }: { q: string; everywhere: boolean; subchart: string | null },
): readonly ValueRow[] {
  const wanted = q
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '')
  if (wanted.length === 0 && subchart === null) return rows
  return rows.filter((row) => {
    if (subchart !== null && row.subchart !== subchart) return false
    const text = (everywhere ? `${row.set} ${row.description}` : row.set).toLowerCase()
    return wanted.every((word) => text.includes(word))
  })
}
