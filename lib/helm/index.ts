import { metered } from '../go/meter.ts'
import { trimSpace } from '../go/trim-space.ts'
import { Budget, BudgetError, Dict, GoError, Int, type Host, type Limits } from '../go/value.ts'
import { capabilities } from './capabilities/capabilities.ts'
import { defaultKubeVersion, parseKubeVersion, type KubeVersion } from './capabilities/kube-version.ts'
import type { Chart } from './chart/chart.ts'
import { checkDependencies, checkFormat, checkInstallable, checkReleaseName } from './chart/installable.ts'
import { loadChart } from './chart/load.ts'
import { renderTemplates } from './engine/render.ts'
import { allTemplates } from './engine/scope.ts'
import { HelmError, refusing } from './error.ts'
import { defaultLimits } from './limits.ts'
import { profileOf, type HelmProfile } from './profile.ts'
import { crdPart, documentsOf, objectsOf, partOf, showOnly, stdoutOf, unsorted } from './release/assemble.ts'
import { sortManifests } from './release/sort.ts'
import type { RenderRequest, RenderResponse } from './request.ts'
import { Coalescer } from './values/coalesce.ts'
import { isCompatibleRange, processDependencies } from './values/dependencies.ts'
import { validateAgainstSchema } from './values/schema.ts'
import { userValues } from './values/user-values.ts'
import { valuesType } from './values/values-type.ts'
import { Warnings } from './warnings.ts'

export { IgnoreRules } from './ignore/index.ts'
export { nameFromTemplate } from './engine/name-template.ts'
export { setFilePaths } from './values/set-file-paths.ts'
export type * from './request.ts'

/**
 * Renders a chart as `helm template` of the asked version does, byte for byte. Synchronous and without effects: what is
 * not in the request comes from the host. Mirrors `helm template` down to `renderResources`.
 * @param limits of the work that it may do; spent, the answer is LIMIT_EXCEEDED
 */
export function render(request: RenderRequest, host: Host, limits: Limits = defaultLimits): RenderResponse {
  const profile = profileOf(request.profile)
  const warnings = new Warnings(profile)
  const budget = new Budget(limits)
  const rendering = new Rendering(request, profile, warnings, host, budget)
  try {
    return metered(budget, () => rendering.run())
  } catch (error) {
    const refused = asRefusal(error)
    if (refused === undefined) throw error
    const { code, message, frames, partial, output } = refused
    const stdout = partial && request.debug ? `${trimSpace(output)}\n` : ''
    const hint = partial && !request.debug ? '\n\nUse --debug flag to render out invalid YAML' : ''
    return { ok: false, error: { code, text: message + hint, frames }, warnings: warnings.lines, stdout }
  }
}

function asRefusal(error: unknown): HelmError | undefined {
  if (error instanceof HelmError) return error
  if (error instanceof BudgetError)
    return new HelmError('LIMIT_EXCEEDED', `the render passed a limit: ${error.message}`)
  if (isEngineLimit(error))
    return new HelmError('LIMIT_EXCEEDED', `the render passed a limit: ${(error as Error).message}`)
  return error instanceof GoError ? new HelmError('TEMPLATE_EXEC', error.message) : undefined
}

/**
 * Whether the JavaScript engine itself gave up: its stack was full, or a text, list, map or number too large for it. Our
 * own bounds come first nearly everywhere; where they do not, this is a limit too and no failure of the program.
 */
const isEngineLimit = (error: unknown): boolean =>
  error instanceof RangeError || (error instanceof Error && /too much recursion/.test(error.message))

/** One request on its way. */
class Rendering {
  readonly #request: RenderRequest
  readonly #profile: HelmProfile
  readonly #warnings: Warnings
  readonly #host: Host
  readonly #budget: Budget

  constructor(request: RenderRequest, profile: HelmProfile, warnings: Warnings, host: Host, budget: Budget) {
    this.#request = request
    this.#profile = profile
    this.#warnings = warnings
    this.#host = host
    this.#budget = budget
  }

  run(): RenderResponse {
    const request = this.#request
    const profile = this.#profile
    const kube = this.#kubeVersion()
    const user = userValues(request.values, profile)
    const chart = loadChart(request.files, profile, this.#warnings)
    checkInstallable(chart)
    if (chart.metadata.deprecated) {
      this.#warnings.differ('WARNING: This chart is deprecated', {
        level: 'WARN',
        message: 'this chart is deprecated',
      })
    }
    checkDependencies(chart, profile)
    checkFormat(chart)
    this.#reporting('release name check failed', profile.prefixes.releaseName, () =>
      checkReleaseName(request.release.name),
    )
    this.#reporting('chart dependencies processing failed', profile.prefixes.dependencies, () =>
      refusing('VALUES_INVALID', '', () => processDependencies(chart, user, profile, this.#warnings)),
    )
    const top = this.#renderValues(chart, user, kube)
    const { notes, files } = this.#templates(chart, top, kube)
    const sorted = this.#sorted(files)
    const hooks = request.noHooks
      ? []
      : sorted.hooks.filter(({ events }) => !request.skipTests || !events.includes('test'))
    const release = {
      manifest: [...(request.includeCrds ? chart.crds().map(crdPart) : []), ...sorted.manifests.map(partOf)],
      hooks: hooks.map(partOf),
    }
    const whole = stdoutOf(release)
    const stdout = request.showOnly?.length ? showOnly(whole, request.showOnly, profile) : whole
    return {
      ok: true,
      stdout,
      warnings: this.#warnings.lines,
      objects: request.objects === false || stdout !== whole ? [] : objectsOf(release, whole),
      notes: request.notes ? notes : null,
      ...(request.documents && { documents: documentsOf(release) }),
    }
  }

  #sorted(files: ReadonlyMap<string, string>): ReturnType<typeof sortManifests> {
    try {
      return sortManifests(files, this.#profile, this.#warnings)
    } catch (error) {
      if (error instanceof HelmError) error.output = unsorted(files)
      throw error
    }
  }

  #kubeVersion(): KubeVersion {
    const { kubeVersion } = this.#request
    if (kubeVersion === undefined || kubeVersion === '') return defaultKubeVersion
    return refusing('VALUES_INVALID', `invalid kube version '${kubeVersion}': `, () =>
      parseKubeVersion(kubeVersion, this.#profile.keepsKubeVersionSuffix),
    )
  }

  /** Helm 4 tells its log of such a failure before it gives up. */
  #reporting(words: string, prefix: string, check: () => void): void {
    try {
      check()
    } catch (error) {
      if (!(error instanceof HelmError)) throw error
      this.#warnings.slog('ERROR', words, { error: error.message })
      throw new HelmError(error.code, prefix + error.message, error.frames)
    }
  }

  /** Mirrors `ToRenderValuesWithSchemaValidation`. */
  #renderValues(chart: Chart, user: Dict, kube: KubeVersion): Dict {
    const { release, apiVersions = [], skipSchemaValidation } = this.#request
    const isUpgrade = release.isUpgrade ?? false
    const values = refusing('VALUES_INVALID', '', () =>
      new Coalescer(this.#profile, this.#warnings).coalesceValues(chart, user),
    )
    if (!skipSchemaValidation) validateAgainstSchema(chart, values, this.#warnings)
    return new Dict([
      ['Capabilities', capabilities(kube, apiVersions, this.#profile)],
      [
        'Release',
        new Dict([
          ['Name', release.name],
          ['Namespace', release.namespace],
          ['IsUpgrade', isUpgrade],
          ['IsInstall', !isUpgrade],
          ['Revision', Int.of(1)],
          ['Service', 'Helm'],
        ]),
      ],
      ['Values', values.as(valuesType(this.#profile.packages.values))],
    ])
  }

  /** Runs the templates; NOTES.txt of every chart is run, that of the root is kept, none is a manifest. */
  #templates(chart: Chart, top: Dict, kube: KubeVersion): { notes: string; files: Map<string, string> } {
    const { kubeVersion } = chart.metadata
    if (kubeVersion !== '' && !isCompatibleRange(kubeVersion, kube.normalized)) {
      const words = `chart requires kubeVersion: ${kubeVersion} which is incompatible with Kubernetes ${kube.version}`
      throw new HelmError('KUBE_VERSION_INCOMPATIBLE', words, [], true)
    }
    const files = renderTemplates(
      allTemplates(chart, top, this.#profile),
      this.#profile,
      this.#host,
      this.#budget,
    )
    let notes = ''
    for (const [path, text] of files) {
      if (!path.endsWith('NOTES.txt')) continue
      if (path === `${chart.name}/templates/NOTES.txt`) notes = text
      files.delete(path)
    }
    return { notes, files }
  }
}
