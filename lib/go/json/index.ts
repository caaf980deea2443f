/** Go's `encoding/json`, as far as templates and YAML reach it. */
export { encodeBase64 } from './base64.ts'
export { indentJson, marshalIndent } from './indent.ts'
export { floatText, marshal } from './marshal.ts'
export { quoteJson } from './quote.ts'
export {
  decodeFirst,
  kindOf,
  unmarshal,
  unmarshalMap,
  unmarshalSlice,
  type DecodeOptions,
} from './unmarshal.ts'
