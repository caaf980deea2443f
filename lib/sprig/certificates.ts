import { createCertificate, type Signer } from '../go/crypto/certificate-create.ts'
import { parseCertificate } from '../go/crypto/certificate-parse.ts'
import { generateDsaKey } from '../go/crypto/dsa.ts'
import { parsePkcs1, parsePrivateKeyPem } from '../go/crypto/parse-private-key.ts'
import { decodePem, encodePem } from '../go/crypto/pem.ts'
import {
  dsaPrivateKey,
  ed25519PrivateKey,
  generateEcdsaKey,
  rsaPrivateKey,
  type PrivateKey,
} from '../go/crypto/private-key.ts'
import { toByteText } from '../go/byte-text.ts'
import { decodeBase64 } from '../go/encoding/base64.ts'
import { sprintf } from '../go/fmt/index.ts'
import { parseIp } from '../go/ip.ts'
import { fromBytes } from '../go/text.ts'
import { HOUR, localOf, Time } from '../go/time/index.ts'
import {
  Func,
  GoError,
  Slice,
  Struct,
  T,
  type Host,
  type Int,
  type Run,
  type Type,
  type Value,
} from '../go/value.ts'
import type { Family } from './family.ts'
import { hostOf } from './nondeterministic.ts'
import { randomBelow } from './random.ts'

/** Milliseconds in pure JavaScript, where no platform helps. */
const KEY_COST = 150
const LONG_KEY_COST = 2000
const SIGN_COST = 15

const certificateType: Type = { name: 'sprig.certificate', kind: 'struct' }

/** sprig's `certificate`: two PEM texts. */
class Certificate extends Struct {
  readonly type = certificateType
  readonly cert: string
  readonly key: string
  constructor(cert: string, key: string) {
    super()
    this.cert = cert
    this.key = key
  }
  fields(): ReadonlyMap<string, Value> {
    return new Map([
      ['Cert', this.cert],
      ['Key', this.key],
    ])
  }
}

function told<R>(prefix: string, make: () => R): R {
  try {
    return make()
  } catch (error) {
    if (error instanceof GoError) throw new GoError(prefix + error.message)
    throw error
  }
}

const newRsaKey = (run: Run, host: Host, bits: number): PrivateKey => {
  run.budget.compute(bits > 2048 ? LONG_KEY_COST : KEY_COST)
  return rsaPrivateKey(parsePkcs1(host.rsaKey(bits)))
}

function genPrivateKey(run: Run, kind: string): string {
  const host = hostOf(run)
  const random = (n: number): Uint8Array => host.random(n)
  switch (kind) {
    case '':
    case 'rsa':
      return newRsaKey(run, host, 4096).pem()
    case 'dsa':
      run.budget.compute(SIGN_COST)
      return dsaPrivateKey(generateDsaKey(random)).pem()
    case 'ecdsa':
      run.budget.compute(SIGN_COST)
      return generateEcdsaKey(random).pem()
    case 'ed25519':
      run.budget.compute(SIGN_COST)
      return ed25519PrivateKey(random(32)).pem()
    default:
      return `Unknown type ${kind}`
  }
}

interface Subject {
  readonly name: string
  readonly ips: readonly Uint8Array[]
  readonly dnsNames: readonly string[]
  readonly days: bigint
}

const itemsOf = (list: Value): readonly Value[] => (list instanceof Slice ? list.items : [])

function readSubject(name: Value, ips: Value, dnsNames: Value, days: Value): Subject {
  return {
    name: name as string,
    ips: itemsOf(ips).map((ip) => {
      if (typeof ip !== 'string')
        throw new GoError(`error parsing ip: ${sprintf('%v', [ip])} is not a string`)
      const bytes = parseIp(ip)
      if (bytes === undefined) throw new GoError(`error parsing ip: ${ip}`)
      return bytes
    }),
    dnsNames: itemsOf(dnsNames).map((dns) => {
      if (typeof dns !== 'string')
        throw new GoError(`error processing alternate dns name: ${sprintf('%v', [dns])} is not a string`)
      return dns
    }),
    days: (days as Int).value,
  }
}

function issue(
  run: Run,
  host: Host,
  subject: Subject,
  isCa: boolean,
  key: PrivateKey,
  signer: Signer,
): Certificate {
  run.budget.compute(SIGN_COST)
  const now = Time.fromNanoseconds(host.now(), localOf(host))
  const template = {
    commonName: subject.name,
    serial: randomBelow(host, 1n << 128n),
    notBefore: now,
    // days beyond what 64 bits of nanoseconds hold wrap around, as in Go
    notAfter: now.add(BigInt.asIntN(64, HOUR * 24n * subject.days)),
    isCa,
    dnsNames: subject.dnsNames,
    ips: subject.ips,
  }
  const bytes = told('error creating certificate: ', () => createCertificate(template, key, signer))
  const cert = encodePem({ type: 'CERTIFICATE', bytes })
  const pem = key.pem()
  run.budget.grow(cert.length + pem.length)
  return new Certificate(cert, pem)
}

const selfSigned = (key: PrivateKey): Signer => ({ key, certificate: undefined })

const givenKey = (pem: Value): PrivateKey =>
  told('parsing private key: ', () => parsePrivateKeyPem(pem as string))

function readSigner(authority: Value): Signer {
  const { cert, key } = authority as Certificate
  const block = decodePem(cert)
  if (block === undefined) throw new GoError('unable to decode certificate')
  const certificate = told('error parsing certificate: decodedSignerCert.Bytes: ', () =>
    parseCertificate(block.bytes),
  )
  return { certificate, key: told('error parsing private key: ', () => parsePrivateKeyPem(key)) }
}

function buildCustomCert([cert, key]: readonly Value[]): Certificate {
  const decode = (text: Value, what: string): Uint8Array => {
    try {
      return decodeBase64(toByteText(text as string))
    } catch (error) {
      if (error instanceof GoError) throw new GoError(`unable to decode base64 ${what}`)
      throw error
    }
  }
  const certBytes = decode(cert, 'certificate')
  const keyText = fromBytes(decode(key, 'private key'))
  const block = decodePem(certBytes)
  if (block === undefined) throw new GoError('unable to decode certificate')
  told('error parsing certificate: decodedCert.Bytes: ', () => parseCertificate(block.bytes))
  told('error parsing private key: ', () => parsePrivateKeyPem(keyText))
  return new Certificate(fromBytes(certBytes), keyText)
}

const certificateFunc = (
  params: readonly Type[],
  make: (run: Run, args: readonly Value[]) => Certificate,
): Func => new Func(params, false, certificateType, make, true)

const AUTHORITY = [T.string, T.int]
const LEAF = [T.string, T.anySlice, T.anySlice, T.int]

/** The keys and certificates of sprig's `crypto.go`. */
export const certificateFunctions: Family = {
  genPrivateKey: new Func([T.string], false, T.string, (run, [kind]) => genPrivateKey(run, kind as string)),
  genCA: certificateFunc(AUTHORITY, (run, [name, days]) => {
    const host = hostOf(run)
    const key = newRsaKey(run, host, 2048)
    return issue(run, host, readSubject(name, null, null, days), true, key, selfSigned(key))
  }),
  genCAWithKey: certificateFunc([...AUTHORITY, T.string], (run, [name, days, pem]) => {
    const key = givenKey(pem)
    return issue(run, hostOf(run), readSubject(name, null, null, days), true, key, selfSigned(key))
  }),
  genSelfSignedCert: certificateFunc(LEAF, (run, [name, ips, dnsNames, days]) => {
    const subject = readSubject(name, ips, dnsNames, days)
    const host = hostOf(run)
    const key = newRsaKey(run, host, 2048)
    return issue(run, host, subject, false, key, selfSigned(key))
  }),
  genSelfSignedCertWithKey: certificateFunc([...LEAF, T.string], (run, [name, ips, dnsNames, days, pem]) => {
    const key = givenKey(pem)
    return issue(run, hostOf(run), readSubject(name, ips, dnsNames, days), false, key, selfSigned(key))
  }),
  genSignedCert: certificateFunc(
    [...LEAF, certificateType],
    (run, [name, ips, dnsNames, days, authority]) => {
      const signer = readSigner(authority)
      const subject = readSubject(name, ips, dnsNames, days)
      const host = hostOf(run)
      return issue(run, host, subject, false, newRsaKey(run, host, 2048), signer)
    },
  ),
  genSignedCertWithKey: certificateFunc(
    [...LEAF, certificateType, T.string],
    (run, [name, ips, dnsNames, days, authority, pem]) => {
      const key = givenKey(pem)
      const signer = readSigner(authority)
      return issue(run, hostOf(run), readSubject(name, ips, dnsNames, days), false, key, signer)
    },
  ),
  buildCustomCert: certificateFunc([T.string, T.string], (_run, args) => buildCustomCert(args)),
}
