import { createHash, createPrivateKey, createPublicKey, X509Certificate } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { Budget, Int, Slice, type Host, type Run, type Struct, type Value } from '../../../lib/go/value.ts'
import { hostOf, nondeterministic } from '../../../lib/sprig/nondeterministic.ts'
import { sprigFunctions } from '../../../lib/sprig/index.ts'
import { nodeHost } from '../../../lib/worker/host-node.ts'
import { seededHost } from '../../../lib/worker/host-seeded.ts'
import { prepareRsaKeys, webHost } from '../../../lib/worker/host-web.ts'

const functions = sprigFunctions()
const runOn = (host: Host): Run => ({ host, budget: new Budget({ steps: 1e9, bytes: 1e9, depth: 10 }) })
const call = (run: Run, site: string, name: string, ...args: Value[]): Value => {
  run.site = site
  return functions.get(name)!.call(run, args)
}
const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex')
const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex')
const field = (v: Value, name: string): string => (v as Struct).fields().get(name) as string

describe('the seeded host', () => {
  test('gives these very bytes, times and keys, on every platform', () => {
    const host = seededHost('chartroom')
    expect(hex(host.random(16))).toBe('775ab8bbbc77d77438d0be360a401ddf')
    expect(hex(host.at!('a:1:1').random(16))).toBe('6fe3352ce0cf69bfbdb43f497913f07e')
    expect(sha256(host.at!('key').rsaKey(2048))).toBe(
      '4683ccbc60f128096f3b3d5be1a133b18d8909d77bf08ea1d7aa7e1e0dfe2ac5',
    )
    expect(host.now()).toBe(1_767_225_600_000_000_000n)
    expect(host.localZone(0)).toEqual({ offset: 0, name: 'UTC', dst: false })
    expect(host.zone('Europe/Berlin', 1_750_000_000)).toEqual({ offset: 7200, name: 'CEST', dst: true })
  })

  test('each call site and occurrence has a stream of its own', () => {
    const one = runOn(seededHost('s'))
    const first = [call(one, 'x', 'uuidv4'), call(one, 'x', 'uuidv4'), call(one, 'y', 'uuidv4')]
    expect(new Set(first).size).toBe(3)
    const two = runOn(seededHost('s'))
    call(two, 'elsewhere', 'randAlphaNum', Int.of(100))
    call(two, 'elsewhere', 'shuffle', 'abc')
    expect([call(two, 'y', 'uuidv4'), call(two, 'x', 'uuidv4'), call(two, 'x', 'uuidv4')]).toEqual([
      first[2],
      first[0],
      first[1],
    ])
    expect(call(runOn(seededHost('t')), 'x', 'uuidv4')).not.toBe(first[0])
  })

  test('every function of chance is a function of the seed', () => {
    const args: Record<string, Value[]> = {
      randAlphaNum: [Int.of(20)],
      randAlpha: [Int.of(20)],
      randAscii: [Int.of(20)],
      randNumeric: [Int.of(20)],
      randBytes: [Int.of(20)],
      randInt: [Int.of(-5), Int.of(1_000_000)],
      uuidv4: [],
      shuffle: ['abcdefghijkl'],
      bcrypt: ['secret'],
      htpasswd: ['bob', 'secret'],
      encryptAES: ['secret', 'text'],
      genCA: ['ca', Int.of(365)],
      genSelfSignedCert: ['x', new Slice([]), new Slice([]), Int.of(1)],
      genPrivateKey: ['ecdsa'],
    }
    for (const [name, given] of Object.entries(args)) {
      expect(nondeterministic.has(name)).toBe(true)
      const shown = (seed: string): string =>
        JSON.stringify(call(runOn(seededHost(seed)), 'here', name, ...given), (_k, v: unknown) =>
          typeof v === 'bigint' ? String(v) : v,
        )
      expect([name, shown('one')]).toEqual([name, shown('one')])
      expect([name, shown('one')]).not.toEqual([name, shown('two')])
    }
  })

  test('a key asked for again costs nothing', () => {
    const time = (): number => {
      const start = performance.now()
      seededHost('cost').at!('there').rsaKey(2048)
      return performance.now() - start
    }
    const first = time()
    expect(time()).toBeLessThan(Math.max(5, first / 5))
  })
})

describe.each([
  ['node', nodeHost()],
  ['web', webHost()],
  ['seeded', seededHost('x')],
])('the %s host', (_name, host) => {
  test('makes RSA keys that work', async () => {
    await prepareRsaKeys(1)
    for (let i = 0; i < 2; i++) {
      const key = createPrivateKey({ key: Buffer.from(host.rsaKey(2048)), format: 'der', type: 'pkcs1' })
      expect(key.asymmetricKeyDetails?.modulusLength).toBe(2048)
    }
  })
  test('makes certificates that verify under their authority', () => {
    const run = runOn(host)
    const ca = call(run, 'a', 'genCA', 'my-ca', Int.of(365))
    const leaf = call(
      run,
      'b',
      'genSignedCert',
      'leaf',
      new Slice(['10.0.0.1']),
      new Slice(['a.example']),
      Int.of(30),
      ca,
    )
    const [root, end] = [new X509Certificate(field(ca, 'Cert')), new X509Certificate(field(leaf, 'Cert'))]
    expect(end.verify(root.publicKey)).toBe(true)
    expect(end.checkIssued(root)).toBe(true)
    expect(end.subjectAltName).toBe('DNS:a.example, IP Address:10.0.0.1')
    expect(end.checkPrivateKey(createPrivateKey(field(leaf, 'Key')))).toBe(true)
    expect(root.ca).toBe(true)
  })
  test('makes keys of every kind', () => {
    const run = runOn(host)
    for (const [kind, type] of [
      ['dsa', 'dsa'],
      ['ecdsa', 'ec'],
      ['ed25519', 'ed25519'],
    ]) {
      const pem = call(run, kind!, 'genPrivateKey', kind!) as string
      expect(createPublicKey(createPrivateKey(pem)).asymmetricKeyType).toBe(type)
    }
  })
  test('gives as many random bytes as asked for, and no two alike', () => {
    expect(hostOf(runOn(host)).random(70_000)).toHaveLength(70_000)
    expect(hex(host.random(16))).not.toBe(hex(host.random(16)))
    expect(host.random(0)).toHaveLength(0)
  })
})

describe('random texts', () => {
  const run = runOn(seededHost('texts'))
  test.each([
    ['randAlphaNum', /^[A-Za-z0-9]{500}$/, 62],
    ['randAlpha', /^[A-Za-z]{500}$/, 52],
    ['randNumeric', /^[0-9]{500}$/, 10],
    ['randAscii', /^[ -~]{500}$/, 90],
  ])('%s draws from its whole alphabet', (name, shape, distinct) => {
    const text = call(run, 'x', name, Int.of(500)) as string
    expect(text).toMatch(shape)
    expect(new Set(call(run, 'x', name, Int.of(20_000)) as string).size).toBeGreaterThanOrEqual(distinct)
    expect(call(run, 'x', name, Int.of(0))).toBe('')
    expect(call(run, 'x', name, Int.of(-3))).toBe('')
  })
  test('randInt stays within its bounds and refuses an empty range', () => {
    for (let i = 0; i < 200; i++) {
      const { value } = call(run, 'x', 'randInt', Int.of(-2), Int.of(3)) as Int
      expect(value >= -2n && value < 3n).toBe(true)
    }
    expect(() => call(run, 'x', 'randInt', Int.of(3), Int.of(3))).toThrow('invalid argument to Intn')
  })
  test('uuidv4 is version 4, variant 1', () => {
    expect(call(run, 'x', 'uuidv4')).toMatch(
      /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/,
    )
  })
  test('shuffle keeps the characters, broken bytes become U+FFFD', () => {
    expect([...(call(run, 'x', 'shuffle', 'héllo\udcff') as string)].sort().join('')).toBe(
      [...'héllo\ufffd'].sort().join(''),
    )
  })
  test('too much is refused before it is made', () => {
    const small: Run = {
      host: run.host,
      budget: new Budget({ steps: 1000, bytes: 1000, depth: 10, computing: 10 }),
    }
    for (const name of ['randAlphaNum', 'randBytes']) {
      expect(() => call(small, 'x', name, Int.of(2n ** 40n))).toThrow('SIZE_LIMIT')
    }
    expect(() => call(small, 'x', 'genCA', 'x', Int.of(1))).toThrow('COMPUTING_LIMIT')
    expect(() => call(small, 'x', 'bcrypt', 'x')).toThrow('COMPUTING_LIMIT')
    expect(() => call(run, 'x', 'randBytes', Int.of(-1))).toThrow(
      'runtime error: makeslice: len out of range',
    )
  })
  test('days that overflow 64 bits of nanoseconds wrap around', () => {
    const host = { ...run.host, at: undefined, now: () => 1_700_000_000_000_000_000n }
    const ca = call(runOn(host), 'x', 'genCA', 'x', Int.of(365_000))
    expect(new X509Certificate(field(ca, 'Cert')).validTo).toBe('Feb  5 23:04:12 1854 GMT')
  })
})
