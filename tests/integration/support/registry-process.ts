import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type AddressInfo } from 'node:net'
import { request as httpRequest } from 'node:http'
import { request as httpsRequest } from 'node:https'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import bcrypt from 'bcryptjs'
import { findRegistry } from '../../setup/registry.mjs'
import type { Blob, ChartArtifact } from './charts.ts'

export interface RegistrySettings {
  /** user → password */
  readonly htpasswd?: Readonly<Record<string, string>>
  readonly token?: {
    readonly realm: string
    readonly service: string
    readonly issuer: string
    readonly rootPem: string
  }
  readonly tls?: {
    readonly cert: string
    readonly key: string
    readonly ca: string
    readonly clientCa?: string
  }
  /** a folder to serve instead of memory */
  readonly folder?: string
}

/** A real registry process on loopback, in memory. */
export interface RegistryProcess {
  readonly host: string
  readonly scheme: 'http' | 'https'
  push(repository: string, tag: string, artifact: ChartArtifact, more?: PushOptions): Promise<void>
  stop(): Promise<void>
}

interface PushOptions {
  readonly authorization?: string
  readonly client?: { readonly cert: string; readonly key: string }
}

const binary = findRegistry(join(import.meta.dirname, '../../..'))

/** Why there is no registry to test with, or undefined. */
export const noRegistry: string | undefined =
  binary === undefined
    ? 'no OCI registry: set REGISTRY_BIN, or install distribution, Debian’s docker-registry, or Go'
    : undefined

export async function startRegistry({
  htpasswd,
  token,
  tls,
  folder: served,
}: RegistrySettings = {}): Promise<RegistryProcess> {
  if (binary === undefined) throw new Error(noRegistry)
  const folder = mkdtempSync(join(tmpdir(), 'chartroom-registry-'))
  const file = (name: string, content: string): string => {
    const path = join(folder, name)
    writeFileSync(path, content)
    return path
  }
  const port = await freePort()
  const auth =
    htpasswd === undefined
      ? token && {
          token: {
            realm: token.realm,
            service: token.service,
            issuer: token.issuer,
            rootcertbundle: file('root.pem', token.rootPem),
          },
        }
      : {
          htpasswd: {
            realm: 'charts',
            path: file(
              'htpasswd',
              Object.entries(htpasswd)
                .map(([user, password]) => `${user}:${bcrypt.hashSync(password, 4)}\n`)
                .join(''),
            ),
          },
        }
  const secure = tls && {
    certificate: file('cert.pem', tls.cert),
    key: file('key.pem', tls.key),
    ...(tls.clientCa !== undefined && { clientcas: [file('clients.pem', tls.clientCa)] }),
  }
  const config = {
    version: '0.1',
    log: { level: 'error', accesslog: { disabled: true } },
    storage: served === undefined ? { inmemory: {} } : { filesystem: { rootdirectory: served } },
    http: { addr: `127.0.0.1:${port}`, secret: 'a secret of this process', ...(secure && { tls: secure }) },
    ...(auth && { auth }),
  }
  const child = spawn(binary, ['serve', file('config.yml', JSON.stringify(config))], {
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let said = ''
  child.stdout.on('data', (chunk: Buffer) => (said += chunk.toString()))
  child.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()))
  const scheme = tls === undefined ? 'http' : 'https'
  const ask = sender({ scheme, port, ...(tls && { ca: tls.ca }) })
  await ready(
    port,
    () => child.exitCode !== null,
    () => said,
  )
  return {
    host: `127.0.0.1:${port}`,
    scheme,
    push: (repository, tag, artifact, more = {}) => push(ask, repository, tag, artifact, more),
    stop: async () => {
      const ended = new Promise((resolve) => child.once('exit', resolve))
      child.kill()
      await ended
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

const freePort = async (): Promise<number> =>
  new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo
      server.close(() => resolve(port))
    })
  })

async function ready(port: number, ended: () => boolean, said: () => string): Promise<void> {
  const { connect } = await import('node:net')
  for (let i = 0; i < 200; i++) {
    if (ended()) throw new Error(`the registry ended: ${said()}`)
    const up = await new Promise<boolean>((resolve) => {
      const socket = connect(port, '127.0.0.1', () => resolve(true)).on('error', () => resolve(false))
      socket.on('connect', () => socket.destroy())
    })
    if (up) return
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  throw new Error(`the registry does not answer: ${said()}`)
}

interface Sent {
  readonly status: number
  readonly headers: Readonly<Record<string, string | string[] | undefined>>
  readonly body: string
}
type Ask = (
  method: string,
  path: string,
  headers: Record<string, string>,
  body: Buffer | undefined,
  client: PushOptions['client'],
) => Promise<Sent>

const sender =
  ({ scheme, port, ca }: { scheme: 'http' | 'https'; port: number; ca?: string }): Ask =>
  (method, path, headers, body, client) =>
    new Promise((resolve, reject) => {
      const send = scheme === 'https' ? httpsRequest : httpRequest
      const request = send(
        {
          host: '127.0.0.1',
          port,
          method,
          path,
          headers: { ...headers, 'content-length': body?.length ?? 0 },
          agent: false,
          ...(ca && { ca }),
          ...client,
        },
        (response) => {
          let text = ''
          response
            .on('data', (chunk: Buffer) => (text += chunk.toString()))
            .on('end', () => resolve({ status: response.statusCode!, headers: response.headers, body: text }))
        },
      )
      request.on('error', reject).end(body)
    })

/** Pushes as any client does: each blob in one piece, then the manifest. */
async function push(
  ask: Ask,
  repository: string,
  tag: string,
  { manifest, blobs }: ChartArtifact,
  { authorization, client }: PushOptions,
): Promise<void> {
  const login: Record<string, string> = authorization === undefined ? {} : { authorization }
  const expect = async (answer: Promise<Sent>, what: string): Promise<Sent> => {
    const got = await answer
    if (got.status >= 300) throw new Error(`${what}: ${got.status} ${got.body}`)
    return got
  }
  const put = async (blob: Blob): Promise<void> => {
    const started = await expect(
      ask('POST', `/v2/${repository}/blobs/uploads/`, login, undefined, client),
      'upload',
    )
    const at = new URL(String(started.headers['location']), 'http://registry')
    at.searchParams.set('digest', blob.digest)
    await expect(
      ask(
        'PUT',
        at.pathname + at.search,
        { ...login, 'content-type': 'application/octet-stream' },
        blob.bytes,
        client,
      ),
      'blob',
    )
  }
  for (const blob of blobs) await put(blob)
  await expect(
    ask(
      'PUT',
      `/v2/${repository}/manifests/${tag}`,
      { ...login, 'content-type': manifest.mediaType },
      manifest.bytes,
      client,
    ),
    'manifest',
  )
}
