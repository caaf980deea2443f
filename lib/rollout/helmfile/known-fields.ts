const words = (text: string): ReadonlySet<string> => new Set(text.split(/\s+/).filter((word) => word !== ''))

/** Fields of a state file: `ReleaseSetSpec` of pkg/state/state.go. Helmfile refuses any other. */
export const STATE_FIELDS = words(`
  helmBinary kustomizeBinary values environments bases helmDefaults helmfiles kubeContext namespace chart repositories
  commonLabels releases llm apiVersions kubeVersion hooks templates defaultInherit missingFileHandler
  missingFileHandlerConfig lockFilePath`)

/** `ReleaseSpec`, and the templates of releases. */
export const RELEASE_FIELDS = words(`
  chart chartPath directory version verify keyring enableDNS devel wait waitRetries waitForJobs timeout recreatePods force
  installed updateStrategy atomic rollbackOnFailure cleanupOnFail forceConflicts historyMax condition createNamespace
  reuseValues disableOpenAPIValidation disableValidation disableValidationOnInstall missingFileHandler
  missingFileHandlerConfig needs hooks unitTests name description namespace labels values secrets set setString
  valuesTemplate setTemplate apiVersions kubeVersion env valuesPathPrefix kubeContext insecureSkipTLSVerify plainHttp
  verifyTemplate waitTemplate installedTemplate conditionTemplate dependencies jsonPatches strategicMergePatches
  transformers adopt forceGoGetter forceNamespace skipDeps skipRefresh resolveOCIVersions postRenderer
  skipSchemaValidation postRendererArgs cascade suppressOutputLineRegex disableAutoDetectedKubeVersionForDiff inherit
  suppressDiff deleteWait deleteTimeout syncReleaseLabels takeOwnership serverSide trackMode trackTimeout trackLogs
  trackFailedLogs helmStuckGrace trackKinds skipKinds trackResources kubedogQPS kubedogBurst trackFailOnError`)

/** `RepositorySpec` */
export const REPOSITORY_FIELDS = words(`
  name url caFile certFile keyFile username password registryConfig managed oci verify keyring passCredentials
  skipTLSVerify plainHttp`)

/** `EnvironmentSpec` of pkg/state/environment.go */
export const ENVIRONMENT_FIELDS = words(
  'values secrets kubeContext missingFileHandler missingFileHandlerConfig mergeStrategy',
)

/** `HelmSpec` */
export const DEFAULTS_FIELDS = words(`
  kubeContext args diffArgs syncArgs templateArgs verify keyring enableDNS skipSchemaValidation devel wait waitRetries
  waitForJobs timeout recreatePods force atomic rollbackOnFailure cleanupOnFail forceConflicts historyMax createNamespace
  skipCRDs skipDeps skipRefresh resolveOCIVersions reuseValues postRenderer postRendererArgs cascade
  suppressOutputLineRegex disableAutoDetectedKubeVersionForDiff disableValidation disableOpenAPIValidation
  insecureSkipTLSVerify plainHttp deleteWait deleteTimeout syncReleaseLabels takeOwnership serverSide trackMode
  helmStuckGrace`)
