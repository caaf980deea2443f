/** YAML as Helm reads and writes it: sigs.k8s.io/yaml over yaml.v2. */
export { YamlError, type YamlStage } from './error.ts'
export { events } from './read/events.ts'
export type { Event } from './read/parser.ts'
export { unmarshal, unmarshalMap, unmarshalSlice, unmarshalStrict } from './read/unmarshal.ts'
export { marshal } from './write/marshal.ts'
