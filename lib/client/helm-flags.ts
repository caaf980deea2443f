/** What a flag of `helm` means to us. `secret` is never kept, shown or sent; `none` changes nothing that is rendered. */
export type FlagUse =
  | 'version'
  | 'namespace'
  | 'file'
  | 'set'
  | 'kube-version'
  | 'api-versions'
  | 'repo'
  | 'install'
  | 'is-upgrade'
  | 'include-crds'
  | 'skip-crds'
  | 'no-hooks'
  | 'skip-tests'
  | 'skip-schema'
  | 'show-only'
  | 'generate-name'
  | 'name-template'
  | 'devel'
  | 'verify'
  | 'secret'
  | 'connection'
  | 'none'
  | 'changes'

export interface Flag {
  readonly name: string
  readonly short?: string
  /** `always`: takes the next word; `attached`: only after `=`, as pflag's NoOptDefVal; `never`: a switch */
  readonly takes: 'always' | 'attached' | 'never'
  readonly use: FlagUse
}

const value = (use: FlagUse, ...names: string[]): Flag[] => names.map((name) => named(name, 'always', use))
const bare = (use: FlagUse, ...names: string[]): Flag[] => names.map((name) => named(name, 'never', use))
const named = (name: string, takes: Flag['takes'], use: FlagUse): Flag => {
  const [long, short] = name.split('|')
  return { name: long!, ...(short !== undefined && { short }), takes, use }
}

/** Every flag of template, install, upgrade, pull, show and verify in Helm 3.21 and 4.2 (pkg/cmd). */
const flags: readonly Flag[] = [
  ...value('version', 'version'),
  ...value('namespace', 'namespace|n'),
  ...value('file', 'values|f'),
  ...value('set', 'set', 'set-string', 'set-json', 'set-file', 'set-literal'),
  ...value('kube-version', 'kube-version'),
  ...value('api-versions', 'api-versions|a'),
  ...value('repo', 'repo'),
  ...bare('install', 'install|i'),
  ...bare('is-upgrade', 'is-upgrade'),
  ...bare('include-crds', 'include-crds'),
  ...bare('skip-crds', 'skip-crds'),
  ...bare('no-hooks', 'no-hooks'),
  ...bare('skip-tests', 'skip-tests'),
  ...bare('skip-schema', 'skip-schema-validation'),
  ...value('show-only', 'show-only|s'),
  ...bare('generate-name', 'generate-name|g'),
  ...value('name-template', 'name-template'),
  ...bare('devel', 'devel'),
  ...bare('verify', 'verify', 'prov'),
  ...value('secret', 'password', 'kube-token'),
  ...bare('secret', 'password-stdin'),
  ...value(
    'connection',
    'username|u',
    'ca-file',
    'cert-file',
    'key-file',
    'keyring',
    'registry-config',
    'repository-cache',
    'repository-config',
  ),
  ...bare('connection', 'insecure-skip-tls-verify', 'plain-http', 'pass-credentials'),
  // these may change what is rendered, in ways that cannot be followed from here
  ...value('changes', 'post-renderer', 'post-renderer-args'),
  ...bare('changes', 'reuse-values', 'reset-then-reuse-values', 'enable-dns', 'dependency-update'),
  ...bare(
    'none',
    'atomic',
    'cleanup-on-fail',
    'create-namespace',
    'debug',
    'disable-openapi-validation',
    'force',
    'force-conflicts',
    'force-replace',
    'help|h',
    'hide-notes',
    'hide-secret',
    'kube-insecure-skip-tls-verify',
    'release-name',
    'render-subchart-notes',
    'replace',
    'reset-values',
    'rollback-on-failure',
    'take-ownership',
    'untar',
    'wait-for-jobs',
    'validate',
  ),
  ...value(
    'none',
    'burst-limit',
    'color',
    'colour',
    'content-cache',
    'description',
    'destination|d',
    'history-max',
    'kube-apiserver',
    'kube-as-group',
    'kube-as-user',
    'kube-ca-file',
    'kube-context',
    'kube-tls-server-name',
    'kubeconfig',
    'labels|l',
    'output|o',
    'output-dir',
    'qps',
    'timeout',
    'untardir',
  ),
  ...['dry-run', 'wait', 'server-side'].map((name): Flag => named(name, 'attached', 'none')),
]

const byName = new Map(flags.map((flag) => [flag.name, flag]))
const byShort = new Map(
  flags.flatMap((flag) => (flag.short === undefined ? [] : [[flag.short, flag] as const])),
)

export const longFlag = (name: string): Flag | undefined => byName.get(name)
export const shortFlag = (letter: string): Flag | undefined => byShort.get(letter)
