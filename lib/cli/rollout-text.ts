import { printable } from '../oci/index.ts'
import type { RolloutAnswer, RolloutRow } from '../schema/rollout.ts'
import { changeLines, problemLines, shortOf, versionsOf } from '../schema/rollout-markdown.ts'
import { table } from './report.ts'

const verdictCell = ({ verdict, state, left }: RolloutRow): string => {
  if (state === 'left-out') return `left out (${left})`
  if (verdict === null) return '-'
  return verdict.codes[0] === undefined || verdict.status === 'verified'
    ? verdict.status
    : `${verdict.status} ${verdict.codes[0]}`
}

/** A rollout for people: one line a release, then everything that is wrong with its place, then what changed. */
export function rolloutText(answer: RolloutAnswer): string {
  const rows = answer.releases.map((row) => [
    row.name,
    row.namespace || '-',
    row.chart || '-',
    versionsOf(row),
    shortOf(row) || '-',
    verdictCell(row),
    row.own.title,
    row.objects === null ? '-' : String(row.objects),
    row.images === null ? '-' : String(row.images.length),
    `${row.at.file}:${row.at.line}`,
  ])
  const head = [
    'RELEASE',
    'NAMESPACE',
    'CHART',
    'VERSION',
    'DIGEST',
    'VERDICT',
    'THE TOOL ITSELF',
    'OBJECTS',
    'IMAGES',
    'FROM',
  ]
  const parts = [
    rows.length === 0 ? 'No release was found.\n' : table([head, ...rows].map((row) => row.map(printable))),
  ]
  const problems = problemLines(answer)
  if (problems.length > 0) parts.push(`\n${problems.join('\n')}\n`)
  if (answer.changes !== null) parts.push(`\n${changeLines(answer.changes).join('\n')}\n`)
  return parts.join('')
}
