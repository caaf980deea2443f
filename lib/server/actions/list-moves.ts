import type { TagMoves } from '../../schema/ledger.ts'
import { placeOfChart } from '../ledger/observe.ts'
import { serverLedger } from '../ledger/ledger.ts'
import { allSources } from '../sources/sources-in-force.ts'

/** Where the tags of a chart led before, newest move first. @throws SourceError SOURCE_UNKNOWN */
export const listMoves = async (source: string, repository: string): Promise<TagMoves> =>
  serverLedger().moves(placeOfChart(source, repository))

const MOST = 100

/** The newest moves of all sources that are still there. */
export async function listAllMoves(): Promise<TagMoves> {
  const sources = allSources()
  const { since, moves } = serverLedger().moves()
  return { since, moves: moves.filter((one) => sources.has(one.source)).slice(0, MOST) }
}
