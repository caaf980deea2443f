import type { VersionRow } from '../../lib/schema/source.ts'

/** A version, or a run of pre-releases behind one bar. */
export type VersionItem =
  | { readonly kind: 'version'; readonly row: VersionRow }
  | { readonly kind: 'folded'; readonly rows: readonly VersionRow[] }

export const isPrerelease = (version: string): boolean => /^v?\d+\.\d+\.\d+-/.test(version)

/** Versions that hold the text, in order; pre-releases that follow each other fold into one bar unless `unfolded`. */
export function versionItems(versions: readonly VersionRow[], q: string, unfolded: boolean): VersionItem[] {
  const wanted = q.trim().toLowerCase()
  const items: VersionItem[] = []
  for (const row of versions) {
    if (
      wanted !== '' &&
      !row.version.toLowerCase().includes(wanted) &&
      !(row.appVersion ?? '').toLowerCase().includes(wanted)
    )
      continue
    if (unfolded || wanted !== '' || !isPrerelease(row.version)) {
      items.push({ kind: 'version', row })
      continue
    }
    const last = items.at(-1)
    if (last?.kind === 'folded') items[items.length - 1] = { kind: 'folded', rows: [...last.rows, row] }
    else items.push({ kind: 'folded', rows: [row] })
  }
  return items
}
