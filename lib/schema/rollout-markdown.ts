import type { RolloutAnswer, RolloutProblem, RolloutRow } from './rollout.ts'

const plural = (n: number, one: string): string => `${n} ${n === 1 ? one : `${one}s`}`

/** Text on one line, without what a terminal or a browser would take for more than text. */
// oxlint-disable-next-line no-control-regex
export const oneLine = (text: string): string =>
  text.replace(/[\0-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ufdd0-\ufdef]+/g, ' ')

export const shortOf = (row: RolloutRow): string =>
  row.resolved?.digest.replace(/^sha\d+:/, '').slice(0, 12) ?? ''

/** `~1.2 → 1.2.3`, or one of the two where they are the same or one is missing. */
export function versionsOf({ asked, chart, resolved }: RolloutRow): string {
  const wanted = asked.startsWith('sha') ? asked.slice(0, 19) : asked
  if (resolved === null) return wanted === '' ? 'newest' : wanted
  if (wanted === '' && chart.startsWith('./')) return resolved.version
  return wanted === resolved.version ? wanted : `${wanted === '' ? 'newest' : wanted} → ${resolved.version}`
}

const where = ({ file, line, column }: RolloutProblem): string => `${file}:${line}:${column}`

/** Everything that is wrong, one line each with its place. */
export function problemLines({ releases, problems }: Pick<RolloutAnswer, 'releases' | 'problems'>): string[] {
  const line = (problem: RolloutProblem, release = ''): string =>
    oneLine(`${problem.severity}: ${where(problem)}: ${release}${problem.sentence} [${problem.code}]`)
  return [
    ...problems.map((problem) => line(problem)),
    ...releases.flatMap((row) => [
      ...row.problems.map((problem) => line(problem, `${row.name}: `)),
      ...(row.failure === null
        ? []
        : [
            oneLine(
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

/** What became of the releases that differ, one line each. */
export function changeLines(changes: readonly Change[]): string[] {
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
    return oneLine(
      `${SIGNS[change]} ${namespace === '' ? '' : `${namespace}/`}${name}${parts.length === 0 ? '' : `: ${parts.join('; ')}`}`,
    )
  })
}

/** Text that stays text inside a cell of Markdown. */
const cell = (text: string): string => oneLine(text).replace(/[\\|`*_<>[\]]/g, '\\$&')
const code = (text: string): string => (text === '' ? '' : `\`${oneLine(text).replaceAll('`', "'")}\``)

const VERDICTS = {
  verified: '✅ verified',
  untrusted: '⚠️ not trusted',
  invalid: '❌ invalid',
  unsigned: '⚪ unsigned',
  unknown: '❔ could not check',
} as const

/** A rollout as Markdown, for a pull request. */
export function rolloutMarkdown(answer: Pick<RolloutAnswer, 'releases' | 'problems' | 'changes'>): string {
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
      return `| ${cell(row.namespace === '' ? row.name : `${row.namespace}/${row.name}`)} | ${code(row.chart)} | ${cell(versionsOf(row))} | ${code(shortOf(row))} | ${verdict}${signer === null ? '' : `, ${cell(signer)}`} | ${cell(row.own.title)} | ${row.objects ?? '–'} | ${row.images?.length ?? '–'} |`
    }),
  ]
  const problems = problemLines(answer)
  if (problems.length > 0) lines.push('', '#### Problems', '', ...problems.map((line) => `- ${cell(line)}`))
  if (answer.changes !== null)
    lines.push('', '#### Changes', '', '```diff', ...changeLines(answer.changes), '```')
  return `${lines.join('\n')}\n`
}
