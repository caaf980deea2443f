import { X509Certificate } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { TAG } from '../../../lib/go/crypto/der.ts'
import { DerReader } from '../../../lib/go/crypto/der-reader.ts'
import { decodePem } from '../../../lib/go/crypto/pem.ts'
import { Budget, Int, Slice, T, type Host, type Run, type Struct, type Value } from '../../../lib/go/value.ts'
import { certificateFunctions } from '../../../lib/sprig/certificates.ts'
import { cipherFunctions } from '../../../lib/sprig/ciphers.ts'
import { hashFunctions } from '../../../lib/sprig/hashes.ts'
import { passwordFunctions } from '../../../lib/sprig/passwords.ts'

/** What sprig's crypto functions answer: made by tests/oracle/special. */
const rows = readFileSync(new URL('../../fixtures/crypto/cases.jsonl', import.meta.url), 'utf8')
  .trim()
  .split('\n')
  .map((line) => JSON.parse(line) as [string, ...unknown[]])
const of = <R extends unknown[]>(kind: string): R[] =>
  rows.filter((row) => row[0] === kind).map((row) => row.slice(1) as R)

const host: Host = {
  random: (n) => new Uint8Array(n).fill(7),
  now: () => 1_700_000_000_000_000_000n,
  localZone: () => ({ offset: 0, name: 'UTC' }),
  zone: () => undefined,
  rsaKey: () => {
    throw new Error('no key was to be made')
  },
}
const runWith = (more: Partial<Host> = {}): Run => ({
  host: { ...host, ...more },
  budget: new Budget({ steps: 1e9, bytes: 1e9, depth: 10 }),
})
const run = runWith()

const attempt = (make: () => Value): { value: Value; error: string | null } => {
  try {
    return { value: make(), error: null }
  } catch (error) {
    return { value: null, error: (error as Error).message }
  }
}

describe('checksums, passwords and ciphers as sprig has them', () => {
  test('checksums', () => {
    for (const [name, given, want] of of<[string, string | [string, number], string]>('hash')) {
      const text = typeof given === 'string' ? given : given[0].repeat(given[1])
      expect([name, given, hashFunctions[name]!.call(run, [text])]).toEqual([name, given, want])
    }
  })
  test('derivePassword', { timeout: 60_000 }, () => {
    for (const [counter, kind, password, user, site, want] of of<
      [string, string, string, string, string, string]
    >('derive')) {
      const args = [new Int(BigInt(counter), T.uint32), kind, password, user, site]
      expect([counter, kind, passwordFunctions['derivePassword']!.call(run, args)]).toEqual([
        counter,
        kind,
        want,
      ])
    }
  })
  test('what Go encrypted is decrypted, what it cannot decrypt fails alike', () => {
    for (const [password, sealed, plain, error] of of<[string, string, string | null, string | null]>(
      'decrypt',
    )) {
      expect([sealed, attempt(() => cipherFunctions['decryptAES']!.call(run, [password, sealed]))]).toEqual([
        sealed,
        { value: plain, error },
      ])
    }
  })
  test('what we encrypt comes back, with Go’s initial vector to the byte', () => {
    for (const [password, sealed, plain] of of<[string, string, string | null, string | null]>('decrypt')) {
      if (plain === null || plain === '') continue
      const iv = Uint8Array.from(atob(sealed), (c) => c.charCodeAt(0)).subarray(0, 16)
      const ours = cipherFunctions['encryptAES']!.call(runWith({ random: () => iv }), [password, plain])
      // two ciphertexts of the list were not made by encrypting
      if (!/^(AAAA|cXFx|cnJy)/.test(sealed)) expect(ours).toBe(sealed)
      expect(cipherFunctions['decryptAES']!.call(run, [password, ours])).toBe(plain)
    }
  })
  test('refusals of htpasswd and genPrivateKey are their results', () => {
    for (const [user, password, want] of of<[string, string, string]>('htpasswd')) {
      expect(passwordFunctions['htpasswd']!.call(run, [user, password])).toBe(want)
    }
    for (const [kind, want] of of<[string, string]>('unknownKey')) {
      expect(certificateFunctions['genPrivateKey']!.call(run, [kind])).toBe(want)
    }
  })
})

type Given = string | number | null | Given[]

const pems = new Map(of<[string, string]>('pem'))
const named = (text: string): string => pems.get(text) ?? text

/** Arguments as a template would give them: a pair is a certificate, made by buildCustomCert. */
function argument(name: string, index: number, given: Given): Value {
  if (name.startsWith('genSigned') && index === 4) {
    const [cert, key] = given as [string, string]
    return certificateFunctions['buildCustomCert']!.call(run, [btoa(named(cert)), btoa(named(key))])
  }
  if (Array.isArray(given)) return new Slice(given.map((item, i) => argument('', i, item)))
  if (given === null) return name === '' ? null : new Slice([], T.anySlice, true)
  if (typeof given === 'number') return name === '' && !Number.isInteger(given) ? given : Int.of(given)
  return typeof given === 'string' ? named(given) : given
}

const call = (name: string, given: Given[], as: Run): Value =>
  certificateFunctions[name]!.call(
    as,
    given.map((g, i) => argument(name, i, g)),
  )
const field = (v: Value, name: string): string => (v as Struct).fields().get(name) as string

/** Everything but the signature where the algorithm draws a random number for it (ECDSA). */
function comparable(pem: string): string {
  const { bytes } = decodePem(pem)!
  const whole = new DerReader(bytes).inside(TAG.sequence)!
  const signed = whole.any()!.whole
  const isEcdsa = whole.inside(TAG.sequence)!.oid()!.startsWith('1.2.840.10045')
  return Buffer.from(isEcdsa ? signed : bytes).toString('hex')
}

describe('certificates as sprig makes them', () => {
  test('with the same serial number, second and key, they are the same bytes', () => {
    const cases = of<[string, Given[], [string, string]]>('certificate')
    expect(cases.length).toBeGreaterThan(90)
    for (const [name, given, [certName, keyName]] of cases) {
      const cert = named(certName)
      if (name === 'buildCustomCert') {
        const built = call(name, given, run)
        expect([field(built, 'Cert'), field(built, 'Key')]).toEqual([cert, named(keyName)])
        continue
      }
      const model = new X509Certificate(cert)
      const serial = Buffer.from(model.serialNumber.padStart(32, '0'), 'hex')
      const made = call(
        name,
        given,
        runWith({ random: () => serial, now: () => BigInt(model.validFromDate.getTime()) * 1_000_000n }),
      )
      expect([name, given, comparable(field(made, 'Cert'))]).toEqual([name, given, comparable(cert)])
      expect(field(made, 'Key')).toBe(named(keyName))
    }
  })

  test('what sprig refuses is refused with its text', () => {
    const cases = of<[string, Given[], string]>('certificateError')
    expect(cases.length).toBeGreaterThan(80)
    for (const [name, given, error] of cases) {
      expect([name, given, attempt(() => call(name, given, run)).error]).toEqual([name, given, error])
    }
  })
})
