/** What an add-on brings to a cluster, in the form that `--api-versions` takes. */
export interface ApiSet {
  readonly name: string
  readonly versions: readonly string[]
}

const of = (groupVersion: string, ...kinds: readonly string[]): string[] => [
  groupVersion,
  ...kinds.map((kind) => `${groupVersion}/${kind}`),
]

/**
 * The add-ons that charts ask for most (`.Capabilities.APIVersions.Has`), each with the versions that its current release
 * serves, as its custom resource definitions name them. Charts ask for a group's version or for one kind, so both are here.
 */
export const API_SETS: readonly ApiSet[] = [
  {
    name: 'Prometheus Operator',
    versions: [
      ...of(
        'monitoring.coreos.com/v1',
        'Alertmanager',
        'PodMonitor',
        'Probe',
        'Prometheus',
        'PrometheusRule',
        'ServiceMonitor',
        'ThanosRuler',
      ),
      ...of('monitoring.coreos.com/v1alpha1', 'AlertmanagerConfig', 'PrometheusAgent', 'ScrapeConfig'),
    ],
  },
  {
    name: 'cert-manager',
    versions: [
      ...of('cert-manager.io/v1', 'Certificate', 'CertificateRequest', 'ClusterIssuer', 'Issuer'),
      ...of('acme.cert-manager.io/v1', 'Challenge', 'Order'),
    ],
  },
  {
    name: 'Gateway API',
    versions: [
      ...of('gateway.networking.k8s.io/v1', 'Gateway', 'GatewayClass', 'GRPCRoute', 'HTTPRoute'),
      ...of('gateway.networking.k8s.io/v1beta1', 'Gateway', 'GatewayClass', 'HTTPRoute', 'ReferenceGrant'),
    ],
  },
  {
    name: 'OpenShift',
    versions: [
      ...of('route.openshift.io/v1', 'Route'),
      ...of('security.openshift.io/v1', 'SecurityContextConstraints'),
      ...of('config.openshift.io/v1', 'ClusterVersion', 'Infrastructure'),
      ...of('project.openshift.io/v1', 'Project'),
      ...of('image.openshift.io/v1', 'ImageStream'),
    ],
  },
  {
    name: 'External Secrets',
    versions: of('external-secrets.io/v1', 'ClusterSecretStore', 'ExternalSecret', 'SecretStore'),
  },
  { name: 'KEDA', versions: of('keda.sh/v1alpha1', 'ScaledJob', 'ScaledObject', 'TriggerAuthentication') },
  { name: 'Vertical Pod Autoscaler', versions: of('autoscaling.k8s.io/v1', 'VerticalPodAutoscaler') },
  {
    name: 'Istio',
    versions: [
      ...of('networking.istio.io/v1', 'DestinationRule', 'Gateway', 'ServiceEntry', 'VirtualService'),
      ...of('security.istio.io/v1', 'AuthorizationPolicy', 'PeerAuthentication'),
    ],
  },
  { name: 'Traefik', versions: of('traefik.io/v1alpha1', 'IngressRoute', 'Middleware', 'TLSOption') },
  { name: 'Cilium', versions: of('cilium.io/v2', 'CiliumClusterwideNetworkPolicy', 'CiliumNetworkPolicy') },
  { name: 'Secrets Store CSI Driver', versions: of('secrets-store.csi.x-k8s.io/v1', 'SecretProviderClass') },
  {
    name: 'Grafana Operator',
    versions: of('grafana.integreatly.org/v1beta1', 'Grafana', 'GrafanaDashboard', 'GrafanaDatasource'),
  },
]

/** Whether all that a set brings is declared. */
export const holdsSet = (declared: readonly string[], set: ApiSet): boolean =>
  set.versions.every((version) => declared.includes(version))

/** The declared versions with a set added or taken away, each once, in the order in which they came. */
export const withSet = (declared: readonly string[], set: ApiSet, wanted: boolean): string[] =>
  wanted
    ? [...new Set([...declared, ...set.versions])]
    : declared.filter((version) => !set.versions.includes(version))

/** What a person typed, with commas, spaces or lines between. */
export const readVersions = (text: string): string[] => [
  ...new Set(text.split(/[,\s]+/).filter((version) => version !== '')),
]

/** In as few words as the bar has room for. */
export function apisInWords(declared: readonly string[]): string {
  if (declared.length === 0) return 'default'
  const sets = API_SETS.filter((set) => holdsSet(declared, set))
  const rest = declared.filter((version) => !sets.some((set) => set.versions.includes(version)))
  const named = [...sets.map(({ name }) => name), ...rest]
  return named.length > 2 ? `${named[0]} + ${named.length - 1}` : named.join(', ')
}
