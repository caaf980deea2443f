import type { TracedLine } from './lines.ts'

/** Whether chance or time had a part in a line, or in whether it is there. */
export const isRandomLine = ({ reads, control }: Pick<TracedLine, 'reads' | 'control'>): boolean =>
  [...reads, ...control].some(({ aspect }) => aspect === 'chance')

/** The lines, from 0, that chance or time had a part in; null stands for what Helm itself adds. */
export const randomLines = (lines: readonly (Pick<TracedLine, 'reads' | 'control'> | null)[]): number[] =>
  lines.flatMap((line, i) => (line !== null && isRandomLine(line) ? [i] : []))
