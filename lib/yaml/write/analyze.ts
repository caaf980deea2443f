/** What libyaml's emitter finds out about a scalar (yaml_emitter_analyze_scalar), for block context. */
export interface Analysis {
  readonly multiline: boolean
  readonly plainAllowed: boolean
  readonly singleQuotedAllowed: boolean
  readonly blockAllowed: boolean
}

const EMPTY: Analysis = {
  multiline: false,
  plainAllowed: true,
  singleQuotedAllowed: true,
  blockAllowed: false,
}

export const isBreak = (c: number): boolean =>
  c === 10 || c === 13 || c === 0x85 || c === 0x2028 || c === 0x2029
const isBlank = (c: number): boolean => c === 32 || c === 9
const isBlankOrNul = (c: number): boolean => isBlank(c) || isBreak(c) || c === 0

/** Printable without an escape; characters beyond U+FFFF never are. */
export const isPrintable = (c: number): boolean =>
  c === 10 ||
  (c >= 0x20 && c <= 0x7e) ||
  (c >= 0xa0 && c < 0xd800) ||
  (c >= 0xe000 && c < 0xfffe && c !== 0xfeff)

/** Characters that begin something other than a plain scalar: # , [ ] { } & * ! | > ' " % @ ` */
const STARTS = new Set([...'#,[]{}&*!|>\'"%@`'].map((c) => c.charCodeAt(0)))

/** `tabs` says that a tab is not an odd character (yaml.v3), though it still needs quotes or a block. */
export function analyze(value: string, tabs: boolean): Analysis {
  const length = value.length
  if (length === 0) return EMPTY
  let blockIndicators = value.startsWith('---') || value.startsWith('...')
  let lineBreaks = false
  let special = false
  let tab = false
  let breakSpace = false
  let spaceBreak = false
  let afterBlank = true
  let previousSpace = false
  let previousBreak = false
  for (let i = 0; i < length; i++) {
    const c = value.charCodeAt(i)
    const beforeBlank = i + 1 >= length || isBlank(value.charCodeAt(i + 1))
    if (i === 0) {
      if (STARTS.has(c) || ((c === 63 || c === 58 || c === 45) && beforeBlank)) blockIndicators = true
    } else if ((c === 58 && beforeBlank) || (c === 35 && afterBlank)) blockIndicators = true
    if (tabs && c === 9) tab = true
    else if (!isPrintable(c)) special = true
    if (c === 32) {
      if (previousBreak) breakSpace = true
      previousSpace = true
      previousBreak = false
    } else if (isBreak(c)) {
      lineBreaks = true
      if (previousSpace) spaceBreak = true
      previousSpace = false
      previousBreak = true
    } else {
      previousSpace = false
      previousBreak = false
    }
    afterBlank = isBlankOrNul(c)
  }
  const first = value.charCodeAt(0)
  const last = value.charCodeAt(length - 1)
  const edges = first === 32 || isBreak(first) || last === 32 || isBreak(last)
  const never = spaceBreak || special
  return {
    multiline: lineBreaks,
    plainAllowed: !(edges || breakSpace || tab || never || lineBreaks || blockIndicators),
    singleQuotedAllowed: !(breakSpace || tab || never),
    blockAllowed: !(last === 32 || never),
  }
}
