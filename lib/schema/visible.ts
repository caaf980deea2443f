/** Characters that hide, reorder or end lines: controls, direction marks, zero widths, other line ends, lone surrogates. */
const HIDDEN =
  /[\0-\x1f\x7f-\x9f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\ud800-\udfff]/gu

/** A text from elsewhere made fit to show in one line: what cannot be seen is written as `U+202E`. */
export const visible = (text: string): string =>
  text.replaceAll(HIDDEN, (c) => `<U+${c.codePointAt(0)!.toString(16).toUpperCase().padStart(4, '0')}>`)
