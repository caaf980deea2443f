import type { Profile, RenderRequest } from '../helm/index.ts'
import type { Parsed } from './flags.ts'
import type { Io } from './io.ts'
import type { ownFlags, templateFlags } from './template-flags.ts'
import { valueLayers } from './value-layers.ts'

type Flags = Parsed<typeof templateFlags & typeof ownFlags>['flags']

/** The request of a command line, all but the chart's files. @throws CommandError for values that cannot be read */
export function templateRequest(flags: Flags, name: string, io: Io): Omit<RenderRequest, 'files'> {
  const namespace = flags.namespace !== '' ? flags.namespace : (io.env['HELM_NAMESPACE'] ?? '')
  return {
    profile: flags.profile as Profile,
    values: valueLayers(flags, io),
    release: { name, namespace: namespace === '' ? 'default' : namespace, isUpgrade: flags['is-upgrade'] },
    kubeVersion: flags['kube-version'],
    apiVersions: flags['api-versions'],
    includeCrds: flags['include-crds'],
    noHooks: flags['no-hooks'],
    skipTests: flags['skip-tests'],
    skipSchemaValidation: flags['skip-schema-validation'],
    showOnly: flags['output-dir'] === '' ? flags['show-only'] : [],
    debug: flags.debug,
    objects: false,
    documents: flags['output-dir'] !== '',
  }
}
