/** YAML as Helm reads and writes it: sigs.k8s.io/yaml over yaml.v2. */
export { YamlError, type YamlStage } from './error.ts'
export { events } from './read/events.ts'
export type { Event } from './read/parser.ts'
export * as shape from './read/shape.ts'
export type { Shape, Shaped } from './read/shape.ts'
export { unmarshalInto } from './read/unmarshal-into.ts'
export { unmarshal, unmarshalMap, unmarshalSlice, unmarshalStrict } from './read/unmarshal.ts'
export { marshal } from './write/marshal.ts'
