import { expect, test } from 'vitest'
import { countOne } from '../../../../lib/server/metrics/counters.ts'
import { exposition } from '../../../../lib/server/metrics/exposition.ts'

const FIGURES = {
  startedAt: 1_780_000_000,
  cpu: 1.5,
  resident: 4096,
  heap: 2048,
  version: '1.0.0',
  node: '24.0.0',
}

test('what was counted stands under its help and type, one line a label', () => {
  countOne('chartroom_verdicts_total', 'verified')
  countOne('chartroom_verdicts_total', 'invalid')
  countOne('chartroom_verdicts_total', 'verified')
  const lines = exposition(FIGURES).split('\n')
  const at = lines.indexOf('# TYPE chartroom_verdicts_total counter')
  expect(lines.slice(at - 1, at + 3)).toEqual([
    '# HELP chartroom_verdicts_total Verdicts on charts, kept ones too',
    '# TYPE chartroom_verdicts_total counter',
    'chartroom_verdicts_total{status="invalid"} 1',
    'chartroom_verdicts_total{status="verified"} 2',
  ])
})

test('each line is a comment or one sample, and the text ends with a line end', () => {
  const text = exposition(FIGURES)
  expect(text.endsWith('\n')).toBe(true)
  for (const line of text.trimEnd().split('\n')) {
    expect(line).toMatch(
      /^(?:# (?:HELP|TYPE) [a-z_]+ .+|[a-z_]+(?:\{[a-z_]+="[^"\\]*"(?:,[a-z_]+="[^"\\]*")*\})? [0-9.e+]+)$/,
    )
  }
})
