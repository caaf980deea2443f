import { groupOf, isObject, type ManifestObject } from './manifest-object.ts'

/** An API version that Kubernetes stopped serving, or will. */
interface RetiredApi {
  readonly apiVersion: string
  readonly kinds: readonly string[]
  /** minor version of Kubernetes 1 that no longer serves it */
  readonly removed: number
  /** minor version since which it is deprecated: where its successor came, unless said later */
  readonly deprecated: number
  /** "" where nothing takes its place */
  readonly successor: string
}

const api = (
  apiVersion: string,
  kinds: string,
  deprecated: number,
  removed: number,
  successor: string,
): RetiredApi => ({ apiVersion, kinds: kinds.split(' '), deprecated, removed, successor })

/** From Kubernetes' Deprecated API Migration Guide. */
const RETIRED: readonly RetiredApi[] = [
  api('extensions/v1beta1', 'NetworkPolicy', 9, 16, 'networking.k8s.io/v1'),
  api('extensions/v1beta1', 'PodSecurityPolicy', 10, 16, ''),
  api('extensions/v1beta1', 'DaemonSet Deployment ReplicaSet', 9, 16, 'apps/v1'),
  api('apps/v1beta1', 'Deployment StatefulSet', 9, 16, 'apps/v1'),
  api('apps/v1beta2', 'DaemonSet Deployment ReplicaSet StatefulSet', 9, 16, 'apps/v1'),
  api(
    'admissionregistration.k8s.io/v1beta1',
    'MutatingWebhookConfiguration ValidatingWebhookConfiguration',
    16,
    22,
    'admissionregistration.k8s.io/v1',
  ),
  api('apiextensions.k8s.io/v1beta1', 'CustomResourceDefinition', 16, 22, 'apiextensions.k8s.io/v1'),
  api('apiregistration.k8s.io/v1beta1', 'APIService', 19, 22, 'apiregistration.k8s.io/v1'),
  api('authentication.k8s.io/v1beta1', 'TokenReview', 19, 22, 'authentication.k8s.io/v1'),
  api(
    'authorization.k8s.io/v1beta1',
    'LocalSubjectAccessReview SelfSubjectAccessReview SubjectAccessReview',
    19,
    22,
    'authorization.k8s.io/v1',
  ),
  api('certificates.k8s.io/v1beta1', 'CertificateSigningRequest', 19, 22, 'certificates.k8s.io/v1'),
  api('coordination.k8s.io/v1beta1', 'Lease', 19, 22, 'coordination.k8s.io/v1'),
  api('extensions/v1beta1', 'Ingress', 14, 22, 'networking.k8s.io/v1'),
  api('networking.k8s.io/v1beta1', 'Ingress IngressClass', 19, 22, 'networking.k8s.io/v1'),
  api(
    'rbac.authorization.k8s.io/v1beta1',
    'ClusterRole ClusterRoleBinding Role RoleBinding',
    17,
    22,
    'rbac.authorization.k8s.io/v1',
  ),
  api('scheduling.k8s.io/v1beta1', 'PriorityClass', 14, 22, 'scheduling.k8s.io/v1'),
  api(
    'storage.k8s.io/v1beta1',
    'CSIDriver CSINode StorageClass VolumeAttachment',
    19,
    22,
    'storage.k8s.io/v1',
  ),
  api('batch/v1beta1', 'CronJob', 21, 25, 'batch/v1'),
  api('discovery.k8s.io/v1beta1', 'EndpointSlice', 21, 25, 'discovery.k8s.io/v1'),
  api('events.k8s.io/v1beta1', 'Event', 19, 25, 'events.k8s.io/v1'),
  api('autoscaling/v2beta1', 'HorizontalPodAutoscaler', 23, 25, 'autoscaling/v2'),
  api('policy/v1beta1', 'PodDisruptionBudget', 21, 25, 'policy/v1'),
  api('policy/v1beta1', 'PodSecurityPolicy', 21, 25, ''),
  api('node.k8s.io/v1beta1', 'RuntimeClass', 20, 25, 'node.k8s.io/v1'),
  api('autoscaling/v2beta2', 'HorizontalPodAutoscaler', 23, 26, 'autoscaling/v2'),
  api(
    'flowcontrol.apiserver.k8s.io/v1beta1',
    'FlowSchema PriorityLevelConfiguration',
    23,
    26,
    'flowcontrol.apiserver.k8s.io/v1',
  ),
  api('storage.k8s.io/v1beta1', 'CSIStorageCapacity', 24, 27, 'storage.k8s.io/v1'),
  api(
    'flowcontrol.apiserver.k8s.io/v1beta2',
    'FlowSchema PriorityLevelConfiguration',
    26,
    29,
    'flowcontrol.apiserver.k8s.io/v1',
  ),
  api(
    'flowcontrol.apiserver.k8s.io/v1beta3',
    'FlowSchema PriorityLevelConfiguration',
    29,
    32,
    'flowcontrol.apiserver.k8s.io/v1',
  ),
]

/** API versions that a cluster has only from some minor version on, for kinds that charts write. */
const SINCE: Readonly<Record<string, Readonly<Record<string, number>>>> = {
  'autoscaling/v2': { HorizontalPodAutoscaler: 23 },
  'batch/v1': { CronJob: 21 },
  'policy/v1': { PodDisruptionBudget: 21 },
  'networking.k8s.io/v1': { Ingress: 19, IngressClass: 19 },
  'discovery.k8s.io/v1': { EndpointSlice: 21 },
  'flowcontrol.apiserver.k8s.io/v1': { FlowSchema: 29, PriorityLevelConfiguration: 29 },
  'admissionregistration.k8s.io/v1': {
    ValidatingAdmissionPolicy: 30,
    ValidatingAdmissionPolicyBinding: 30,
  },
  'node.k8s.io/v1': { RuntimeClass: 20 },
}

export interface ApiWarning {
  /** index into the objects that were given */
  readonly object: number
  readonly state: 'removed' | 'deprecated' | 'not-yet'
  readonly apiVersion: string
  readonly kind: string
  /** Kubernetes version at which that changed, or will: `1.25` */
  readonly at: string
  /** "" where nothing takes its place */
  readonly successor: string
}

/** What both profiles assume where no version is declared (see lib/helm/capabilities). */
const DEFAULT_MINOR = 36

/**
 * Objects whose API the declared Kubernetes version does not serve, or will stop serving.
 * @param kubeVersion as `--kube-version` takes it; "" is the default of Helm's profiles
 */
export function apiWarnings(objects: readonly ManifestObject[], kubeVersion = ''): ApiWarning[] {
  const minor = minorOf(kubeVersion)
  return objects.flatMap((object, index): ApiWarning[] => {
    if (object.kind === '' || object.apiVersion === '' || !isObject(object)) return []
    const { apiVersion, kind } = object
    const retired = RETIRED.find((row) => row.apiVersion === apiVersion && row.kinds.includes(kind))
    if (retired !== undefined && minor >= retired.deprecated) {
      const state = minor >= retired.removed ? 'removed' : 'deprecated'
      return [
        { object: index, state, apiVersion, kind, at: `1.${retired.removed}`, successor: retired.successor },
      ]
    }
    const since = groupOf(apiVersion) === '' ? undefined : SINCE[apiVersion]?.[kind]
    if (since === undefined || minor >= since) return []
    return [{ object: index, state: 'not-yet', apiVersion, kind, at: `1.${since}`, successor: '' }]
  })
}

function minorOf(kubeVersion: string): number {
  const minor = /^\s*v?\d+\.(\d+)/.exec(kubeVersion)?.[1]
  return minor === undefined ? DEFAULT_MINOR : Number(minor)
}
