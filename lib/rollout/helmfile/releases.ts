import { clean } from '../../go/path/index.ts'
import type { Builder, ReleaseDraft } from '../builder.ts'
import { Fields } from '../fields.ts'
import { isNull, type MapNode } from '../node.ts'
import { Dict } from '../../go/value.ts'
import type { OwnCheck, TrustAsked } from '../model.ts'
import { helmRepository } from '../logins/index.ts'
import { Refused } from '../problem.ts'
import { chartMatch } from '../trust-place.ts'
import { readChart, type ChartRead } from './chart-reference.ts'
import { mergedValues } from './environment.ts'
import { Expressions } from './expressions.ts'
import { RELEASE_FIELDS, REPOSITORY_FIELDS } from './known-fields.ts'
import type { LoadedState, Loader } from './load.ts'
import { releaseValues } from './release-values.ts'
import { plainConnection, repositoryConnection } from './repositories.ts'
import { inheriting } from './inherit.ts'

/** Changes of rendered objects that need the tool, or a program, and are not made here. */
const AFTERWARDS = [
  'jsonPatches',
  'strategicMergePatches',
  'transformers',
  'dependencies',
  'forceNamespace',
  'postRenderer',
]

/** Reads the releases of one state file. Mirrors what `helmfile template` hands to Helm. */
export class StateReleases {
  readonly #loaded: LoadedState
  readonly #loader: Loader
  readonly #builder: Builder
  readonly #top: Fields
  readonly #env: Readonly<Record<string, string>>
  readonly #repositories = new Map<string, Fields>()
  readonly #used = new Set<string>()
  readonly #expressions: Expressions

  constructor(loaded: LoadedState, loader: Loader, builder: Builder, env: Readonly<Record<string, string>>) {
    this.#loaded = loaded
    this.#loader = loader
    this.#builder = builder
    this.#env = env
    const at = { file: loaded.file, line: 1, column: 1 }
    this.#top = new Fields({ kind: 'map', at, entries: loaded.state }, 'the state file', builder.problems)
    this.#expressions = new Expressions(
      loader.templating,
      loaded.environment,
      {
        kubeContext: this.#top.text('kubeContext'),
        namespace: this.#top.text('namespace'),
        chart: this.#top.text('chart'),
      },
      loaded.folder,
      builder.problems,
    )
  }

  read(): void {
    for (const repository of this.#top.maps('repositories')) {
      repository.onlyKnow(REPOSITORY_FIELDS, 'error')
      if (this.#tellUnknown(repository.node, 'repositories')) continue
      this.#repositories.set(repository.needed('name'), repository)
    }
    for (const release of this.#top.maps('releases')) {
      const { at } = release
      const name = release.text('name', true)
      this.#builder.release({ tool: 'helmfile', name, namespace: '', at }, () => this.#release(release))
    }
    // those that no release uses are connections all the same
    for (const [name, repository] of this.#repositories)
      if (!this.#used.has(name)) repositoryConnection(repository, this.#builder)
  }

  #release(written: Fields): ReleaseDraft {
    const { problems } = this.#builder
    written.onlyKnow(RELEASE_FIELDS, 'error')
    this.#tellUnknown(written.node, 'release')
    const inherited = inheriting(written, this.#top, problems)
    const filled = this.#expressions.fill(this.#withDefaults(inherited))
    const release = new Fields(filled, 'release', problems)
    const name = release.needed('name', true)
    const chartText = release.text('chart') || release.text('directory')
    if (chartText === '') {
      problems.add(release.at, 'CHART_NOT_NAMED', { release: name })
      throw new Refused('chart')
    }
    const known = new Map([...this.#builder.helmRepositories, ...this.#repositories])
    const read = readChart(chartText, release.text('version', true), this.#loaded.folder, known)
    this.#tellChart(read, release, chartText)
    const defaults = this.#top.map('helmDefaults')
    const connection = this.#connection(release, read, defaults)
    const { own, trust } = this.#verification(release, read, defaults)
    for (const asked of trust) this.#builder.trust(asked)
    const { installed, left } = this.#wanted(release)
    const notApplied = AFTERWARDS.filter(
      (field) => release.has(field) || (field === 'postRenderer' && defaults?.has(field) === true),
    )
    for (const feature of notApplied)
      problems.add(
        release.place(feature),
        'NOT_APPLIED',
        { feature, effect: 'the objects are shown as the chart renders them' },
        'warning',
      )
    const namespace = this.#top.text('namespace') || release.text('namespace')
    const kubeContext =
      release.text('kubeContext') || this.#loaded.environment.kubeContext || this.#top.text('kubeContext')
    return {
      tool: 'helmfile',
      name,
      namespace,
      cluster: kubeContext === '' ? null : kubeContext,
      chart: read.chart,
      version: read.version,
      digest: read.digest,
      devel: release.flag('devel') ?? defaults?.flag('devel') ?? false,
      values: releaseValues(
        release,
        this.#loaded.folder,
        this.#top.text('missingFileHandler'),
        this.#expressions.dataOf(filled),
        this.#loader,
        problems,
        this.#env,
      ),
      kubeVersion: release.text('kubeVersion', true) || null,
      apiVersions: release.texts('apiVersions').map(({ text }) => text),
      includeCrds: defaults?.flag('skipCRDs') !== true,
      noHooks: false,
      skipTests: false,
      skipSchemaValidation:
        release.flag('skipSchemaValidation') ?? defaults?.flag('skipSchemaValidation') ?? false,
      profile: 'helm-4.2',
      installed,
      left,
      needs: release.texts('needs').map(({ text }) => text),
      notApplied,
      marksVersion: false,
      defaults: null,
      connection,
      trust,
      own,
      at: written.at,
      places: {
        name: release.place('name'),
        chart: release.has('chart') ? release.place('chart') : release.place('directory'),
        version: release.placeOrNull('version'),
        namespace: release.placeOrNull('namespace'),
      },
    }
  }

  /** A release, and the defaults, may add to what its repository says. Mirrors `needsPlainHttp` and its like. */
  #connection(
    release: Fields,
    { repository, chart }: ChartRead,
    defaults: Fields | undefined,
  ): number | null {
    const has = (field: string): boolean => release.flag(field) === true || defaults?.flag(field) === true
    const settings = { plainHttp: has('plainHttp'), insecureSkipVerify: has('insecureSkipTLSVerify') }
    if (repository !== undefined) this.#used.add(repository.text('name'))
    if (repository !== undefined && !this.#repositories.has(repository.text('name')))
      return helmRepository(repository, this.#builder)
    if (repository !== undefined) return repositoryConnection(repository, this.#builder, settings)
    if (chart.from !== 'registry' || !(settings.plainHttp || settings.insecureSkipVerify)) return null
    return plainConnection(chart.reference, settings, release.at, this.#builder)
  }

  /** Labels, capabilities and context that a release takes from the file. Mirrors the start of `ExecuteTemplates`. */
  #withDefaults(release: MapNode): MapNode {
    const entries = new Map(release.entries)
    const common = this.#top.map('commonLabels')
    if (common !== undefined) {
      const own = entries.get('labels')?.value
      const all = new Map(own?.kind === 'map' ? own.entries : [])
      for (const [key, entry] of common.node.entries) all.set(key, entry)
      entries.set('labels', { at: common.at, value: { kind: 'map', at: common.at, entries: all } })
    }
    const context = this.#top.map('helmDefaults')?.entry('kubeContext')
    if (context !== undefined && isNull(entries.get('kubeContext')?.value))
      entries.set('kubeContext', context)
    for (const field of ['apiVersions', 'kubeVersion']) {
      const entry = this.#top.entry(field)
      if (entry !== undefined && isNull(entries.get(field)?.value)) entries.set(field, entry)
    }
    return { ...release, entries }
  }

  #tellChart(read: ChartRead, release: Fields, text: string): void {
    const { problems } = this.#builder
    if (read.unknownAlias !== undefined) {
      const known = [...this.#repositories.keys()].join(', ')
      problems.add(release.place('chart'), 'REPOSITORY_UNKNOWN', { name: read.unknownAlias, known })
    } else if (read.chart.from === 'elsewhere') {
      problems.add(release.place('chart'), 'NOT_A_PACKED_CHART', {
        what: text,
        where: 'fetched by go-getter',
      })
    }
    if (read.version === 'latest' && read.chart.from === 'registry')
      problems.add(release.place('version'), 'VERSION_REFUSED', {
        version: 'latest',
        rule: 'Helmfile wants a semantic version for charts in registries',
      })
  }

  /** Mirrors `appendVerifyFlags` and `appendKeyringFlags`: the release, its repository, then the defaults. */
  #verification(
    release: Fields,
    read: ChartRead,
    defaults: Fields | undefined,
  ): { own: OwnCheck; trust: TrustAsked[] } {
    const { repository } = read
    const template = release.text('verifyTemplate', true)
    const asked = template !== '' ? template === 'true' : release.flag('verify')
    const verify = asked ?? (repository?.flag('verify') === true || defaults?.flag('verify') === true)
    const keyring =
      release.text('keyring') || repository?.text('keyring') || defaults?.text('keyring') || null
    if (!verify) return { own: { kind: 'none', because: 'verify is not asked for' }, trust: [] }
    const at = release.has('verify')
      ? release.place('verify')
      : (repository?.place('verify') ?? defaults?.place('verify') ?? release.at)
    const file = keyring === null ? null : clean(keyring)
    const own: OwnCheck =
      read.chart.from === 'folder'
        ? { kind: 'stops', because: 'unpacked charts cannot be verified' }
        : { kind: 'provenance', keyring: file }
    return { own, trust: [{ kind: 'provenance', keyring: file, at, match: chartMatch(read.chart) }] }
  }

  /** `installed`, `condition` and their templates. Mirrors `Desired` and `ConditionEnabled`. */
  #wanted(release: Fields): { installed: boolean; left: string | null } {
    const template = release.text('installedTemplate', true).trim()
    const installed = template === '' ? release.flag('installed') : template === 'true'
    if (installed === false) return { installed: false, left: 'installed: false' }
    const condition = release.text('conditionTemplate', true).trim() || release.text('condition', true)
    if (condition === '' || condition.toLowerCase() === 'true') return { installed: true, left: null }
    const off = { installed: false, left: `condition: ${condition}` }
    if (condition.toLowerCase() === 'false') return off
    const keys = condition.split('.')
    const at = release.has('condition') ? release.place('condition') : release.place('conditionTemplate')
    const refuse = (rule: string): typeof off => {
      this.#builder.problems.add(at, 'VALUE_REFUSED', { field: 'condition', found: condition, rule })
      return off
    }
    if (keys.at(-1) !== 'enabled') return refuse('the form foo.enabled')
    let here = mergedValues(this.#loaded.environment)
    for (const key of keys.slice(0, -1)) {
      const next = here.get(key)
      if (!(next instanceof Dict)) return refuse(`a map ${key} among the environment’s values`)
      here = next
    }
    return here.get('enabled') === true ? { installed: true, left: null } : off
  }

  #tellUnknown(node: MapNode, field: string): boolean {
    const found = this.#loader.templating.unknowns.find(node)
    if (found === undefined) return false
    this.#builder.problems.add(found.node.at, 'UNKNOWN_VALUE', { field, because: found.reason })
    return true
  }
}
