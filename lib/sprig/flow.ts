import { fn } from '../go/signature.ts'
import { GoError } from '../go/value.ts'
import type { Family } from './family.ts'

function fail(message: string): string {
  throw new GoError(message)
}

/** What is left of sprig's functions.go. */
export const flowFunctions: Family = {
  hello: fn([], 'string', () => 'Hello!'),
  fail: fn(['string'], 'string', fail, true),
  /** Helm's: names resolve to nothing, for a render asks no network. */
  getHostByName: fn(['string'], 'string', () => ''),
}
