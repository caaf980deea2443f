import { marshal, marshalIndent, unmarshal } from '../go/json/index.ts'
import { fn, fnWith } from '../go/signature.ts'
import { GoError, type Run, type Value } from '../go/value.ts'
import type { Family } from './family.ts'

type Encode = (v: Value) => string

const pretty: Encode = (v) => marshalIndent(v)
const raw: Encode = (v) => marshal(v, false)

const counted =
  (encode: Encode) =>
  (run: Run, v: Value): string => {
    const text = encode(v)
    run.budget.grow(text.length)
    return text
  }

/** What cannot be encoded is "". */
const lenient =
  (encode: Encode) =>
  (run: Run, v: Value): string => {
    try {
      return counted(encode)(run, v)
    } catch (error) {
      if (error instanceof GoError) return ''
      throw error
    }
  }

/** The JSON of sprig's defaults.go, less toJson and fromJson, which Helm brings itself. */
export const jsonFunctions: Family = {
  mustFromJson: fn(['string'], 'any', (text) => unmarshal(text), true),
  mustToJson: fnWith(['any'], 'string', counted(marshal), true),
  toPrettyJson: fnWith(['any'], 'string', lenient(pretty)),
  mustToPrettyJson: fnWith(['any'], 'string', counted(pretty), true),
  toRawJson: fnWith(['any'], 'string', counted(raw)),
  mustToRawJson: fnWith(['any'], 'string', counted(raw), true),
}
