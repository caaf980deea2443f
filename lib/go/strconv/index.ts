/** Go's `strconv`, as far as templates, YAML and sprig reach it. */
export { formatFloat, type FloatFormat } from './format-float.ts'
export { NumError } from './num-error.ts'
export { parseGoFloat, tryParseFloat } from './parse-float.ts'
export { atoi, parseGoInt, parseGoUint, tryParseInt, tryParseUint } from './parse-int.ts'
export { isPrint } from './printable.ts'
export { canBackquote, quote, quoteRune, quoteRuneToASCII, quoteToASCII } from './quote.ts'
export { unquote, unquoteChar } from './unquote.ts'
