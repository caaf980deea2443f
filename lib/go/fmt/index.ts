import { runningBudget } from '../meter.ts'
import { normal } from '../text.ts'
import type { Budget, Value } from '../value.ts'
import { Printer } from './print.ts'

const printer = (budget: Budget | undefined): Printer =>
  new Printer(budget && ((bytes) => budget.grow(bytes)))

/** `fmt.Sprint`: default formats, a space between operands when neither is a string. */
export function sprint(args: readonly Value[], budget: Budget | undefined = runningBudget()): string {
  if (args.length === 1 && typeof args[0] === 'string') return args[0]
  const p = printer(budget)
  p.printAll(args)
  return p.text()
}

/** `fmt.Sprintln`: a space between all operands, and a newline. */
export function sprintln(args: readonly Value[], budget: Budget | undefined = runningBudget()): string {
  const p = printer(budget)
  p.printLine(args)
  return p.text()
}

/** `fmt.Sprintf`. Mistakes show in the text as Go's do: `%!d(string=x)`, `%!s(MISSING)`, `%!(EXTRA int=1)`. */
export function sprintf(
  format: string,
  args: readonly Value[],
  budget: Budget | undefined = runningBudget(),
): string {
  if (args.length === 0 && !format.includes('%')) return normal(format)
  const p = printer(budget)
  p.printFormat(format, args)
  return p.text()
}
