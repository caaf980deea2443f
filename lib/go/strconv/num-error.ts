import { GoError } from '../value.ts'
import { quote } from './quote.ts'

export type NumFault = 'value out of range' | 'invalid syntax'

/** Mirrors `strconv.NumError`; `value` is what Go returns beside the error (the nearest bound, an infinity, or zero). */
export class NumError<N extends number | bigint = number | bigint> extends GoError {
  override name = 'NumError'
  readonly func: string
  readonly num: string
  readonly fault: NumFault
  readonly value: N
  constructor(func: string, num: string, fault: NumFault, value: N) {
    super(`strconv.${func}: parsing ${quote(num)}: ${fault}`)
    this.func = func
    this.num = num
    this.fault = fault
    this.value = value
  }
}
