import type { ValuesLayer } from '../helm/request.ts'
import type { Release } from '../rollout/index.ts'
import type { RolloutRow } from '../schema/rollout.ts'
import { defaultCluster, DEFAULT_RELEASE, writeCluster } from './declared-cluster.ts'
import { chartHref } from './routes.ts'
import { writeFragment, type FragmentLayer } from './values-fragment.ts'

/**
 * Where a release opens in the preview: with its own values, which stay in the fragment, its name and its cluster.
 * @param values the layers it was rendered with, where it was
 */
export async function releasePreviewHref(
  release: Release,
  { resolved }: RolloutRow,
  values: readonly ValuesLayer[] = release.values.map(({ layer }) => layer),
): Promise<string | null> {
  if (resolved === null || resolved.source === null) return null
  const { source, repository, digest } = resolved
  const query = writeCluster({
    ...defaultCluster,
    profile: release.profile,
    kubeVersion: release.kubeVersion ?? '',
    apiVersions: release.apiVersions,
    release: release.name || DEFAULT_RELEASE,
    namespace: release.namespace || 'default',
    crds: release.includeCrds,
    hooks: !release.noHooks,
    tests: !release.skipTests,
    schema: !release.skipSchemaValidation,
  })
  const fragment = await writeFragment(values.map(toFragment))
  return `${chartHref({ source, repository, version: digest }, 'preview', query)}${fragment === '' ? '' : `#${fragment}`}`
}

/** A file's content is set as a text, since an address holds no files. */
function toFragment(layer: ValuesLayer): FragmentLayer {
  if (layer.kind !== 'set-file') return layer
  const [, key = '', path = ''] = /^((?:[^=\\]|\\.)*)=(.*)$/s.exec(layer.text) ?? []
  return { kind: 'set-literal', text: `${key}=${layer.files[path] ?? ''}` }
}
