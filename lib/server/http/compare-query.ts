import type { z } from 'zod'
import { CompareBody, type ChartName } from '../../schema/compare.ts'
import { SourceError } from '../errors/source-error.ts'

/**
 * What a comparison's query asks for; own values do not travel in queries. The names are those of the page's address.
 * @throws SourceError REQUEST_INVALID
 */
export function compareQuery(query: URLSearchParams): CompareBody {
  const flag = (name: string, unless: boolean): boolean =>
    query.has(name) ? query.get(name) !== '0' && query.get(name) !== 'false' : unless
  const noise = query.get('noise')
  const kubeVersion = query.get('kube')
  const body: z.input<typeof CompareBody> = {
    from: side(query, 'from'),
    to: side(query, 'to'),
    profile: query.get('helm')?.startsWith('3') === true ? 'helm-3.21' : 'helm-4.2',
    release: {
      name: query.get('release') || 'release-name',
      namespace: query.get('namespace') || 'default',
      isUpgrade: query.get('op') === 'upgrade',
    },
    ...(kubeVersion !== null && kubeVersion !== '' && { kubeVersion }),
    apiVersions: query.getAll('api'),
    includeCrds: flag('crds', true),
    noHooks: !flag('hooks', true),
    skipTests: !flag('tests', true),
    seed: query.get('seed') || '1',
    ...(noise !== null && { noise: (noise === '' || noise === '0' ? [] : noise.split(',')) as never[] }),
  }
  const parsed = CompareBody.safeParse(body)
  if (parsed.success) return parsed.data
  const [issue] = parsed.error.issues
  throw invalid(`${issue?.path.join('.') ?? 'the query'}: ${issue?.message ?? 'not as described'}`)
}

/** `source/repository/version`, the repository's own "/" written "~"; without a version the newest. */
function side(query: URLSearchParams, name: 'from' | 'to'): ChartName {
  const [source = '', repository = '', version = '', ...more] = (query.get(name) ?? '').split('/')
  if (source === '' || repository === '' || more.length > 0)
    throw invalid(`${name} has to be source/repository/version, with "/" of the repository written "~"`)
  return { source, repository: repository.replaceAll('~', '/'), version }
}

const invalid = (message: string): SourceError =>
  new SourceError('REQUEST_INVALID', message, { phase: 'request' })
