import { quote } from '../../go/strconv/index.ts'
import { GoError } from '../../go/value.ts'

/** An error that BurntSushi/toml returns; `line` (from 1) and `lastKey` are set for mistakes of syntax. */
export class TomlError extends GoError {
  override name = 'TomlError'
  readonly line: number | undefined
  readonly lastKey: string | undefined
  constructor(message: string, line?: number, lastKey?: string) {
    super(message)
    this.line = line
    this.lastKey = lastKey
  }
}

/** `toml.ParseError` with Go's text. */
export const parseError = (problem: string, line: number, lastKey: string): TomlError =>
  new TomlError(
    lastKey === ''
      ? `toml: line ${line}: ${problem}`
      : `toml: line ${line} (last key ${quote(lastKey)}): ${problem}`,
    line,
    lastKey,
  )
