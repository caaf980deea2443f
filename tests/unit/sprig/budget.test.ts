import { describe, expect, test } from 'vitest'
import { TemplateSet } from '../../../lib/go/template/index.ts'
import { sprigFunctions } from '../../../lib/sprig/index.ts'
import { Budget, BudgetError, Dict } from '../../../lib/go/value.ts'

/** Runs a template that may build a mebibyte in a hundred thousand steps. */
function render(text: string): string {
  const set = new TemplateSet(sprigFunctions())
  const budget = new Budget({ steps: 100_000, bytes: 1 << 20, depth: 1000 })
  return set.run({ budget, host: undefined as never }, set.parse('t', text), new Dict())
}

const limitOf = (text: string): string => {
  try {
    return `made ${render(text).length}`
  } catch (error) {
    if (error instanceof BudgetError) return error.code
    throw error
  }
}

describe('what would be too large is refused before it is made', () => {
  test.each([
    ['{{ repeat 1099511627776 "x" }}', 'SIZE_LIMIT'],
    ['{{ repeat 3000000 "é" }}', 'SIZE_LIMIT'],
    ['{{ indent 1099511627776 "x" }}', 'SIZE_LIMIT'],
    ['{{ nindent 30 (repeat 60000 "\\n") }}', 'SIZE_LIMIT'],
    ['{{ until 1000000000000 }}', 'STEP_LIMIT'],
    ['{{ untilStep 0 9223372036854775807 4611686018427387905 }}', 'STEP_LIMIT'],
    ['{{ seq 1000000000000 }}', 'SIZE_LIMIT'],
    ['{{ wrapWith 1 (repeat 1000 "-") (repeat 4000 "x") }}', 'SIZE_LIMIT'],
    ['{{ replace "x" (repeat 1000 "y") (repeat 4000 "x") }}', 'SIZE_LIMIT'],
    ['{{ replace "" (repeat 1000 "y") (repeat 4000 "x") }}', 'SIZE_LIMIT'],
    ['{{ join (repeat 1000 "-") (until 4000) }}', 'SIZE_LIMIT'],
    ['{{ splitList "" (repeat 400000 "x") | len }}', 'STEP_LIMIT'],
    ['{{ $s := "xxxxxxxxxx" }}{{ range until 40 }}{{ $s = cat $s $s }}{{ end }}', 'STEP_LIMIT'],
    ['{{ $s := "xxxxxxxxxx" }}{{ range until 90 }}{{ $s = b64enc $s }}{{ end }}', 'STEP_LIMIT'],
    ['{{ $s := "\\"" }}{{ range until 40 }}{{ $s = quote $s }}{{ end }}', 'STEP_LIMIT'],
    ['{{ $l := list 1 }}{{ range until 40 }}{{ $l = concat $l $l }}{{ end }}', 'SIZE_LIMIT'],
    ['{{ $l := until 1000 }}{{ uniq $l }}', 'STEP_LIMIT'],
    ['{{ $d := dict }}{{ $_ := set $d "self" $d }}{{ deepCopy $d }}', 'DEPTH_LIMIT'],
    [
      '{{ $d := dict }}{{ $_ := set $d "self" $d }}{{ $e := dict }}{{ $_ := set $e "self" $e }}{{ merge $d $e }}',
      'DEPTH_LIMIT',
    ],
  ])('%s', (text, wanted) => {
    expect(limitOf(text)).toBe(wanted)
  })

  test('what fits passes', () => {
    expect(limitOf('{{ repeat 1000 "x" }}{{ seq 100 }}{{ nindent 4 "a\\nb" }}')).toBe('made 1303')
  })

  test('values that hold themselves compare equal', () => {
    const text =
      '{{ $d := dict }}{{ $_ := set $d "self" $d }}{{ $e := dict }}{{ $_ := set $e "self" $e }}{{ deepEqual $d $e }}'
    expect(render(text)).toBe('true')
  })
})
