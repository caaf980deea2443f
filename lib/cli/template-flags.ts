import { bool, commaList, list, oneOf, text } from './flags.ts'

/** Flags of `helm template` that mean something without a cluster. */
export const templateFlags = {
  values: commaList('f'),
  set: list(),
  'set-string': list(),
  'set-json': list(),
  'set-file': list(),
  'set-literal': list(),
  namespace: text('', 'n'),
  'kube-version': text(),
  'api-versions': commaList('a'),
  'include-crds': bool(),
  'skip-crds': bool(),
  'no-hooks': bool(),
  'skip-tests': bool(),
  'show-only': list('s'),
  'is-upgrade': bool(),
  'skip-schema-validation': bool(),
  'generate-name': bool('g'),
  'name-template': text(),
  'release-name': bool(),
  'output-dir': text(),
  debug: bool(),
  version: text(),
  devel: bool(),
  repo: text(),
} as const

/** What Helm takes and a rendering without a cluster has no use for. */
export const idleFlags = {
  'create-namespace': bool(),
  force: bool(),
  'force-replace': bool(),
  'force-conflicts': bool(),
  'server-side': bool(),
  replace: bool(),
  wait: oneOf(['watcher', 'hookOnly', 'legacy', 'true', 'false'], '', undefined, 'watcher'),
  'wait-for-jobs': bool(),
  description: text(),
  'disable-openapi-validation': bool(),
  'rollback-on-failure': bool(),
  atomic: bool(),
  'render-subchart-notes': bool(),
  labels: commaList('l'),
  'enable-dns': bool(),
  'hide-notes': bool(),
  'take-ownership': bool(),
  kubeconfig: text(),
  'kube-context': text(),
  'kube-token': text(),
  'kube-as-user': text(),
  'kube-as-group': list(),
  'kube-apiserver': text(),
  'kube-ca-file': text(),
  'kube-tls-server-name': text(),
  'kube-insecure-skip-tls-verify': bool(),
  'repository-config': text(),
  'repository-cache': text(),
  'content-cache': text(),
  'burst-limit': text(),
  qps: text(),
  color: text(),
  colour: text(),
} as const

/** What would need a cluster, another program or changes to the chart: refused in words, never passed over. */
export const refusedFlags = {
  validate: bool(),
  'dry-run': text('', undefined, 'unset'),
  'post-renderer': text(),
  'post-renderer-args': list(),
  'dependency-update': bool(),
} as const

/** Helm's own check of a chart's provenance. */
export const verifyFlags = { verify: bool(), keyring: text() } as const

/** Ours. */
export const ownFlags = {
  profile: oneOf(['helm-3.21', 'helm-4.2'], 'helm-4.2'),
  seed: text(),
  'source-map': text(),
} as const
