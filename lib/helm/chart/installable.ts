import { HelmError } from '../error.ts'
import { byteLength } from '../../go/text.ts'
import type { HelmProfile } from '../profile.ts'
import type { Chart } from './chart.ts'

/** Library charts are there to be included. Mirrors `checkIfInstallable`. @throws HelmError */
export function checkInstallable({ metadata: { type } }: Chart): void {
  if (type !== '' && type !== 'application')
    throw new HelmError('CHART_LIBRARY', `${type} charts are not installable`)
}

/** Every dependency of Chart.yaml has to be in `charts/`. Mirrors `CheckDependencies`. @throws HelmError */
export function checkDependencies(chart: Chart, profile: HelmProfile): void {
  const requests = chart.metadata.dependencies ?? []
  const missing = requests.filter((request) => !chart.dependencies.some(({ name }) => name === request!.name))
  if (missing.length === 0) return
  const names = missing.map((request) => request!.name).join(', ')
  throw new HelmError(
    'DEPENDENCY_MISSING',
    `${profile.prefixes.missingDependencies}found in Chart.yaml, but missing in charts/ directory: ${names}`,
  )
}

const VALID_NAME = '^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$'
const MAX_NAME_LENGTH = 53

/** Mirrors `availableName` and `ValidateReleaseName`. @throws HelmError */
export function checkReleaseName(name: string): void {
  const fault =
    name === ''
      ? 'no name provided'
      : byteLength(name) > MAX_NAME_LENGTH || !new RegExp(VALID_NAME).test(name)
        ? `invalid release name, must match regex ${VALID_NAME} and the length must not be longer than ${MAX_NAME_LENGTH}`
        : undefined
  if (fault !== undefined) throw new HelmError('VALUES_INVALID', `release name "${name}": ${fault}`)
}
