import type { Adapter } from './provider.ts'

/** Every adapter; each is loaded when its registry is listed. */
export const adapters: readonly Adapter[] = [
  {
    name: 'docker-hub',
    when: 'first',
    owns: /^registry-1\.docker\.io$/,
    load: async () => (await import('./docker-hub.ts')).listRepositories,
  },
  {
    name: 'ghcr',
    when: 'first',
    owns: /^ghcr\.io$/,
    load: async () => (await import('./ghcr.ts')).listRepositories,
  },
  {
    name: 'quay',
    when: 'first',
    owns: /^quay\.io$/,
    load: async () => (await import('./quay.ts')).listRepositories,
  },
  {
    name: 'gar',
    when: 'first',
    owns: /^(?:[a-z0-9-]+-docker\.pkg\.dev|(?:[a-z]+\.)?gcr\.io)$/,
    load: async () => (await import('./gar.ts')).listRepositories,
  },
  {
    name: 'gitlab',
    when: 'first',
    owns: /^registry\.gitlab\.com$/,
    realm: /\/jwt\/auth$/,
    load: async () => (await import('./gitlab.ts')).listRepositories,
  },
  {
    name: 'ecr',
    when: 'refused',
    owns: /\.dkr\.ecr(?:-fips)?\.[a-z0-9-]+\.amazonaws\.com(?:\.cn)?$/,
    load: async () => (await import('./ecr.ts')).listRepositories,
  },
  {
    name: 'acr',
    when: 'refused',
    owns: /\.azurecr\.(?:io|cn|us)$/,
    load: async () => (await import('./acr.ts')).listRepositories,
  },
  {
    name: 'harbor',
    when: 'refused',
    owns: /(?!)/,
    realm: /\/service\/token$/,
    load: async () => (await import('./harbor.ts')).listRepositories,
  },
  {
    name: 'gitea',
    when: 'refused',
    owns: /^(?:codeberg\.org|gitea\.com)$/,
    realm: /\/v2\/token$/,
    load: async () => (await import('./gitea.ts')).listRepositories,
  },
  {
    name: 'zot',
    when: 'refused',
    owns: /(?!)/,
    load: async () => (await import('./zot.ts')).listRepositories,
  },
]
