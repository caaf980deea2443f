/** The elements that a layout can hold, by the text of the reference time. */
export type Element =
  | 'January'
  | 'Jan'
  | '1'
  | '01'
  | 'Monday'
  | 'Mon'
  | '2'
  | '_2'
  | '02'
  | '__2'
  | '002'
  | '15'
  | '3'
  | '03'
  | '4'
  | '04'
  | '5'
  | '05'
  | '2006'
  | '06'
  | 'PM'
  | 'pm'
  | 'MST'
  | 'Z0700'
  | 'Z070000'
  | 'Z07'
  | 'Z07:00'
  | 'Z07:00:00'
  | '-0700'
  | '-070000'
  | '-07'
  | '-07:00'
  | '-07:00:00'
  | 'fraction'

export interface Chunk {
  /** text before the element */
  readonly prefix: string
  /** undefined where nothing but text is left */
  readonly element: Element | undefined
  /** the element as the layout spells it */
  readonly spelt: string
  readonly suffix: string
}

/** The longest that fits wins; `Jan` and `Mon` must not be the start of another word. */
const ELEMENT =
  /January|Jan(?![a-z])|Monday|Mon(?![a-z])|MST|0[1-6]|002|15|1|2006|2|_2(?!006)|__2|3|4|5|PM|pm|[-Z]070000|[-Z]07:00:00|[-Z]0700|[-Z]07:00|[-Z]07|[.,](?:0+|9+)(?![0-9])/

/** The first element of a layout, with what stands around it. Mirrors `nextStdChunk`. */
export function nextChunk(layout: string): Chunk {
  const match = ELEMENT.exec(layout)
  if (match === null) return { prefix: layout, element: undefined, spelt: '', suffix: '' }
  const spelt = match[0]
  return {
    prefix: layout.slice(0, match.index),
    element: spelt.startsWith('.') || spelt.startsWith(',') ? 'fraction' : (spelt as Element),
    spelt,
    suffix: layout.slice(match.index + spelt.length),
  }
}

export const MONTHS = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
] as const
export const DAYS = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'] as const
