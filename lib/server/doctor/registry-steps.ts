import { isChart, parseChallenges, parseManifest, scopesFor, sortTags } from '../../oci/index.ts'
import { fetchToken } from '../auth/token-client.ts'
import { askedAs } from '../connection/credential.ts'
import { SourceError } from '../errors/source-error.ts'
import { looksLikeRegistry, refusal } from '../sources/oci/registry-answer.ts'
import type { RegistryStore } from '../sources/oci/registry-store.ts'
import type { HttpResponse } from '../transport/http-client.ts'
import type { Examination, Finding } from './examine.ts'
import { networkSteps } from './network-steps.ts'

/**
 * The steps of a registry, from its name to one manifest.
 * @param repository a repository that the address itself names besides its namespace, "" for none
 */
export function registrySteps(store: RegistryStore, repository: string): Examination[] {
  const { client } = store
  const { http, connection } = client
  const { host } = connection.origin
  let base: HttpResponse | undefined
  let named: string[] = []

  const api = async (): Promise<Finding> => {
    base = await http.request({
      method: 'GET',
      url: new URL('/v2/', connection.origin),
      limit: connection.limits.errorBody,
      phase: 'request',
    })
    if (!looksLikeRegistry(base))
      throw new SourceError('NOT_A_REGISTRY', `${host} answers /v2/ with a web page`, {
        host,
        phase: 'request',
        seen: `status ${base.status}`,
      })
    const error = base.status === 401 ? undefined : refusal(base, client.question('/v2/', 'request'))
    if (error !== undefined) throw error
    return { words: `/v2/ answers with status ${base.status}` }
  }
  const challenge = async (): Promise<Finding> => {
    if (base!.status !== 401) return { words: 'none: /v2/ asks for no login', noted: true }
    const challenges = parseChallenges(base!.headers['www-authenticate'])
    if (challenges.length === 0)
      return { words: 'the registry asks for a login and does not say how', noted: true }
    const words = challenges.map(({ scheme, params }) =>
      scheme === 'bearer'
        ? `Bearer by ${params['realm'] ?? 'no realm'}`
        : scheme === 'basic'
          ? 'Basic'
          : scheme,
    )
    return { words: words.join(', ') }
  }
  const login = async (): Promise<Finding> => {
    const bearer = parseChallenges(base!.headers['www-authenticate']).find((c) => c.scheme === 'bearer')
    const who = askedAs(connection.credential)
    if (base!.status !== 401) return { words: 'not needed', noted: true }
    if (bearer !== undefined && connection.credential.kind !== 'registry-token') {
      const { realm = '', service = '', scope = '' } = bearer.params
      await fetchToken(http, { realm, service, scopes: scopesFor({ kind: 'login' }, scope) })
      return { words: `the token server gave a token to ${who}` }
    }
    const answer = await client.send({
      path: '/v2/',
      resource: { kind: 'login' },
      what: '/v2/',
      phase: 'challenge',
      limit: connection.limits.errorBody,
    })
    const error = refusal(answer, client.question('/v2/', 'challenge'))
    if (error !== undefined) throw error
    return { words: `the registry accepts ${who}` }
  }
  const list = async (): Promise<Finding> => {
    const catalog = await store.repositories()
    if (catalog.state === 'refused') throw catalog.reason!
    named = [...catalog.names]
    return {
      words: `${named.length} repositories${catalog.state === 'partial' ? ', and not all of them' : ''}`,
      noted: catalog.state === 'partial',
    }
  }
  const chart = async (): Promise<Finding> => {
    const wanted = repository === '' ? named.slice(0, 20) : [repository]
    if (wanted.length === 0) return { words: 'no repository is known to look into', noted: true }
    for (const name of wanted) {
      const { versions, others } = sortTags(await store.tags(name))
      const tag = versions[0]?.tag ?? others[0]
      if (tag === undefined) continue
      const { bytes, mediaType, digest } = await store.manifest(name, tag)
      const manifest = parseManifest(bytes, mediaType)
      if (manifest.kind === 'manifest' && isChart(manifest))
        return { words: `${name}:${tag} is a chart, ${digest}` }
      if (repository !== '') return { words: `${name}:${tag} is no chart, ${digest}`, noted: true }
    }
    return { words: `none of ${wanted.length} repositories that were looked into is a chart`, noted: true }
  }
  return [
    ...networkSteps(http),
    { step: 'api', run: api },
    { step: 'challenge', run: challenge },
    { step: 'login', run: login },
    { step: 'list', run: list, mayFail: true },
    { step: 'chart', run: chart },
  ]
}
