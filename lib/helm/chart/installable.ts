import { HelmError } from '../error.ts'
import { byteLength } from '../../go/text.ts'
import type { HelmProfile } from '../profile.ts'
import type { Chart } from './chart.ts'

/** Library charts are there to be included. Mirrors `checkIfInstallable`. @throws HelmError */
export function checkInstallable({ metadata: { type } }: Chart): void {
  if (type !== '' && type !== 'application')
    throw new HelmError('CHART_LIBRARY', `${type} charts are not installable`)
}

/**
 * Every dependency of Chart.yaml has to be in `charts/`. Mirrors `CheckDependencies`, and for the coming format
 * `v3Accessor.MetaDependencies`, which takes as many declarations as there are charts. (On more it panics;
 * here such a chart is refused for its format.)
 * @throws HelmError
 */
export function checkDependencies(chart: Chart, profile: HelmProfile): void {
  const requests = chart.metadata.dependencies ?? []
  if (chart.isV3 && requests.length > chart.dependencies.length) return
  if (chart.isV3 && requests.length < chart.dependencies.length) {
    throw new HelmError(
      'DEPENDENCY_MISSING',
      `${profile.prefixes.missingDependencies}unsupported chart dependency type`,
    )
  }
  const missing = requests.filter((request) => !chart.dependencies.some(({ name }) => name === request!.name))
  if (missing.length === 0) return
  const names = missing.map((request) => request!.name).join(', ')
  throw new HelmError(
    'DEPENDENCY_MISSING',
    `${profile.prefixes.missingDependencies}found in Chart.yaml, but missing in charts/ directory: ${names}`,
  )
}

/** Helm 4 reads charts of the coming format, and then installs none. Mirrors `RunWithContext`. @throws HelmError */
export function checkFormat(chart: Chart): void {
  if (chart.isV3) throw new HelmError('CHART_INVALID', 'invalid chart apiVersion')
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
