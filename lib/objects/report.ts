import type { ChartComparison } from './compare-charts.ts'
import type { ImageChange, NewApiWarning, NewRisk, ObjectChange, RenderComparison } from './compare.ts'
import { changedLines, drawnLines, stretches } from './drawing.ts'
import { noiseRules, type NoiseRule } from './noise.ts'
import { riskWords } from './risk-words.ts'
import type { TextDiff } from './text-diff.ts'
import type { UpgradeCheck } from './upgrade-check.ts'
import type { ValueChange } from './values-delta.ts'

/** One side of a report, and who vouches for it. */
export interface ReportSide {
  /** `argo-cd 9.1.0` */
  readonly title: string
  readonly digest: string
  /** verdict in words, with the signer: `verified, Platform Release`; null where nobody asked */
  readonly verdict: string | null
}

export interface Report extends ChartComparison {
  readonly before: ReportSide
  readonly after: ReportSide
}

const plural = (n: number, one: string, many = `${one}s`): string => `${n} ${n === 1 ? one : many}`

/** What happened to the objects, in one line. */
export function objectsLine({ counts }: RenderComparison): string {
  const parts = [
    counts.added > 0 && `${counts.added} added`,
    counts.removed > 0 && `${counts.removed} removed`,
    counts.changed > 0 && `${counts.changed} changed`,
    counts.renamed > 0 && `${counts.renamed} renamed`,
    counts.noise > 0 && `${counts.noise} with nothing but noise`,
  ].filter((part) => part !== false)
  return parts.length === 0 ? 'no object differs' : parts.join(', ')
}

export const valuesLine = (changes: readonly ValueChange[]): string => {
  const n = (state: ValueChange['state']): number =>
    changes.filter((c) => c.state === state).reduce((sum, { keys }) => sum + keys, 0)
  const parts = [
    n('required') > 0 && `${plural(n('required'), 'key')} newly required`,
    n('vanished') > 0 && `${plural(n('vanished'), 'key')} vanished`,
    n('retyped') > 0 && `${plural(n('retyped'), 'key')} changed type`,
    n('default') > 0 && `${plural(n('default'), 'default')} changed`,
    n('added') > 0 && `${plural(n('added'), 'key')} new`,
  ].filter((part) => part !== false)
  return parts.length === 0 ? 'no key differs' : parts.join(', ')
}

export const riskLine = ({ code, object, part, seen }: NewRisk): string =>
  [`${riskWords[code]}: ${object}`, part !== '' && part, seen !== '' && seen].filter(Boolean).join(', ')

export function apiLine({ object, state, apiVersion, at, successor }: NewApiWarning): string {
  const use = successor === '' ? '' : `, use ${successor}`
  switch (state) {
    case 'removed':
      return `${apiVersion} is not served since Kubernetes ${at}${use}: ${object}`
    case 'deprecated':
      return `${apiVersion} is deprecated, removed in Kubernetes ${at}${use}: ${object}`
    case 'not-yet':
      return `${apiVersion} is served only since Kubernetes ${at}: ${object}`
  }
}

const tagOf = ({ name }: ImageChange, image: string): string => {
  const short = image.slice(image.lastIndexOf('/') + 1)
  return short.includes(':') || short.includes('@')
    ? short.slice(short.search(/[:@]/) + 1)
    : name === image
      ? ''
      : 'no tag'
}

/** `quay.io/argoproj/argocd v3.2.0 → v3.4.4`. */
export function imageLine(change: ImageChange): string {
  const tags = (images: readonly string[]): string => images.map((image) => tagOf(change, image)).join(', ')
  switch (change.change) {
    case 'added':
      return `${change.name} ${tags(change.after)} added`
    case 'removed':
      return `${change.name} ${tags(change.before)} removed`
    default:
      return `${change.name} ${tags(change.before)} → ${tags(change.after)}`
  }
}

export function upgradeLines({ findings }: UpgradeCheck): string[] {
  return findings.map(({ path, state, own, after, nearest }) => {
    const meant = nearest === null ? '' : `; did you mean ${nearest}?`
    switch (state) {
      case 'gone':
        return `${path} is gone: nothing in the new chart reads it${meant}`
      case 'unread':
        return `${path} is read by neither${meant}`
      case 'retyped':
        return `${path} is ${own}, where the new chart has ${after}`
    }
  })
}

const SIGN = { added: '+', removed: '-', changed: '~', renamed: '→', noise: ' ' } as const

const nameOf = ({ id, change, before, after }: ObjectChange): string =>
  change === 'renamed' ? `${before!.kind}/${before!.name} → ${after!.name}` : id

const firstLine = (text: string): string => text.split('\n')[0]!

/** A comparison for a terminal: what a person needs to know first, then the differences. */
export function textReport(report: Report, folds: ReadonlySet<NoiseRule>): string {
  const { before, after, render, refused, values, upgrade } = report
  const out: string[] = [`${before.title} → ${after.title}`, '']
  const row = (label: string, words: string): void => void out.push(`${label.padEnd(9)}${words}`)
  if (refused.before !== null) row('Before', `does not render: ${firstLine(refused.before.text)}`)
  if (refused.after !== null) row('After', `does not render: ${firstLine(refused.after.text)}`)
  if (render !== null) {
    row('Objects', objectsLine(render))
    for (const image of render.images.filter(({ change }) => change !== 'same'))
      row('Image', imageLine(image))
  }
  if (before.verdict !== null || after.verdict !== null)
    row(
      'Signed',
      before.verdict === after.verdict
        ? `both ${after.verdict}`
        : `${before.verdict ?? 'not asked'} → ${after.verdict ?? 'not asked'}`,
    )
  if (values !== null) row('Values', valuesLine(values))
  for (const line of upgrade === null ? [] : upgradeLines(upgrade)) row('Yours', line)
  for (const risk of render?.risks ?? []) row('Risk', riskLine(risk))
  for (const api of render?.apis ?? []) row('API', apiLine(api))
  for (const change of render?.objects ?? []) {
    if (!isShown(change, folds)) continue
    out.push('', `${SIGN[change.change]} ${nameOf(change)}  (+${change.added} -${change.removed})`)
    out.push(...unified(change.diff, folds))
  }
  return `${out.join('\n')}\n`
}

/** Objects whose every change is folded are counted, not listed. */
const isShown = ({ change, diff }: ObjectChange, folds: ReadonlySet<NoiseRule>): boolean => {
  const { added, removed } = changedLines(diff, folds)
  return change !== 'noise' || added + removed > 0
}

/** Lines as a patch shows them; folds say what they hide. */
function unified(diff: TextDiff, folds: ReadonlySet<NoiseRule>): string[] {
  const lines = drawnLines(diff)
  return stretches(lines, 3, folds).flatMap(({ kind, from, to, noise }) => {
    if (kind === 'shown')
      return lines.slice(from, to).map(({ op, text }) => `${op === '=' ? ' ' : op}${text}`)
    const words = foldWords(lines.slice(from, to).filter(({ op }) => op !== '-').length, noise)
    return [`@@ ${words} @@`]
  })
}

/** `39 lines, 6 folded as noise: chart label, checksum`. */
export function foldWords(lines: number, noise: Readonly<Partial<Record<NoiseRule, number>>>): string {
  const rules = Object.entries(noise) as [NoiseRule, number][]
  const count = rules.reduce((sum, [, n]) => sum + n, 0)
  if (count === 0) return `${plural(lines, 'line')} equal`
  const names = rules.map(([rule]) => noiseRules[rule]).join(', ')
  return lines === count
    ? `${plural(lines, 'line')} folded as noise: ${names}`
    : `${plural(lines, 'line')}, ${count} folded as noise: ${names}`
}

/** Text of others inside Markdown: no markup of theirs takes effect. */
const plain = (text: string): string => text.replace(/[\\`*_{}[\]<>#|~]/g, '\\$&').replaceAll('\n', ' ')
const code = (text: string): string => {
  const fence = '`'.repeat(Math.max(0, ...[...text.matchAll(/`+/g)].map(([ticks]) => ticks.length)) + 1)
  return `${fence}${fence.length > 1 ? ' ' : ''}${text.replaceAll('\n', ' ')}${fence.length > 1 ? ' ' : ''}${fence}`
}

/** Characters of a pull request's description that GitHub takes, less some room. */
const MARKDOWN_MOST = 60_000

/**
 * A comparison for a pull request: the band as a list, then each object folded behind its name.
 * @param link to the page that shows the same, "" for none
 */
export function markdownReport(report: Report, folds: ReadonlySet<NoiseRule>, link = ''): string {
  const { before, after, render, refused, values, upgrade } = report
  const out = [`### ${plain(before.title)} → ${plain(after.title)}`, '']
  for (const [side, error] of [
    [before, refused.before],
    [after, refused.after],
  ] as const)
    if (error !== null)
      out.push(`- **${plain(side.title)} does not render:** ${code(error.text.slice(0, 500))}`)
  if (render !== null) {
    out.push(
      `- **Objects:** ${objectsLine(render)} (${render.counts.before} before, ${render.counts.after} after)`,
    )
    const images = render.images.filter(({ change }) => change !== 'same')
    out.push(
      `- **Images:** ${images.length === 0 ? 'the same' : images.map((i) => code(imageLine(i))).join(', ')}`,
    )
  }
  if (before.verdict !== null || after.verdict !== null)
    out.push(
      `- **Signatures:** before ${plain(before.verdict ?? 'not asked')}; after ${plain(after.verdict ?? 'not asked')}`,
    )
  if (values !== null) out.push(`- **Values:** ${valuesLine(values)}`)
  for (const change of values ?? [])
    if (change.state === 'vanished' || change.state === 'required' || change.state === 'retyped')
      out.push(
        `  - ${code(change.path)} ${change.state === 'required' ? 'is required now' : change.state === 'retyped' ? `changed type: ${code(change.before)} → ${code(change.after)}` : 'vanished'}`,
      )
  if (upgrade !== null)
    out.push(
      `- **Own values:** ${upgrade.findings.length === 0 ? `all ${plural(upgrade.keys, 'key')} still known` : ''}`,
      ...upgradeLines(upgrade).map((line) => `  - ${plain(line)}`),
    )
  const risks = [...(render?.risks ?? []).map(riskLine), ...(render?.apis ?? []).map(apiLine)]
  out.push(
    `- **Risks:** ${risks.length === 0 ? 'none found' : ''}`,
    ...risks.map((line) => `  - ${plain(line)}`),
    '',
  )
  let length = out.join('\n').length
  let left = 0
  for (const change of render?.objects ?? []) {
    if (!isShown(change, folds)) continue
    const body = unified(change.diff, folds).join('\n')
    const fence = '`'.repeat(Math.max(3, ...[...body.matchAll(/`+/g)].map(([ticks]) => ticks.length + 1)))
    const block = `<details><summary>${SIGN[change.change]} ${html(nameOf(change))} (+${change.added} −${change.removed})</summary>\n\n${fence}diff\n${body}\n${fence}\n\n</details>`
    if ((length += block.length + 1) > MARKDOWN_MOST) left++
    else out.push(block)
  }
  if (left > 0) out.push('', `${plural(left, 'more object')} left out here for length.`)
  out.push(
    '',
    `<sub>${html(before.digest)} → ${html(after.digest)}${link === '' ? '' : ` · <a href="${html(link)}">Chartroom</a>`}</sub>`,
  )
  return `${out.join('\n')}\n`
}

const html = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')
