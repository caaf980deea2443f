import type { DiagnosisStep } from '../../lib/schema/diagnosis.ts'

type StepName = DiagnosisStep['step']

/** The steps in the order of a request, and what they are called. */
export const STEPS: readonly { readonly step: StepName; readonly words: string }[] = [
  { step: 'settings', words: 'Settings' },
  { step: 'name', words: 'Name' },
  { step: 'connect', words: 'TCP' },
  { step: 'tls', words: 'TLS' },
  { step: 'api', words: '/v2/' },
  { step: 'challenge', words: 'Challenge' },
  { step: 'login', words: 'Sign-in' },
  { step: 'list', words: 'List' },
  { step: 'chart', words: 'One chart' },
]

export const wordsOf = (step: StepName): string => STEPS.find((s) => s.step === step)!.words

const ONLY_REGISTRY: ReadonlySet<StepName> = new Set(['api', 'challenge', 'login'])

/** Steps that are still to come. */
export function stepsAhead(url: string, done: readonly DiagnosisStep[]): StepName[] {
  const last = done.at(-1)
  const at = last === undefined ? -1 : STEPS.findIndex(({ step }) => step === last.step)
  return STEPS.slice(at + 1)
    .map(({ step }) => step)
    .filter((step) => url.startsWith('oci:') || !ONLY_REGISTRY.has(step))
    .filter((step) => step !== 'tls' || !url.startsWith('http:'))
}

/** One sentence about all of it. */
export function summaryOf(done: readonly DiagnosisStep[], running: boolean): string {
  const failed = done.findIndex(({ outcome }) => outcome === 'failed')
  if (failed >= 0) {
    const { step, words } = done[failed]!
    return `Stopped at ${wordsOf(step)}: ${words.replace(/ \([^()]*\)$/, '')}.`
  }
  if (running) return 'Asking, step by step.'
  const noted = done.filter(({ code }) => code !== null).length
  return noted === 0 ? 'Everything answered as it should.' : 'It works; what there is to know is told below.'
}

/** The examination as a text to send to whoever runs the registry. */
export const markdownOf = (url: string, done: readonly DiagnosisStep[]): string =>
  [
    `Connection to \`${url}\``,
    '',
    ...done.flatMap(({ step, outcome, words, code, cure, certificates, milliseconds }) => [
      `- **${wordsOf(step)}** ${outcome}${code === null ? '' : ` \`${code}\``}${outcome === 'skipped' ? '' : `, ${milliseconds} ms`}: ${words}`,
      ...certificates.map(
        ({ subject, issuer, sha256, validFrom, validTo }) =>
          `  - \`${subject}\` issued by \`${issuer}\`, ${validFrom} to ${validTo}, SHA-256 \`${sha256}\``,
      ),
      ...(cure === null ? [] : [`  - What to do: ${cure}`]),
    ]),
    '',
  ].join('\n')
