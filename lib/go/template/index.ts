/** Go's `text/template`: parse once, run often. */
export { TemplateError } from './error.ts'
export type { MissingKey } from './state.ts'
export { Template, TemplateSet } from './template-set.ts'
