import 'server-only'
import { openLine } from '../../../lib/client/open-line.ts'
import { readSide, type ChartAddress } from '../../../lib/client/routes.ts'
import { sourcesOf } from '../asked.ts'

type Named = ChartAddress & { readonly version: string }

/** A side as somebody wrote it: `source/repository/version`, or a reference as every box takes it. */
export type NamedSide =
  | { readonly kind: 'none' }
  | { readonly kind: 'side'; readonly side: Named; readonly isReference: boolean }
  | { readonly kind: 'unread'; readonly words: string }

export async function namedSide(text: string | undefined): Promise<NamedSide> {
  if (text === undefined || text.trim() === '') return { kind: 'none' }
  const side = readSide(text)
  if (side !== null) return { kind: 'side', side, isReference: false }
  const sources = await sourcesOf()
  const { placed } = openLine(text.slice(0, 4096), sources.ok ? sources.value : [])
  if (placed?.to === 'chart')
    return { kind: 'side', side: { ...placed.chart, version: placed.chart.version ?? '' }, isReference: true }
  const words = placed?.to === 'nowhere' ? placed.words : 'It names no chart that could be compared.'
  return { kind: 'unread', words: `“${text.slice(0, 200)}”: ${words}` }
}
