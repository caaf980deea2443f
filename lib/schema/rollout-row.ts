import type { Problem, Release } from '../rollout/index.ts'
import type { RolloutProblem, RolloutRow, RolloutVerdict } from './rollout.ts'
import { ownCheckWords, problemSentence } from './rollout-words.ts'
import type { VerdictStatus } from './verdict.ts'

/** What became of a release, from wherever it was worked on: the server, the command line, or a page. */
export interface ReleaseFacts {
  readonly resolved: RolloutRow['resolved']
  readonly verdict: RolloutVerdict | null
  /** the provenance's own status: what tools that check it go by */
  readonly provenance: VerdictStatus | null
  readonly objects: number | null
  readonly images: readonly string[] | null
  readonly warnings: readonly string[]
  readonly failure: RolloutRow['failure']
}

export const NO_FACTS: ReleaseFacts = {
  resolved: null,
  verdict: null,
  provenance: null,
  objects: null,
  images: null,
  warnings: [],
  failure: null,
}

/** One release as the contract has it. `problems`: those of the release alone. */
export function rolloutRow(release: Release, facts: ReleaseFacts, problems: readonly Problem[]): RolloutRow {
  const { id, tool, name, namespace, cluster, version, digest, at, installed, left } = release
  const { resolved, verdict, objects, images, warnings, failure } = facts
  return {
    id,
    tool,
    name,
    namespace,
    cluster,
    at,
    chart: chartText(release),
    asked: digest ?? version,
    state: stateOf(release, failure !== null, objects !== null),
    left: installed ? null : left,
    resolved,
    verdict,
    own: ownOf(release, facts, problems),
    objects,
    images: images === null ? null : [...images],
    warnings: [...warnings],
    failure,
    problems: rolloutProblems(problems),
  }
}

/** Problems with their sentence. */
export const rolloutProblems = (problems: readonly Problem[]): RolloutProblem[] =>
  problems.map((problem) => {
    const { code, args, severity, file, line, column } = problem
    return { code, args: { ...args }, severity, file, line, column, sentence: problemSentence(problem) }
  })

function stateOf(
  { installed, broken, chart }: Release,
  failed: boolean,
  rendered: boolean,
): RolloutRow['state'] {
  if (!installed) return 'left-out'
  if (broken || chart.from === 'elsewhere') return 'unreadable'
  if (rendered) return 'ready'
  return failed ? 'failed' : 'unreadable'
}

/** The chart as one text: an address, or a path. */
export function chartText({ chart }: Pick<Release, 'chart'>): string {
  switch (chart.from) {
    case 'registry':
      return chart.reference
    case 'repository':
      return `${chart.repository.replace(/\/+$/, '')}/${chart.name}`
    case 'archive':
      return chart.url
    case 'folder':
      return `./${chart.path}`
    case 'elsewhere':
      return chart.what
  }
}

/** Problems that stop the tool as well, and are no mere inability of ours. */
const STOPS: ReadonlySet<Problem['code']> = new Set([
  'YAML_INVALID',
  'FIELD_TYPE',
  'FIELD_UNKNOWN',
  'FIELD_MISSING',
  'VALUE_REFUSED',
  'CYCLE',
  'TEMPLATE_FAILED',
  'REPOSITORY_UNKNOWN',
  'CHART_NOT_NAMED',
  'VERSION_REFUSED',
])

/** What the tool would do, now that the chart is known: a check that needs a signature stops where there is none. */
function ownOf(
  { own, installed, left }: Release,
  { provenance }: ReleaseFacts,
  problems: readonly Problem[],
): RolloutRow['own'] {
  if (!installed) return { kind: 'none', title: 'Leaves it out', detail: left ?? '' }
  const stop = problems.find(({ code, severity }) => severity === 'error' && STOPS.has(code))
  if (stop !== undefined) return { kind: 'stops', title: 'Stops', detail: problemSentence(stop) }
  if (own.kind === 'provenance' && (provenance === 'unsigned' || provenance === 'invalid'))
    return {
      kind: 'stops',
      title: 'Stops',
      detail: `the .prov is ${provenance === 'unsigned' ? 'missing' : 'invalid'}`,
    }
  return { kind: own.kind, ...ownCheckWords(own) }
}
