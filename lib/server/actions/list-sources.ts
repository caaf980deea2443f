import type { Source } from '../../schema/source.ts'
import { allSources } from '../sources/sources-in-force.ts'

/** The configured sources, in the configuration's order. */
export const listSources = async (): Promise<Source[]> =>
  [...allSources().values()].map((source) => source.about)
