import { cpSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse, stringify } from 'yaml'
import { makeCertificate } from '../../integration/support/certificates.ts'
import { blob, chartArtifact, HELM_PROVENANCE, OCI_MANIFEST } from '../../integration/support/charts.ts'
import { FakeRegistry } from '../../integration/support/fake-registry.ts'
import { startRegistry } from '../../integration/support/registry-process.ts'
import {
  errors,
  ScriptedServer,
  type Handler,
  type Reply,
} from '../../integration/support/scripted-server.ts'
import { root, stageFolder, type Staged } from './addresses.ts'
import { armada, artifactOf, largeIndex, packed, sampleArtifacts, samples } from './samples.ts'

const CORPUS = join(root, '../shared/corpus/charts')
export const CORPUS_CHART = 'prometheus-community+helm-charts__kube-prometheus-stack.tgz'

interface Place {
  readonly name: string
  readonly title: string
  readonly url: string
  readonly [setting: string]: unknown
}

/**
 * Starts a source for each state that a list, a chart and a panel can be in, and writes the `chartroom.yaml` that names
 * them. Two are real registries; the rest are bent in ways that real ones do not offer.
 */
export async function startPlaces(): Promise<{ readonly config: string; readonly staged: Staged }> {
  mkdirSync(join(stageFolder, 'dock'), { recursive: true })
  const file = (name: string, content: string | Uint8Array): string => {
    writeFileSync(join(stageFolder, name), content)
    return `./${name}`
  }

  const authority = makeCertificate({ subject: 'Harbour authority', ca: true })
  const server = makeCertificate({ subject: 'harbour', issuer: authority, names: ['127.0.0.1', 'localhost'] })
  const tls = { cert: server.pem, key: server.key, ca: authority.pem }
  const harbour = await startRegistry({ htpasswd: { ci: 'tide-and-time' }, tls })
  const authorization = `Basic ${Buffer.from('ci:tide-and-time').toString('base64')}`
  for (const [repository, tag, artifact] of sampleArtifacts())
    await harbour.push(`fleet/${repository}`, tag, artifact, { authorization })
  await harbour.push('fleet/quay', '0.1.0', chartArtifact('quay', '0.1.0'), { authorization })
  const stranger = await startRegistry({ tls })

  const login = { username: 'ci', passwordFile: file('password', 'tide-and-time\n') }
  const trusted = { caFile: file('authority.pem', authority.pem) }
  const plain = async (name: string, title: string, handler: Handler, more: object = {}): Promise<Place> => {
    const { host } = await ScriptedServer.start(handler)
    return { name, title, url: `oci://${host}`, plainHttp: true, timeout: 20, ...more }
  }
  const gate = new Gate()
  const fog = await ScriptedServer.start((seen) => gate.answer(seen.path))
  const control = await ScriptedServer.start((seen) => gate.told(seen.path))
  const index = largeIndex()
  const ocean = await ScriptedServer.start(({ path }) => {
    if (path === '/index.yaml') return { headers: { 'content-type': 'text/yaml' }, body: index }
    const [, name, version] = /^\/(.+)-(\d+\.\d+\.\d+)\.tgz$/.exec(path) ?? []
    return name === undefined ? { status: 404 } : { body: packed(name, version!) }
  })

  const sources: Place[] = [
    { name: 'sample', title: 'Sample', url: `oci-layout:${samples}` },
    { name: 'harbour', title: 'Harbour', url: `oci://${harbour.host}/fleet`, auth: login, tls: trusted },
    await plain('lagoon', 'Lagoon', noCatalog(ships()), { repositories: ['team/web', 'team/api'] }),
    await plain('reef', 'Reef', noCatalog(ships())),
    await plain('shoal', 'Shoal', shoal()),
    await plain('sandbank', 'Sandbank', new FakeRegistry().answer),
    await plain('crates', 'Crates', onlyImages()),
    { name: 'wreck', title: 'Wreck', url: `oci://${await nobody()}`, plainHttp: true },
    await plain('storm', 'Storm', () => errors(500, 'UNKNOWN', 'the disk is full')),
    {
      name: 'locked',
      title: 'Locked',
      url: `oci://${harbour.host}/locked`,
      auth: { username: 'ci', passwordFile: file('wrong', 'not-the-password\n') },
      tls: trusted,
    },
    { name: 'masked', title: 'Masked', url: `oci://${stranger.host}` },
    { name: 'ocean', title: 'Ocean', url: ocean.url },
    { name: 'dock', title: 'Dock', url: 'file:./dock' },
  ]

  writeFileSync(join(stageFolder, 'dock/armada-1.0.0.tgz'), armada())
  writeFileSync(join(stageFolder, 'dock/bare-0.1.0.tgz'), packed('bare', '0.1.0'))
  writeFileSync(
    join(stageFolder, 'dock/knot-0.1.0.tgz'),
    packed('knot', '0.1.0', { 'values.yaml': 'rope: [\n', 'README.md': '', 'templates/empty.yaml': '' }),
  )
  const corpus = existsSync(join(CORPUS, CORPUS_CHART))
  if (corpus) cpSync(join(CORPUS, CORPUS_CHART), join(stageFolder, 'dock', CORPUS_CHART))

  const config = join(stageFolder, 'chartroom.yaml')
  writeFileSync(
    config,
    stringify({ allowPrivateReferences: true, sources, trust: trustOf(`oci://${harbour.host}/fleet`) }),
  )
  const found: Staged = {
    harbour: harbour.host,
    stranger: stranger.host,
    fog: fog.host,
    gate: control.url,
    ocean: ocean.url,
    corpus,
  }
  return { config, staged: found }
}

/** What the shipped sample trusts, for the sample as it lies on disk and for the place where it was pushed. */
function trustOf(pushed: string): unknown {
  const { trust } = parse(readFileSync(join(samples, 'chartroom.yaml'), 'utf8')) as {
    trust: { policies: { match: string }[] }
  }
  const placed = trust.policies.flatMap((policy) =>
    [`oci-layout:${samples}`, pushed].map((place) => ({
      ...policy,
      match: policy.match.replace(/^oci-layout:\./, place),
    })),
  )
  return absolute({ ...trust, policies: placed })
}

/** Files named relative to the sample, by their full path. */
function absolute(value: unknown): unknown {
  if (typeof value === 'string') return value.startsWith('./') ? join(samples, value) : value
  if (Array.isArray(value)) return value.map(absolute)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, absolute(inner)]))
}

/** Lets answers through, or holds them until it is released. */
class Gate {
  #open = Promise.resolve()
  #release = (): void => undefined

  told(path: string): { body: string } {
    if (path === '/hold') this.#open = new Promise((resolve) => (this.#release = resolve))
    else this.#release()
    return { body: path }
  }

  /** A small classic repository below any path, so that each test meets one that nobody asked before. */
  async answer(path: string): Promise<Reply> {
    await this.#open
    if (path.endsWith('/index.yaml')) return { body: largeIndex(2) }
    return path.endsWith('.tgz') ? { body: packed('vessel', '1.0.0') } : { status: 404 }
  }
}

function ships(): FakeRegistry {
  const registry = new FakeRegistry()
  for (const version of ['1.0.0', '1.1.0', '2.0.0-rc.1']) registry.chart('team/web', version)
  registry.chart('team/api', '0.3.0')
  return registry
}

const noCatalog =
  (registry: FakeRegistry): Handler =>
  (seen) =>
    seen.path.startsWith('/v2/_catalog')
      ? errors(403, 'DENIED', 'requested access to the resource is denied')
      : registry.answer(seen)

/** A registry that is well but for single repositories, each broken in one place. */
function shoal(): Handler {
  const registry = ships()
  registry.chart('team/halfway', '1.0.0')
  const lost = registry.chart('team/lost', '1.0.0')
  const signed = blob(HELM_PROVENANCE, 'a provenance file that nobody will ever see')
  const doubt = artifactOf('doubt', '1.0.0', packed('doubt', '1.0.0', { 'values.yaml': 'a: 1\n' }), [signed])
  registry.chart('team/doubt', '1.0.0', doubt)
  const gone = new Set([lost.blobs[1]!.digest, signed.digest])
  return (seen) => {
    if (seen.path.startsWith('/v2/team/halfway/tags')) return errors(500, 'UNKNOWN', 'tags are being counted')
    if ([...gone].some((digest) => seen.path.endsWith(digest)))
      return errors(503, 'UNAVAILABLE', 'no storage')
    return registry.answer(seen)
  }
}

function onlyImages(): Handler {
  const registry = new FakeRegistry()
  const config = blob('application/vnd.oci.image.config.v1+json', '{}')
  const manifest = blob(
    OCI_MANIFEST,
    JSON.stringify({
      schemaVersion: 2,
      mediaType: OCI_MANIFEST,
      config: { mediaType: config.mediaType, digest: config.digest, size: config.size },
      layers: [],
    }),
  )
  for (const name of ['images/base', 'images/tools'])
    registry.chart(name, '1.0.0', { manifest, blobs: [config], archive: config.bytes })
  return registry.answer
}

/** An address where nobody listens. */
async function nobody(): Promise<string> {
  const server = await ScriptedServer.start(() => undefined)
  await server.close()
  return server.host
}
