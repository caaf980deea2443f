import { duplicates } from './equality.ts'
import type { Json } from './json.ts'
import type { Judging } from './judging.ts'
import { countText } from './number-text.ts'
import { Schema } from './schema.ts'
import type { Violation } from './violation.ts'
import { countFault } from './wording.ts'

/** The keywords of arrays. */
export function judgeArray(at: Judging, items: readonly Json[]): void {
  const s = at.schema
  if (s.minItems !== undefined && items.length < s.minItems)
    at.addText(countFault('minItems', items.length, s.minItems))
  if (s.maxItems !== undefined && items.length > s.maxItems)
    at.addText(countFault('maxItems', items.length, s.maxItems))
  const same = s.uniqueItems ? duplicates(items) : undefined
  if (same !== undefined) at.addText(`items at ${countText(same[0])} and ${countText(same[1])} are equal`)
  if (s.draft < 2020) itemsUntil2019(at, items)
  else {
    for (const [i, item] of items.entries()) {
      const schema = s.prefixItems[i] ?? s.items2020
      if (schema !== undefined) at.add(at.below(schema, item, String(i)))
    }
  }
  if (s.contains !== undefined) contains(at, s.contains, items)
}

function itemsUntil2019(at: Judging, items: readonly Json[]): void {
  const s = at.schema
  let evaluated = 0
  if (s.items instanceof Schema) {
    for (const [i, item] of items.entries()) at.add(at.below(s.items, item, String(i)))
    evaluated = items.length
  } else if (s.items !== undefined) {
    evaluated = Math.min(items.length, s.items.length)
    for (let i = 0; i < evaluated; i++) at.add(at.below(s.items[i]!, items[i]!, String(i)))
  }
  if (s.additionalItems instanceof Schema) {
    // the library counts these from 0 again
    for (const [i, item] of items.slice(evaluated).entries())
      at.add(at.below(s.additionalItems, item, String(i)))
  } else if (s.additionalItems === false && evaluated !== items.length) {
    at.addText(`last ${countText(items.length - evaluated)} additionalItem(s) not allowed`)
  }
}

function contains(at: Judging, contains: Schema, items: readonly Json[]): void {
  const s = at.schema
  const errors: Violation[] = []
  const matched: number[] = []
  for (const [i, item] of items.entries()) {
    const error = at.below(contains, item, String(i))
    if (error !== undefined) errors.push(error)
    else {
      matched.push(i)
      if (s.draft >= 2020) at.unevaluated.seenItem(i)
    }
  }
  const found = `but matched ${countText(matched.length)} items at ${matched.join(' ')}`
  if (s.minContains !== undefined) {
    if (matched.length < s.minContains) {
      const words = `min ${countText(s.minContains)} items required to match contains schema, `
      at.add(at.error(words + (matched.length === 0 ? 'but none matched' : found), errors))
    }
  } else if (matched.length === 0) at.add(at.error('no items match contains schema', errors))
  if (s.maxContains !== undefined && matched.length > s.maxContains) {
    at.addText(`max ${countText(s.maxContains)} items required to match contains schema, ${found}`)
  }
}
