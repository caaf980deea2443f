import { writeTarget } from '../../lib/client/chart-target.ts'
import type { HelmLine, Verb } from '../../lib/client/helm-line.ts'
import { urlOfUnconfigured } from '../../lib/client/place.ts'
import type { Opening } from '../../lib/client/open-line.ts'
import { plural } from '../ui/when.ts'
import type { KnownVerdict } from '../verify/use-verdicts.ts'
import { VerdictLine } from '../verify/verdict.tsx'

const verbs: Readonly<Record<Verb, string>> = {
  template: 'A Helm template',
  install: 'A Helm install',
  upgrade: 'A Helm upgrade',
  pull: 'A Helm pull',
  show: 'A Helm show',
  verify: 'A Helm verify',
  'repo add': 'A Helm repository',
}

/** One line on what was read, with what is missing or wrong. */
export function readingWords({ reading, placed }: Opening): { title: string; more: string } {
  if (placed?.to === 'nowhere') return { title: 'Read, but it leads nowhere from here', more: placed.words }
  if (reading.kind === 'target')
    return placed?.to === 'source'
      ? {
          title:
            placed.source === null
              ? 'A place that is not configured here'
              : `The source ${placed.source.title}`,
          more: placed.source === null ? 'it is asked anonymously' : '',
        }
      : {
          title: 'A reference',
          more:
            placed?.to === 'chart' && placed.source === null
              ? 'to a place that is not configured here: it is asked anonymously'
              : '',
        }
  if (reading.kind !== 'helm') return { title: '', more: '' }
  const used = reading.parts.filter((part) => part.use === 'used').length
  const none = reading.withoutEffect.length
  const parts = [
    plural(used, 'part') + ' used',
    reading.files.length > 0 ? plural(reading.files.length, 'file') + ' to add' : '',
    none > 0 ? `${plural(none, 'flag')} without effect on the output` : '',
    reading.unfollowed.length > 0
      ? `${plural(reading.unfollowed.length, 'flag')} that cannot be followed from here`
      : '',
  ].filter((part) => part !== '')
  return reading.problems.length === 0
    ? { title: `${verbs[reading.verb]}, read in full`, more: parts.join(', ') }
    : { title: `${verbs[reading.verb]}, not read in full`, more: reading.problems.join('; ') }
}

/** What was understood, fact by fact. */
export function ReadingFacts({ opening, verdict }: { opening: Opening; verdict: KnownVerdict | undefined }) {
  const { reading, placed } = opening
  const target = reading.kind === 'helm' || reading.kind === 'target' ? reading.target : null
  if (target === null) return null
  const line: HelmLine | null = reading.kind === 'helm' ? reading : null
  const chart = placed?.to === 'chart' ? placed : null
  const left: Fact[] = [
    {
      name: chart === null ? 'Place' : 'Chart',
      value:
        chart === null ? (
          <code>{writeTarget(target)}</code>
        ) : (
          <strong className="font-medium">{chart.chart.repository}</strong>
        ),
      note: chart?.source
        ? `from ${chart.source.title}${chart.source.kind === 'oci' || chart.source.kind === 'classic' ? `, as ${chart.source.askedAs}` : ''}`
        : chart === null
          ? ''
          : `from ${urlOfUnconfigured(chart.chart.source) ?? chart.chart.source}, anonymously`,
    },
    ...(chart === null
      ? []
      : [{ name: 'Version', value: <code>{chart.chart.version ?? 'newest'}</code>, verdict, note: '' }]),
    ...(line === null || line.release === null
      ? []
      : [
          {
            name: 'Release',
            value: <code>{line.release}</code>,
            note: `in namespace ${line.namespace ?? 'default'}`,
          },
        ]),
    ...(line === null || !['template', 'install', 'upgrade'].includes(line.verb)
      ? []
      : [
          {
            name: 'Operation',
            value: line.upgrade
              ? line.orInstall
                ? 'Upgrade, or install when absent'
                : 'Upgrade'
              : 'Install',
            note: `rendered as ${line.upgrade ? 'upgrade' : 'install'}`,
          },
        ]),
  ]
  const right: Fact[] =
    line === null
      ? []
      : [
          ...(line.files.length === 0
            ? []
            : [
                {
                  name: 'Values',
                  value: <code>{line.files.join(', ')}</code>,
                  note: 'on your disk: add them in the preview',
                },
              ]),
          ...(line.sets.length === 0
            ? []
            : [
                {
                  name: 'Set',
                  value: (
                    <code>
                      {line.sets
                        .map((set) => (set.kind === 'set' ? set.text : `${set.kind.slice(4)}: ${set.text}`))
                        .join('  ')}
                    </code>
                  ),
                  note: '',
                },
              ]),
          ...(line.kubeVersion === null && line.apiVersions.length === 0
            ? []
            : [
                {
                  name: 'Cluster',
                  value: (
                    <code>
                      {[
                        line.kubeVersion === null ? '' : `Kubernetes ${line.kubeVersion}`,
                        ...line.apiVersions,
                      ]
                        .filter((part) => part !== '')
                        .join(', ')}
                    </code>
                  ),
                  note: '',
                },
              ]),
          ...(line.withoutEffect.length === 0
            ? []
            : [
                {
                  name: 'No effect',
                  value: <code className="text-ink-3">{line.withoutEffect.join(' ')}</code>,
                  note: 'nothing is rolled out from here',
                },
              ]),
          ...(line.unfollowed.length === 0
            ? []
            : [
                {
                  name: 'Not followed',
                  value: <code>{line.unfollowed.join(' ')}</code>,
                  note: 'the output may differ from what Helm would give',
                },
              ]),
        ]
  return (
    <div className="grid gap-x-8 px-3.5 py-1.5 md:grid-cols-2">
      <FactList facts={left} />
      <FactList facts={right} />
    </div>
  )
}

interface Fact {
  readonly name: string
  readonly value: React.ReactNode
  readonly note: string
  readonly verdict?: KnownVerdict | undefined
}

function FactList({ facts }: { facts: readonly Fact[] }) {
  return (
    <dl className="grid grid-cols-[84px_minmax(0,1fr)] content-start [&_code]:text-label">
      {facts.map(({ name, value, note, verdict }) => (
        <div key={name} className="contents">
          <dt className="py-1 text-ink-3">{name}</dt>
          <dd className="flex min-w-0 flex-wrap items-center gap-x-3 py-1">
            <span className="min-w-0 break-all">{value}</span>
            {verdict !== undefined && (
              <>
                {verdict.digest !== undefined && (
                  <code className="text-ink-2">→ {verdict.digest.slice(0, 19)}</code>
                )}
                <VerdictLine status={verdict.status} code={verdict.code} warnings={verdict.warnings} />
              </>
            )}
            {note !== '' && <span className="text-ink-3">{note}</span>}
          </dd>
        </div>
      ))}
    </dl>
  )
}
