import type { Source } from '../../schema/source.ts'
import { sourceNamed } from '../sources/sources-in-force.ts'

/** What is said about one source. @throws SourceError SOURCE_UNKNOWN */
export const showSource = async (name: string): Promise<Source> => sourceNamed(name).about
