import { Int, Slice, T, type Run } from '../go/value.ts'
import { wrap } from './cast.ts'

/** Bytes that an integer takes. */
const INTEGER = 32
const MAX_INT64 = 2n ** 63n - 1n
const MIN_INT64 = -(2n ** 63n)

/** How many integers lie from `start` towards `stop`; infinite where Go's loop would wrap around and never end. */
function lengthOf(start: bigint, stop: bigint, step: bigint): number {
  if (stop < start ? step >= 0n : step <= 0n || stop === start) return 0
  const count = (stop - start + step + (step > 0n ? -1n : 1n)) / step
  const beyond = start + count * step
  return beyond > MAX_INT64 || beyond < MIN_INT64 ? Infinity : Number(count)
}

/** Sprig's untilStep: `[start, start+step, …]` before `stop`. */
export function untilStep(run: Run, start: bigint, stop: bigint, step: bigint): Slice {
  const length = lengthOf(start, stop, step)
  // each number is an object of its own
  run.budget.hold(length)
  run.budget.grow(length * INTEGER)
  return new Slice(
    Array.from({ length }, (_, i) => Int.of(start + BigInt(i) * step)),
    T.intSlice,
  )
}

/** Sprig's until: `[0, 1, …]` before `count`, downwards for a negative one. */
export const until = (run: Run, count: bigint): Slice => untilStep(run, 0n, count, count < 0n ? -1n : 1n)

/** Sprig's seq, after the Unix command: `seq last`, `seq first last`, `seq first step last`; more or none is "". */
export function seq(run: Run, ...params: bigint[]): string {
  const [first, second, third] = params as [bigint, bigint, bigint]
  switch (params.length) {
    case 1:
      return joined(run, 1n, first, first < 1n ? -1n : 1n)
    case 2:
      return joined(run, first, second, second < first ? -1n : 1n)
    case 3:
      return third < first && second > 0n ? '' : joined(run, first, third, second)
    default:
      return ''
  }
}

function joined(run: Run, start: bigint, end: bigint, step: bigint): string {
  const stop = wrap(end + (end < start ? -1n : 1n))
  const digits = Math.max(String(start).length, String(end).length)
  run.budget.grow(lengthOf(start, stop, step) * (digits + 1))
  return untilStep(run, start, stop, step)
    .items.map((item) => String((item as Int).value))
    .join(' ')
}
