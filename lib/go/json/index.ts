/** Go's `encoding/json`, as far as templates and YAML reach it. */
export { encodeBase64 } from './base64.ts'
export { marshal, marshalIndent } from './marshal.ts'
export { decodeFirst, kindOf, unmarshal, unmarshalMap, unmarshalSlice } from './unmarshal.ts'
