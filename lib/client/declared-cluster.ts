import type { Profile } from '../helm/request.ts'
import type { HelmLine } from './helm-line.ts'
import type { Query } from './routes.ts'

/** The inputs of a render that are not values: what stands along the top of a preview, and in its address. */
export interface DeclaredCluster {
  readonly profile: Profile
  /** "" is the profile's own default */
  readonly kubeVersion: string
  readonly apiVersions: readonly string[]
  readonly release: string
  readonly namespace: string
  readonly upgrade: boolean
  readonly seed: string
  readonly crds: boolean
  readonly hooks: boolean
  readonly tests: boolean
  readonly schema: boolean
}

export const PROFILES: readonly {
  readonly profile: Profile
  readonly words: string
  readonly query: string
}[] = [
  { profile: 'helm-4.2', words: '4.2', query: '4' },
  { profile: 'helm-3.21', words: '3.21', query: '3' },
]

/** What both profiles assume where nothing is declared. */
export const DEFAULT_KUBE = '1.36'

/** Helm names a release that nobody named so. */
export const DEFAULT_RELEASE = 'release-name'

export const defaultCluster: DeclaredCluster = {
  profile: 'helm-4.2',
  kubeVersion: '',
  apiVersions: [],
  release: DEFAULT_RELEASE,
  namespace: 'default',
  upgrade: false,
  seed: '1',
  crds: false,
  hooks: true,
  tests: true,
  schema: true,
}

export function readCluster(
  get: (name: string) => string | null | undefined,
  all: (name: string) => readonly string[],
): DeclaredCluster {
  return {
    profile: PROFILES.find(({ query }) => query === get('helm'))?.profile ?? defaultCluster.profile,
    kubeVersion: get('kube') ?? '',
    apiVersions: all('api'),
    release: get('release') || DEFAULT_RELEASE,
    namespace: get('namespace') || 'default',
    upgrade: get('op') === 'upgrade',
    seed: get('seed') || '1',
    crds: get('crds') === '1',
    hooks: get('hooks') !== '0',
    tests: get('tests') !== '0',
    schema: get('schema') !== '0',
  }
}

/** The query that says the same; what is the default is left out. */
export const writeCluster = (cluster: DeclaredCluster): Query => ({
  helm:
    cluster.profile === defaultCluster.profile
      ? null
      : PROFILES.find(({ profile }) => profile === cluster.profile)!.query,
  kube: cluster.kubeVersion,
  api: cluster.apiVersions,
  release: cluster.release === DEFAULT_RELEASE ? null : cluster.release,
  namespace: cluster.namespace === 'default' ? null : cluster.namespace,
  op: cluster.upgrade ? 'upgrade' : null,
  seed: cluster.seed === '1' ? null : cluster.seed,
  crds: cluster.crds ? '1' : null,
  hooks: cluster.hooks ? null : '0',
  tests: cluster.tests ? null : '0',
  schema: cluster.schema ? null : '0',
})

/** What a `helm` line declares. */
export const clusterOfLine = (line: HelmLine): DeclaredCluster => ({
  ...defaultCluster,
  kubeVersion: line.kubeVersion ?? '',
  apiVersions: line.apiVersions,
  release: line.release ?? DEFAULT_RELEASE,
  namespace: line.namespace ?? 'default',
  upgrade: line.upgrade,
  crds: line.includeCrds,
  hooks: !line.noHooks,
  tests: !line.skipTests,
  schema: !line.skipSchema,
})
