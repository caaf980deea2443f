/**
 * The query of the `rel=next` target among `Link` headers, "" when there is none. Only the query is meant to be used, with
 * the asker's own origin and path: registries write wrong paths, lost prefixes and foreign hosts there.
 */
export function nextQuery(headers: string | readonly string[] | undefined): string {
  for (const header of typeof headers === 'string' ? [headers] : (headers ?? [])) {
    for (const [, target, params] of header.matchAll(/<([^<>]*)>((?:[^"<,]|"[^"]*")*)/g)) {
      if (!/;\s*rel\s*=\s*(?:"(?:[^"]*\s)?next(?:\s[^"]*)?"|next\b)/i.test(params!)) continue
      const query = target!.split('#')[0]!.split('?').slice(1).join('?')
      if (query !== '') return query
    }
  }
  return ''
}
