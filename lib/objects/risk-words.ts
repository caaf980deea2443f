/** What each risk is called and why it is worth a look. Codes are stable: scripts may rely on them. */
export const riskWords = {
  'cluster-role': {
    title: 'Cluster role',
    why: 'Its rights hold in every namespace once something is bound to it.',
  },
  'wider-rights': {
    title: 'Cluster role gains rights',
    why: 'What is bound to it may do more, in every namespace.',
  },
  'cluster-role-binding': {
    title: 'Cluster role binding',
    why: 'Gives an account rights in every namespace.',
  },
  'wildcard-rule': { title: 'Wildcard rights', why: 'A * grants what exists today and what is added later.' },
  'reads-secrets': { title: 'Reads secrets', why: 'May read every secret of its namespace.' },
  'reads-all-secrets': { title: 'Reads all secrets', why: 'May read every secret that its binding reaches.' },
  escalates: {
    title: 'May widen rights',
    why: 'escalate, bind and impersonate lead to rights beyond its own.',
  },
  webhook: {
    title: 'Admission webhook',
    why: 'Stands in the way of other objects; when it is down, they may be refused.',
  },
  'exposed-service': { title: 'Service open to the outside', why: 'Reachable from outside the cluster.' },
  privileged: { title: 'Privileged container', why: 'Has the rights of root on the node.' },
  'privilege-escalation': {
    title: 'May gain privileges',
    why: 'A process may get more rights than its parent.',
  },
  capabilities: { title: 'Added capabilities', why: 'Kernel rights beyond what containers have.' },
  'host-path': { title: 'Path of the node', why: 'Reads or writes files of the node.' },
  'host-network': { title: 'Network of the node', why: 'Network policies do not hold it.' },
  'host-processes': { title: 'Processes of the node', why: 'Sees processes or memory outside its pod.' },
  'host-port': { title: 'Port of the node', why: 'Opens a port on each node that it runs on.' },
  'runs-as-root': {
    title: 'Runs as root',
    why: 'Root in a container is one mistake away from root on the node.',
  },
  'crd-removed': {
    title: 'CRD removed',
    why: 'If it is deleted from the cluster, every object of that kind goes with it.',
  },
  'crd-version-removed': {
    title: 'CRD version no longer served',
    why: 'Objects and clients that use that version fail.',
  },
  'crd-changed': {
    title: 'CRD changed',
    why: 'helm upgrade does not change CRDs of a crds folder: they are applied by hand.',
  },
  'immutable-field': {
    title: 'Field that cannot be changed',
    why: 'Kubernetes refuses the upgrade; the object has to be deleted and made again.',
  },
  'claim-removed': {
    title: 'Storage goes away',
    why: 'A removed claim takes its volume with it, as the reclaim policy says.',
  },
  'workload-replaced': {
    title: 'Workload of another kind',
    why: 'The old one is deleted and the new one starts from nothing.',
  },
  'network-policy': {
    title: 'Network policy begins to apply',
    why: 'Traffic that is not named in it stops.',
  },
  'namespace-removed': { title: 'Namespace removed', why: 'Everything in it is deleted.' },
} as const satisfies Readonly<Record<string, { readonly title: string; readonly why: string }>>

export type RiskCode = keyof typeof riskWords
