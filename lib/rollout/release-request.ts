import type { ChartFile, RenderRequest } from '../helm/index.ts'
import type { Release } from './model.ts'

/** A release as Helm is asked to render it: with its tool's name, namespace, capabilities and order of values. */
export const releaseRequest = (release: Release, files: readonly ChartFile[]): RenderRequest => ({
  files,
  profile: release.profile,
  values: release.values.map(({ layer }) => layer),
  release: { name: release.name, namespace: release.namespace === '' ? 'default' : release.namespace },
  ...(release.kubeVersion !== null && { kubeVersion: release.kubeVersion }),
  apiVersions: release.apiVersions,
  includeCrds: release.includeCrds,
  noHooks: release.noHooks,
  skipTests: release.skipTests,
  skipSchemaValidation: release.skipSchemaValidation,
})
