import { createHash, generateKeyPairSync, sign, type KeyObject } from 'node:crypto'

/** A certificate with its key, and what is needed to issue others. */
export interface Certificate {
  readonly pem: string
  readonly key: string
  readonly subject: string
  readonly der: Buffer
  readonly privateKey: KeyObject
}

interface Asked {
  readonly subject: string
  readonly issuer?: Certificate
  /** host names and IPv4 addresses */
  readonly names?: readonly string[]
  readonly ca?: boolean
  readonly from?: Date
  readonly to?: Date
}

const DAY = 86_400_000

/** Makes an X.509 certificate (EC P-256, or RSA for an issuer of tokens), self-signed without an issuer. */
export function makeCertificate(
  { subject, issuer, names = [], ca = false, from, to }: Asked,
  type: 'ec' | 'rsa' = 'ec',
): Certificate {
  const { publicKey, privateKey } =
    type === 'ec'
      ? generateKeyPairSync('ec', { namedCurve: 'P-256' })
      : generateKeyPairSync('rsa', { modulusLength: 2048 })
  const signer = issuer?.privateKey ?? privateKey
  const spki = publicKey.export({ type: 'spki', format: 'der' })
  const ecdsa = seq(oid('1.2.840.10045.4.3.2'))
  const rsa = seq(oid('1.2.840.113549.1.1.11'), tag(0x05, Buffer.alloc(0)))
  const algorithm = signer.asymmetricKeyType === 'ec' ? ecdsa : rsa
  const serial = createHash('sha256').update(spki).digest().subarray(0, 8)
  serial[0] = (serial[0]! & 0x7f) | 0x40
  const extensions = [extension('2.5.29.19', seq(...(ca ? [tag(0x01, Buffer.from([0xff]))] : [])), true)]
  if (names.length > 0) extensions.push(extension('2.5.29.17', seq(...names.map(altName))))
  const body = seq(
    tag(0xa0, tag(0x02, Buffer.from([2]))),
    tag(0x02, serial),
    algorithm,
    name(issuer?.subject ?? subject),
    seq(time(from ?? new Date(Date.now() - DAY)), time(to ?? new Date(Date.now() + 30 * DAY))),
    name(subject),
    spki,
    tag(0xa3, seq(...extensions)),
  )
  const der = seq(body, algorithm, tag(0x03, Buffer.concat([Buffer.from([0]), sign('sha256', body, signer)])))
  return {
    pem: pem('CERTIFICATE', der),
    key: privateKey.export({ type: 'pkcs8', format: 'pem' }) as string,
    subject,
    der,
    privateKey,
  }
}

const pem = (label: string, der: Buffer): string =>
  `-----BEGIN ${label}-----\n${der.toString('base64').replaceAll(/.{64}/g, '$&\n').trimEnd()}\n-----END ${label}-----\n`

function tag(code: number, body: Buffer): Buffer {
  const { length } = body
  const head = length < 128 ? [length] : length < 256 ? [0x81, length] : [0x82, length >> 8, length & 255]
  return Buffer.concat([Buffer.from([code, ...head]), body])
}

const seq = (...parts: Buffer[]): Buffer => tag(0x30, Buffer.concat(parts))
const name = (text: string): Buffer => seq(tag(0x31, seq(oid('2.5.4.3'), tag(0x0c, Buffer.from(text)))))
const time = (date: Date): Buffer => tag(0x18, Buffer.from(date.toISOString().replaceAll(/[-:T]|\.\d+/g, '')))
const extension = (id: string, value: Buffer, critical = false): Buffer =>
  seq(oid(id), ...(critical ? [tag(0x01, Buffer.from([0xff]))] : []), tag(0x04, value))

const altName = (text: string): Buffer =>
  /^\d+(?:\.\d+){3}$/.test(text)
    ? tag(0x87, Buffer.from(text.split('.').map(Number)))
    : tag(0x82, Buffer.from(text))

function oid(text: string): Buffer {
  const [a, b, ...rest] = text.split('.').map(Number) as [number, number, ...number[]]
  const bytes = [a * 40 + b]
  for (const part of rest) {
    const groups = [part & 127]
    for (let left = part >> 7; left > 0; left >>= 7) groups.unshift((left & 127) | 128)
    bytes.push(...groups)
  }
  return tag(0x06, Buffer.from(bytes))
}
