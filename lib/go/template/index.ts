/** Go's `text/template`: parse once, run often. */
export { TemplateError, type TemplateFault } from './error.ts'
export { BUILTINS } from './funcs.ts'
export { nodeText, type Node, type Tree } from './parse/node.ts'
export type { MissingKey } from './state.ts'
export { Template, TemplateSet, type TemplateSetOptions } from './template-set.ts'
export { isTrue } from './truth.ts'
