import type { Source } from '../../lib/schema/source.ts'
import type { Verdict } from '../../lib/schema/verdict.ts'
import { moment } from '../ui/when.ts'
import { verdictSentence } from './verdict-sentence.ts'
import { verdictWords } from './verdict-words.ts'

const cell = (text: string): string => text.replaceAll('|', '\\|').replaceAll('\n', ' ')

/** A verdict for a ticket or a pull request. */
export function verdictMarkdown(verdict: Verdict, chart: string, link: string): string {
  const { sentence, more, facts, policy } = verdictSentence(verdict)
  const rows = verdict.mechanisms.flatMap((mechanism) => [
    ...mechanism.checks
      .filter((check) => check.outcome === 'failed')
      .map((check) => [mechanism.mechanism, 'failed', check.code, check.expected ?? '', check.actual ?? '']),
    ...mechanism.warnings.map((warning) => [
      mechanism.mechanism,
      'warning',
      warning.code,
      warning.expected ?? '',
      warning.actual ?? '',
    ]),
  ])
  const passed = verdict.mechanisms.reduce(
    (sum, m) => sum + m.checks.filter((check) => check.outcome === 'passed').length,
    0,
  )
  return [
    `**${verdictWords[verdict.status].words}**: ${chart}`,
    '',
    `${sentence} ${more}`,
    '',
    `- Reference: \`${verdict.reference}\``,
    `- Digest: \`${verdict.digest}\``,
    `- Checked: ${moment(verdict.checkedAt, true)}${facts.map((fact) => `; ${fact}`).join('')}`,
    ...(policy === '' ? [] : [`- ${policy}`]),
    `- ${passed} checks passed`,
    ...(rows.length === 0
      ? []
      : [
          '',
          '| mechanism | outcome | code | expected | seen |',
          '|---|---|---|---|---|',
          ...rows.map((row) => `| ${row.map(cell).join(' | ')} |`),
        ]),
    '',
    link,
    '',
  ].join('\n')
}

/** The commands that repeat the checks elsewhere. */
export function verdictCommands({
  kind,
  name,
  version,
  reference,
  digest,
  archiveUrl,
  url,
}: {
  kind: Source['kind']
  name: string
  version: string
  reference: string
  digest: string
  archiveUrl: string
  url: string
}): string {
  const file = `${name}-${version}.tgz`
  const dearmor = 'gpg --dearmor < keyring.asc > keyring.gpg'
  switch (kind) {
    case 'oci': {
      const place = reference.replace(/@sha\d+:[0-9a-f]+$/, '').replace(/:[^:/]+$/, '')
      return [
        `chartroom verify ${place}@${digest} --keyring keyring.asc`,
        '',
        '# with Helm, whose keyring must be binary',
        `helm pull ${place}@${digest} --prov`,
        dearmor,
        `helm verify ${file} --keyring keyring.gpg`,
        '',
      ].join('\n')
    }
    case 'classic':
      return [
        `chartroom verify ${reference} --keyring keyring.asc`,
        '',
        '# with Helm, whose keyring must be binary',
        `helm pull ${name} --repo ${url} --version ${version} --prov`,
        dearmor,
        `helm verify ${file} --keyring keyring.gpg`,
        '',
      ].join('\n')
    case 'folder':
    case 'oci-layout':
      return [
        `curl -fsSo ${file} ${archiveUrl}`,
        `curl -fsS ${archiveUrl.replace(/\/archive$/, '/manifest')} | jq -r .provenance > ${file}.prov`,
        dearmor,
        `helm verify ${file} --keyring keyring.gpg`,
        '',
      ].join('\n')
  }
}
