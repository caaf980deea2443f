import { normal } from '../../../lib/go/text.ts'
import type { Chance } from '../sprig/chance.ts'
import { anyValue } from './any-values.ts'
import { jsonText, tomlText } from './other-texts.ts'
import { ofText, ofValue, type Probe } from './probes.ts'
import { shapedText, yamlText } from './yaml-texts.ts'

type Make = (c: Chance) => Probe

const text =
  (op: string, make: (c: Chance) => string): Make =>
  (c) =>
    ofText(op, normal(make(c)))
const value =
  (op: string): Make =>
  (c) =>
    ofValue(op, anyValue(c, c.below(5), c.chance(0.3)))

/** How each operation is probed, and how often in a hundred probes. */
export const MAKERS: Readonly<Record<string, readonly [number, Make]>> = {
  unmarshal: [26, text('unmarshal', yamlText)],
  unmarshalStrict: [4, text('unmarshalStrict', yamlText)],
  unmarshalMap: [3, text('unmarshalMap', yamlText)],
  unmarshalSlice: [3, text('unmarshalSlice', yamlText)],
  head: [4, text('head', shapedText)],
  metadata: [4, text('metadata', shapedText)],
  marshal: [20, value('marshal')],
  pretty: [7, value('pretty')],
  toJson: [3, value('toJson')],
  toPrettyJson: [2, value('toPrettyJson')],
  toRawJson: [2, value('toRawJson')],
  json: [4, text('json', jsonText)],
  fromJson: [2, text('fromJson', jsonText)],
  fromJsonArray: [2, text('fromJsonArray', jsonText)],
  first: [2, text('first', jsonText)],
  fromToml: [9, text('fromToml', tomlText)],
  toToml: [5, value('toToml')],
}
