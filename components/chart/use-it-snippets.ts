import type { Source } from '../../lib/schema/source.ts'

/** What a snippet is made from. */
export interface Pinned {
  readonly kind: Source['kind']
  /** the source's URL */
  readonly url: string
  /** `oci://host/path:tag`, `https://…/x.tgz`, … */
  readonly reference: string
  readonly name: string
  readonly version: string
  /** of the manifest for OCI, of the archive for other kinds */
  readonly digest: string
  readonly archiveDigest: string
  /** where this server gives the archive's bytes */
  readonly archiveUrl: string
}

export type Tool = 'Helm' | 'Flux' | 'Argo CD'

export interface UseItSnippet {
  readonly tool: Tool
  readonly text: string
}

const withoutTag = (reference: string): string =>
  reference.replace(/@sha\d+:[0-9a-f]+$/, '').replace(/:[^:/]+$/, '')

/** How a tool installs exactly these bytes; null where the source is one that no tool but Helm on this machine can use. */
export function useItSnippets(chart: Pinned): {
  pin: 'digest' | 'version' | 'file'
  snippets: readonly UseItSnippet[]
} {
  switch (chart.kind) {
    case 'oci':
      return { pin: 'digest', snippets: ociSnippets(chart) }
    case 'classic':
      return { pin: 'version', snippets: classicSnippets(chart) }
    case 'folder':
    case 'oci-layout':
      return { pin: 'file', snippets: fileSnippets(chart) }
  }
}

function ociSnippets({ reference, name, digest }: Pinned): UseItSnippet[] {
  const repository = withoutTag(reference)
  return [
    { tool: 'Helm', text: `helm upgrade --install ${name} \\\n  ${repository}@${digest}` },
    {
      tool: 'Flux',
      text: `apiVersion: source.toolkit.fluxcd.io/v1
kind: OCIRepository
metadata:
  name: ${name}
spec:
  interval: 10m
  url: ${repository}
  layerSelector:
    mediaType: application/vnd.cncf.helm.chart.content.v1.tar+gzip
    operation: copy
  ref:
    digest: ${digest}
---
apiVersion: helm.toolkit.fluxcd.io/v2
kind: HelmRelease
metadata:
  name: ${name}
spec:
  interval: 10m
  chartRef:
    kind: OCIRepository
    name: ${name}`,
    },
    {
      tool: 'Argo CD',
      text: `apiVersion: argoproj.io/v1alpha1
kind: Application
metadata:
  name: ${name}
  namespace: argocd
spec:
  project: default
  source:
    repoURL: ${repository}
    targetRevision: ${digest}
    path: .
  destination:
    server: https://kubernetes.default.svc
    namespace: ${name}`,
    },
  ]
}

function classicSnippets({ url, name, version }: Pinned): UseItSnippet[] {
  return [
    {
      tool: 'Helm',
      text: `helm upgrade --install ${name} ${name} \\\n  --repo ${url} \\\n  --version ${version}`,
    },
    {
      tool: 'Flux',
      text: `apiVersion: source.toolkit.fluxcd.io/v1
kind: HelmRepository
metadata:
  name: ${name}
spec:
  interval: 1h
  url: ${url}
---
apiVersion: helm.toolkit.fluxcd.io/v2
kind: HelmRelease
metadata:
  name: ${name}
spec:
  interval: 10m
  chart:
    spec:
      chart: ${name}
      version: ${version}
      sourceRef:
        kind: HelmRepository
        name: ${name}`,
    },
    {
      tool: 'Argo CD',
      text: `apiVersion: argoproj.io/v1alpha1
kind: Application
metadata:
  name: ${name}
  namespace: argocd
spec:
  project: default
  source:
    repoURL: ${url}
    chart: ${name}
    targetRevision: ${version}
  destination:
    server: https://kubernetes.default.svc
    namespace: ${name}`,
    },
  ]
}

function fileSnippets({ name, version, archiveDigest, archiveUrl }: Pinned): UseItSnippet[] {
  const file = `${name}-${version}.tgz`
  return [
    {
      tool: 'Helm',
      text: `curl -fsSo ${file} \\\n${archiveUrl}\necho "${archiveDigest.replace(/^sha256:/, '')}  ${file}" | sha256sum -c\nhelm upgrade --install ${name} ./${file}`,
    },
  ]
}
