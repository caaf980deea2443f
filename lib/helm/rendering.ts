import { Budget, Dict, Int, type Host } from '../go/value.ts'
import { capabilities } from './capabilities/capabilities.ts'
import { defaultKubeVersion, parseKubeVersion, type KubeVersion } from './capabilities/kube-version.ts'
import type { Chart } from './chart/chart.ts'
import { checkDependencies, checkFormat, checkInstallable, checkReleaseName } from './chart/installable.ts'
import { HelmError, refusing } from './error.ts'
import type { HelmProfile } from './profile.ts'
import { crdPart, documentsOf, objectsOf, showOnly, stdoutOf, unsorted } from './release/assemble.ts'
import type { Sorted } from './release/sort.ts'
import type { RenderRequest, RenderResponse } from './request.ts'
import type { Stages } from './stages.ts'
import { isCompatibleRange } from './values/dependencies.ts'
import { valuesType } from './values/values-type.ts'
import type { Warnings } from './warnings.ts'

/** One request on its way: what `helm template` does, step by step. */
export class Rendering {
  readonly #request: RenderRequest
  readonly #profile: HelmProfile
  readonly #warnings: Warnings
  readonly #host: Host
  readonly #budget: Budget
  readonly #stages: Stages

  constructor(
    request: RenderRequest,
    profile: HelmProfile,
    warnings: Warnings,
    host: Host,
    budget: Budget,
    stages: Stages,
  ) {
    this.#request = request
    this.#profile = profile
    this.#warnings = warnings
    this.#host = host
    this.#budget = budget
    this.#stages = stages
  }

  run(): RenderResponse {
    const request = this.#request
    const profile = this.#profile
    const kube = this.#kubeVersion()
    const user = this.#stages.userValues(request.values, profile)
    const loaded = this.#stages.load(request.files, profile, this.#warnings)
    checkInstallable(loaded)
    if (loaded.metadata.deprecated) {
      this.#warnings.differ('WARNING: This chart is deprecated', {
        level: 'WARN',
        message: 'this chart is deprecated',
      })
    }
    checkDependencies(loaded, profile)
    checkFormat(loaded)
    this.#reporting('release name check failed', profile.prefixes.releaseName, () =>
      checkReleaseName(request.release.name),
    )
    const chart = this.#reporting('chart dependencies processing failed', profile.prefixes.dependencies, () =>
      refusing('VALUES_INVALID', '', () =>
        this.#stages.processDependencies(loaded, user, profile, this.#warnings),
      ),
    )
    const top = this.#renderValues(chart, user, kube)
    const { notes, files } = this.#templates(chart, top, kube)
    const sorted = this.#sorted(files)
    const hooks = request.noHooks
      ? []
      : sorted.hooks.filter(({ events }) => !request.skipTests || !events.includes('test'))
    const release = {
      manifest: [
        ...(request.includeCrds ? chart.crds().map(crdPart) : []),
        ...sorted.manifests.map(({ part }) => part),
      ],
      hooks: hooks.map(({ part }) => part),
    }
    const whole = this.#stages.print?.(release) ?? stdoutOf(release)
    const stdout = request.showOnly?.length ? showOnly(whole, request.showOnly, profile) : whole
    return {
      ok: true,
      stdout,
      warnings: this.#warnings.lines,
      objects:
        request.objects === false || stdout !== whole
          ? []
          : (this.#stages.list?.(release) ?? objectsOf(release)),
      notes: request.notes ? notes : null,
      ...(request.documents && { documents: documentsOf(release) }),
    }
  }

  #sorted(files: ReadonlyMap<string, string>): Sorted {
    try {
      return this.#stages.sort(files, this.#profile, this.#warnings)
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
  #reporting<R>(words: string, prefix: string, check: () => R): R {
    try {
      return check()
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
      this.#stages.coalesce(chart, user, this.#profile, this.#warnings),
    )
    if (!skipSchemaValidation) this.#stages.validate(chart, values, this.#warnings)
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
    const files = new Map(this.#stages.templates(chart, top, this.#profile, this.#host, this.#budget))
    let notes = ''
    for (const [path, text] of files) {
      if (!path.endsWith('NOTES.txt')) continue
      if (path === `${chart.name}/templates/NOTES.txt`) notes = text
      files.delete(path)
    }
    return { notes, files }
  }
}
