/** Go's `encoding/json`, as far as templates and YAML reach it. */
export { marshal } from './marshal.ts'
