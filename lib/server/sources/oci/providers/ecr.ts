import { createHash, createHmac } from 'node:crypto'
import { SourceError } from '../../../errors/source-error.ts'
import { ProviderApi, texts, type ListRepositories } from './provider.ts'

const HOST = /^(\d{12})\.dkr\.ecr(?:-fips)?\.([a-z0-9-]+)\.(amazonaws\.com(?:\.cn)?)$/

/**
 * Amazon's registry answers `_catalog` to its own login; where that is refused `DescribeRepositories` tells them to the access
 * keys in the environment. https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_DescribeRepositories.html
 */
export const listRepositories: ListRepositories = async (listing) => {
  const {
    AWS_ACCESS_KEY_ID: id,
    AWS_SECRET_ACCESS_KEY: secret,
    AWS_SESSION_TOKEN: session,
    AWS_REGION: fallback = 'us-east-1',
  } = listing.env
  if (id === undefined || secret === undefined) {
    throw new SourceError('LIST_UNSUPPORTED', 'the environment has no access keys for Amazon’s own list', {
      host: listing.host,
      phase: 'list',
    })
  }
  const [, account, region = fallback, domain = 'amazonaws.com'] = HOST.exec(listing.host) ?? []
  const api = new ProviderApi(listing, new URL(`https://api.ecr.${region}.${domain}`))
  listing.connection.secrets.add(secret, ...(session === undefined ? [] : [session]))
  const names: string[] = []
  for (let next: string | undefined, page = 1; page <= 100; page++) {
    const body = JSON.stringify({
      maxResults: 1000,
      ...(account && { registryId: account }),
      ...(next !== undefined && { nextToken: next }),
    })
    const headers = signed({ body, host: api.origin.host, region, id, secret, session, now: new Date() })
    const json = (await api.post('/', body, headers)) as { repositories?: unknown; nextToken?: unknown }
    names.push(...texts(json.repositories, 'repositoryName'))
    if (typeof json.nextToken !== 'string') break
    next = json.nextToken
  }
  return names
}

interface Signing {
  readonly body: string
  readonly host: string
  readonly region: string
  readonly id: string
  readonly secret: string
  readonly session: string | undefined
  readonly now: Date
}

/** The headers of a request signed with AWS Signature Version 4. */
export function signed({ body, host, region, id, secret, session, now }: Signing): Record<string, string> {
  const time = now.toISOString().replaceAll(/[-:]|\.\d+/g, '')
  const day = time.slice(0, 8)
  const headers: Record<string, string> = {
    'content-type': 'application/x-amz-json-1.1',
    host,
    'x-amz-date': time,
    ...(session !== undefined && { 'x-amz-security-token': session }),
    'x-amz-target': 'AmazonEC2ContainerRegistry_V20150921.DescribeRepositories',
  }
  const names = Object.keys(headers).sort()
  const sha = (text: string): string => createHash('sha256').update(text).digest('hex')
  const hmac = (key: string | Buffer, text: string): Buffer => createHmac('sha256', key).update(text).digest()
  const canonical = [
    'POST',
    '/',
    '',
    ...names.map((name) => `${name}:${headers[name]}`),
    '',
    names.join(';'),
    sha(body),
  ].join('\n')
  const scope = `${day}/${region}/ecr/aws4_request`
  const key = ['ecr', 'aws4_request'].reduce(
    (k, part) => hmac(k, part),
    hmac(hmac(`AWS4${secret}`, day), region),
  )
  const signature = hmac(key, ['AWS4-HMAC-SHA256', time, scope, sha(canonical)].join('\n')).toString('hex')
  const { host: _, ...sent } = headers
  return {
    ...sent,
    authorization: `AWS4-HMAC-SHA256 Credential=${id}/${scope}, SignedHeaders=${names.join(';')}, Signature=${signature}`,
  }
}
