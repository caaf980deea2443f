import type { ReleaseDraft } from './builder.ts'

/** What most releases have in common: nothing special about them. Readers say what differs. */
export const PLAIN: Pick<
  ReleaseDraft,
  | 'cluster'
  | 'defaults'
  | 'digest'
  | 'devel'
  | 'kubeVersion'
  | 'apiVersions'
  | 'includeCrds'
  | 'noHooks'
  | 'skipTests'
  | 'skipSchemaValidation'
  | 'installed'
  | 'left'
  | 'needs'
  | 'notApplied'
  | 'marksVersion'
  | 'connection'
  | 'trust'
> = {
  cluster: null,
  defaults: null,
  digest: null,
  devel: false,
  kubeVersion: null,
  apiVersions: [],
  includeCrds: true,
  noHooks: false,
  skipTests: false,
  skipSchemaValidation: false,
  installed: true,
  left: null,
  needs: [],
  notApplied: [],
  marksVersion: false,
  connection: null,
  trust: [],
}
