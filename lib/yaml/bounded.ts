import { metered } from '../go/meter.ts'
import { Budget, BudgetError } from '../go/value.ts'
import { YamlError } from './error.ts'

/** Bytes that values may take for each of the text's; documents of charts take 3.5 at most. */
const PER_CHARACTER = 12
const AT_LEAST = 1024 * 1024

/**
 * Runs `read`, which reads `text` outside of any render, within bounds in proportion to the text: a stranger's Chart.yaml
 * or index is read on a server's only thread.
 * @throws YamlError where that is not enough, and what `read` throws
 */
export function bounded<R>(text: string, read: (text: string) => R): R {
  const limits = { steps: Infinity, bytes: AT_LEAST + PER_CHARACTER * text.length, depth: Infinity }
  try {
    return metered(new Budget(limits), () => read(text))
  } catch (error) {
    if (!(error instanceof BudgetError)) throw error
    throw new YamlError(`yaml: document is too large for what it says: ${error.message}`, 'decode')
  }
}
