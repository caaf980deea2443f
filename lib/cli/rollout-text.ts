import { printable } from '../oci/index.ts'
import type { RolloutAnswer, RolloutProblem, RolloutRow } from '../schema/rollout.ts'
import { table } from './report.ts'

const plural = (n: number, one: string, many = `${one}s`): string => `${n} ${n === 1 ? one : many}`

const shortDigest = (row: RolloutRow): string =>
  row.resolved?.digest.replace(/^sha\d+:/, '').slice(0, 12) ?? '-'

/** `~1.2 → 1.2.3`, or one of the two where they are the same or one is missing. */
function versions({ asked, chart, resolved }: RolloutRow): string {
  const wanted = asked.startsWith('sha') ? asked.slice(0, 19) : asked
  if (resolved === null) return wanted === '' ? 'newest' : wanted
  if (wanted === '' && chart.startsWith('./')) return resolved.version
  return wanted === resolved.version ? wanted : `${wanted === '' ? 'newest' : wanted} → ${resolved.version}`
}

const verdictCell = ({ verdict, state, left }: RolloutRow): string => {
  if (state === 'left-out') return `left out (${left})`
  if (verdict === null) return '-'
  return verdict.codes[0] === undefined || verdict.status === 'verified'
    ? verdict.status
    : `${verdict.status} ${verdict.codes[0]}`
}

const where = ({ file, line, column }: RolloutProblem): string => `${file}:${line}:${column}`

/** A rollout for people: one line a release, then everything that is wrong with its place, then what changed. */
export function rolloutText(answer: RolloutAnswer): string {
  const rows = answer.releases.map((row) => [
    row.name,
    row.namespace || '-',
    row.chart || '-',
    versions(row),
    shortDigest(row),
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

function problemLines({ releases, problems }: RolloutAnswer): string[] {
  const line = (problem: RolloutProblem, release = ''): string =>
    printable(`${problem.severity}: ${where(problem)}: ${release}${problem.sentence} [${problem.code}]`)
  return [
    ...problems.map((problem) => line(problem)),
    ...releases.flatMap((row) => [
      ...row.problems.map((problem) => line(problem, `${row.name}: `)),
      ...(row.failure === null
        ? []
        : [
            printable(
              `error: ${row.at.file}:${row.at.line}:${row.at.column}: ${row.name}: ${row.failure.message} [${row.failure.code}]`,
            ),
          ]),
    ]),
  ]
}

type Change = NonNullable<RolloutAnswer['changes']>[number]
const SIGNS = { added: '+', removed: '-', changed: '~', same: ' ' } as const

const deltaText = ({ added, removed, changed }: Change['objects'], what: string): string[] => {
  const parts = [
    added.length > 0 && `${added.length} added`,
    removed.length > 0 && `${removed.length} removed`,
    changed.length > 0 && `${changed.length} changed`,
  ].filter((part) => part !== false)
  return parts.length === 0 ? [] : [`${what} ${parts.join(', ')}`]
}

function changeLines(changes: readonly Change[]): string[] {
  const different = changes.filter(({ change }) => change !== 'same')
  if (different.length === 0) return ['No release differs.']
  return different.map(({ change, namespace, name, fields, objects, images }) => {
    const short = (text: string): string =>
      text === '' ? 'none' : text.replace(/^(sha\d+:\w{12})\w+$/, '$1')
    const parts = [
      ...(change === 'changed' ? fields.map((f) => `${f.field} ${short(f.before)} → ${short(f.after)}`) : []),
      ...deltaText(objects, 'objects'),
      ...deltaText(images, 'images'),
    ]
    return printable(
      `${SIGNS[change]} ${namespace === '' ? '' : `${namespace}/`}${name}${parts.length === 0 ? '' : `: ${parts.join('; ')}`}`,
    )
  })
}

/** Text that stays text inside a cell of Markdown. */
const cell = (text: string): string => printable(text).replace(/[\\|`*_<>[\]]/g, '\\$&')
const code = (text: string): string => (text === '' ? '' : `\`${printable(text).replaceAll('`', "'")}\``)

const VERDICTS = {
  verified: '✅ verified',
  untrusted: '⚠️ not trusted',
  invalid: '❌ invalid',
  unsigned: '⚪ unsigned',
  unknown: '❔ could not check',
} as const

/** The same as Markdown, for a pull request. */
export function rolloutMarkdown(answer: RolloutAnswer): string {
  const wanted = answer.releases.filter(({ state }) => state !== 'left-out')
  const objects = wanted.reduce((sum, row) => sum + (row.objects ?? 0), 0)
  const images = new Set(wanted.flatMap((row) => row.images ?? []))
  const lines = [
    `### Rollout: ${plural(wanted.length, 'release')}, ${plural(objects, 'object')}, ${plural(images.size, 'image')}`,
    '',
    '| Release | Chart | Version | Digest | Verdict | The tool itself | Objects | Images |',
    '| --- | --- | --- | --- | --- | --- | ---: | ---: |',
    ...answer.releases.map((row) => {
      const verdict =
        row.state === 'left-out'
          ? `left out, ${cell(row.left ?? '')}`
          : row.verdict === null
            ? '–'
            : VERDICTS[row.verdict.status]
      const signer = row.verdict?.signer ?? null
      return `| ${cell(row.namespace === '' ? row.name : `${row.namespace}/${row.name}`)} | ${code(row.chart)} | ${cell(versions(row))} | ${code(shortDigest(row))} | ${verdict}${signer === null ? '' : `, ${cell(signer)}`} | ${cell(row.own.title)} | ${row.objects ?? '–'} | ${row.images?.length ?? '–'} |`
    }),
  ]
  const problems = problemLines(answer)
  if (problems.length > 0) lines.push('', '#### Problems', '', ...problems.map((line) => `- ${cell(line)}`))
  if (answer.changes !== null)
    lines.push('', '#### Changes', '', '```diff', ...changeLines(answer.changes), '```')
  return `${lines.join('\n')}\n`
}
