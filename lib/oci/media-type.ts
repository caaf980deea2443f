/** Media types of Helm's OCI support (`pkg/registry/constants.go`) and of the manifests around it. */
export const HELM_CONFIG = 'application/vnd.cncf.helm.config.v1+json'
export const HELM_CHART = 'application/vnd.cncf.helm.chart.content.v1.tar+gzip'
export const HELM_PROVENANCE = 'application/vnd.cncf.helm.chart.provenance.v1.prov'
/** what Helm wrote before 3.7 */
export const LEGACY_CHART = 'application/tar+gzip'

export const OCI_MANIFEST = 'application/vnd.oci.image.manifest.v1+json'
export const OCI_INDEX = 'application/vnd.oci.image.index.v1+json'
export const DOCKER_MANIFEST = 'application/vnd.docker.distribution.manifest.v2+json'
export const DOCKER_LIST = 'application/vnd.docker.distribution.manifest.list.v2+json'

/** Without the OCI types distribution answers 404 MANIFEST_UNKNOWN, so every request for a manifest names all four. */
export const MANIFEST_ACCEPT = [OCI_MANIFEST, OCI_INDEX, DOCKER_MANIFEST, DOCKER_LIST] as const

/** `type/subtype` in lower case, without parameters. */
export const bareMediaType = (contentType: string): string => contentType.split(';')[0]!.trim().toLowerCase()
