import { execFileSync } from 'node:child_process'
import { createServer, type Server } from 'node:http'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { askRevocation } from '../../lib/server/verdict/ask-revocation.ts'
import { nodePrimitives } from '../../lib/server/trust/node-primitives.ts'
import { chainStatus, questionsFor } from '../../lib/verify/revocation/chain-status.ts'
import { readCertificate, type Certificate } from '../../lib/verify/x509.ts'

// An authority made with openssl, which answers for itself: `openssl ocsp` behind a small web server, and its list.
const folder = mkdtempSync(join(tmpdir(), 'chartroom-ca-'))
const at = (name: string) => join(folder, name)
const openssl = (...args: string[]) =>
  execFileSync('openssl', args, { cwd: folder, stdio: ['ignore', 'pipe', 'pipe'] })
let server: Server
let host: string
const asked: string[] = []
const certificates: Record<string, Certificate> = {}

const read = (name: string): Certificate => {
  const pem = readFileSync(at(name), 'utf8')
  return readCertificate(Buffer.from(/-----BEGIN CERTIFICATE-----([^-]+)/.exec(pem)![1]!, 'base64'))
}

beforeAll(async () => {
  server = createServer((request, response) => {
    asked.push(request.url!)
    if (request.url === '/list.crl') {
      response.end(readFileSync(at('list.crl')))
      return
    }
    const [, kind, encoded = ''] = /^\/(ocsp|stale|foreign)\/(.+)$/.exec(request.url!) ?? []
    if (kind === undefined) {
      response.writeHead(503).end()
      return
    }
    writeFileSync(at('request.der'), Buffer.from(decodeURIComponent(encoded), 'base64'))
    const signer =
      kind === 'foreign'
        ? ['-rsigner', 'other.pem', '-rkey', 'other.key']
        : ['-rsigner', 'ca.pem', '-rkey', 'ca.key']
    openssl(
      'ocsp',
      '-index',
      'index.txt',
      '-CA',
      'ca.pem',
      ...signer,
      '-reqin',
      'request.der',
      '-respout',
      'answer.der',
      ...(kind === 'stale' ? ['-ndays', '0', '-nmin', '0'] : ['-ndays', '1']),
    )
    response.end(readFileSync(at('answer.der')))
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  host = `127.0.0.1:${(server.address() as AddressInfo).port}`

  writeFileSync(at('index.txt'), '')
  writeFileSync(at('serial'), '1000\n')
  writeFileSync(at('crlnumber'), '01\n')
  const section = (name: string, more: string) =>
    `[${name}]\nbasicConstraints=critical,CA:false\nkeyUsage=critical,digitalSignature\nextendedKeyUsage=codeSigning\n${more}\n`
  writeFileSync(
    at('ca.cnf'),
    `[ca]\ndefault_ca=d\n[d]\ndatabase=index.txt\nserial=serial\ncrlnumber=crlnumber\nnew_certs_dir=.\ndefault_md=sha256\npolicy=p\nunique_subject=no\ndefault_crl_days=2\n[p]\ncommonName=supplied\n` +
      section('ocsp', `authorityInfoAccess=OCSP;URI:http://${host}/ocsp`) +
      section('foreign', `authorityInfoAccess=OCSP;URI:http://${host}/foreign`) +
      section('silent', `authorityInfoAccess=OCSP;URI:http://${host}/silent`) +
      section('list', `crlDistributionPoints=URI:http://${host}/list.crl`) +
      section(
        'both',
        `authorityInfoAccess=OCSP;URI:http://${host}/silent\ncrlDistributionPoints=URI:http://${host}/list.crl`,
      ) +
      section('none', ''),
  )
  const self = (name: string) =>
    openssl(
      'req',
      '-x509',
      '-newkey',
      'ec',
      '-pkeyopt',
      'ec_paramgen_curve:P-256',
      '-nodes',
      '-days',
      '30',
      '-subj',
      '/CN=Test CA',
      '-keyout',
      `${name}.key`,
      '-out',
      `${name}.pem`,
      '-addext',
      'keyUsage=critical,keyCertSign,cRLSign',
    )
  self('ca')
  self('other')
  const issue = (name: string, extensions: string) => {
    openssl(
      'req',
      '-newkey',
      'ec',
      '-pkeyopt',
      'ec_paramgen_curve:P-256',
      '-nodes',
      '-subj',
      `/CN=${name}`,
      '-keyout',
      `${name}.key`,
      '-out',
      `${name}.csr`,
    )
    openssl(
      'ca',
      '-batch',
      '-config',
      'ca.cnf',
      '-cert',
      'ca.pem',
      '-keyfile',
      'ca.key',
      '-in',
      `${name}.csr`,
      '-out',
      `${name}.pem`,
      '-extensions',
      extensions,
      '-days',
      '10',
      '-notext',
    )
  }
  for (const kind of ['ocsp', 'foreign', 'silent', 'list', 'both', 'none'])
    for (const state of ['good', 'bad']) issue(`${kind}-${state}`, kind)
  for (const kind of ['ocsp', 'list', 'both'])
    openssl(
      'ca',
      '-config',
      'ca.cnf',
      '-cert',
      'ca.pem',
      '-keyfile',
      'ca.key',
      '-revoke',
      `${kind}-bad.pem`,
      '-crl_reason',
      'keyCompromise',
    )
  openssl('ca', '-config', 'ca.cnf', '-cert', 'ca.pem', '-keyfile', 'ca.key', '-gencrl', '-out', 'list.pem')
  openssl('crl', '-in', 'list.pem', '-outform', 'DER', '-out', 'list.crl')
  for (const kind of ['ocsp', 'foreign', 'silent', 'list', 'both', 'none'])
    for (const state of ['good', 'bad']) certificates[`${kind}-${state}`] = read(`${kind}-${state}.pem`)
  certificates['ca'] = read('ca.pem')
}, 60_000)

afterAll(() => {
  server.close()
  rmSync(folder, { recursive: true, force: true })
})

const allow = { allowAddresses: ['127.0.0.1'] }
async function status(name: string, allowed = allow, now = Date.now() / 1000) {
  const chain = [certificates[name]!, certificates['ca']!]
  const answers = await askRevocation(questionsFor(chain, nodePrimitives), allowed)
  return chainStatus(chain, answers, nodePrimitives, now)
}

describe('what an authority of openssl’s says', () => {
  test.each([
    ['ocsp-good', 'good', /responder/],
    ['ocsp-bad', 'revoked', /key compromised/],
    ['list-good', 'good', /list/],
    ['list-bad', 'revoked', /key compromised/],
    ['both-good', 'good', /list/],
    ['both-bad', 'revoked', /key compromised/],
    ['silent-good', 'unknown', /503/],
    ['foreign-good', 'unknown', /not signed by the issuer/],
    ['none-good', 'unnamed', /nobody to ask/],
  ])('%s is %s', async (name, state, words) => {
    expect(await status(name)).toMatchObject({ state, words: expect.stringMatching(words) as string })
  })
})

test('a private address is not asked unless it is allowed', async () => {
  asked.length = 0
  // another certificate than before, for answers are kept a while
  expect(await status('silent-bad', { allowAddresses: [] })).toMatchObject({
    state: 'unknown',
    words: expect.stringMatching(/ADDRESS_BLOCKED/) as string,
  })
  expect(asked).toEqual([])
})

test('answers run out, and none from the future counts', async () => {
  const day = 86_400
  for (const offset of [-3 * day, 3 * day])
    for (const name of ['ocsp-bad', 'list-bad'])
      expect((await status(name, allow, Date.now() / 1000 + offset)).state).toBe('unknown')
})

test('an answer about one certificate says nothing of another, and a changed one nothing at all', async () => {
  const good = [certificates['ocsp-good']!, certificates['ca']!]
  const bad = [certificates['ocsp-bad']!, certificates['ca']!]
  const answers = await askRevocation(questionsFor(good, nodePrimitives), allow)
  const [answer] = answers.values()
  const [question] = questionsFor(bad, nodePrimitives)
  const { keyOf } = await import('../../lib/verify/revocation/chain-status.ts')
  const now = Date.now() / 1000
  expect(chainStatus(bad, new Map([[keyOf(question!), answer!]]), nodePrimitives, now).state).toBe('unknown')
  const bytes = answer as Uint8Array
  for (let i = 0; i < bytes.length; i += 7) {
    const changed = Uint8Array.from(bytes)
    changed[i]! ^= 0x01
    const [own] = questionsFor(good, nodePrimitives)
    const found = chainStatus(good, new Map([[keyOf(own!), changed]]), nodePrimitives, now)
    // what is unsigned around the answer may change without saying anything else
    expect(['unknown', 'good'], `byte ${i}`).toContain(found.state)
  }
})
