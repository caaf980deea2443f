import type { Dict } from '../../go/value.ts'
import { listDialect } from '../strvals/dialect.ts'
import { Parser } from '../strvals/parser.ts'
import { typedValue } from '../strvals/typed-value.ts'

/**
 * Writes `key=value` into values as `--set` does, or as `--set-string` where `asText`. Mirrors `strvals.ParseInto` and
 * `ParseIntoString` of Helm 4. `values` is changed.
 * @throws GoError in the words of Helm's parser
 */
export const setInto = (values: Dict, text: string, asText: boolean): void =>
  new Parser(text, listDialect(asText ? (one) => one : typedValue), true).parse(values)
