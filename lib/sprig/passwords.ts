import { hmac } from '@noble/hashes/hmac.js'
import { scrypt } from '@noble/hashes/scrypt.js'
import { sha256 } from '@noble/hashes/sha2.js'
import { encodeBase64, hashSync } from 'bcryptjs'
import { fnWith } from '../go/signature.ts'
import { contains } from '../go/strings.ts'
import { byteLength, toBytes } from '../go/text.ts'
import { Func, T, type Int, type Run } from '../go/value.ts'
import type { Family } from './family.ts'
import { hostOf } from './nondeterministic.ts'

/** Milliseconds in pure JavaScript. */
const BCRYPT_COST = 70
const SCRYPT_COST = 250
const COST = 10
const LONGEST = 72

function bcrypt(run: Run, password: string): string {
  if (byteLength(password) > LONGEST) {
    return `failed to encrypt string with bcrypt: bcrypt: password length exceeds ${LONGEST} bytes`
  }
  run.budget.compute(BCRYPT_COST)
  const salt = encodeBase64([...hostOf(run).random(16)], 16)
  return hashSync(password, `$2a$${COST}$${salt}`)
}

function htpasswd(run: Run, user: string, password: string): string {
  if (contains(user, ':')) return `invalid username: ${user}`
  return `${user}:${bcrypt(run, password)}`
}

const SEED = 'com.lyndir.masterpassword'

/** Patterns of passwords by kind: each letter stands for one of `CHARACTERS`. */
const PATTERNS: Readonly<Record<string, readonly string[]>> = {
  maximum: ['anoxxxxxxxxxxxxxxxxx', 'axxxxxxxxxxxxxxxxxno'],
  long: [
    'CvcvnoCvcvCvcv',
    'CvcvCvcvnoCvcv',
    'CvcvCvcvCvcvno',
    'CvccnoCvcvCvcv',
    'CvccCvcvnoCvcv',
    'CvccCvcvCvcvno',
    'CvcvnoCvccCvcv',
    'CvcvCvccnoCvcv',
    'CvcvCvccCvcvno',
    'CvcvnoCvcvCvcc',
    'CvcvCvcvnoCvcc',
    'CvcvCvcvCvccno',
    'CvccnoCvccCvcv',
    'CvccCvccnoCvcv',
    'CvccCvccCvcvno',
    'CvcvnoCvccCvcc',
    'CvcvCvccnoCvcc',
    'CvcvCvccCvccno',
    'CvccnoCvcvCvcc',
    'CvccCvcvnoCvcc',
    'CvccCvcvCvccno',
  ],
  medium: ['CvcnoCvc', 'CvcCvcno'],
  short: ['Cvcn'],
  basic: ['aaanaaan', 'aannaaan', 'aaannaaa'],
  pin: ['nnnn'],
}

const CHARACTERS: Readonly<Record<string, string>> = {
  V: 'AEIOU',
  C: 'BCDFGHJKLMNPQRSTVWXYZ',
  v: 'aeiou',
  c: 'bcdfghjklmnpqrstvwxyz',
  a: 'AEIOUaeiouBCDFGHJKLMNPQRSTVWXYZbcdfghjklmnpqrstvwxyz',
  n: '0123456789',
  o: "@&%?,=[]_:-+*$#!'^~;()/.",
  x: 'AEIOUaeiouBCDFGHJKLMNPQRSTVWXYZbcdfghjklmnpqrstvwxyz0123456789!@#$%^&*()',
}

/** The seed's name, then each part: texts by length and content, numbers as 32 bits, big-endian. */
function message(...parts: readonly (string | bigint)[]): Uint8Array {
  const out = [...toBytes(SEED)]
  const put = (n: number): void => void out.push(n >>> 24, (n >>> 16) & 0xff, (n >>> 8) & 0xff, n & 0xff)
  for (const part of parts) {
    if (typeof part === 'bigint') {
      put(Number(part))
      continue
    }
    const bytes = toBytes(part)
    put(bytes.length)
    for (const byte of bytes) out.push(byte)
  }
  return Uint8Array.from(out)
}

/** The Master Password algorithm: the same arguments always give the same password. */
function derivePassword(
  run: Run,
  counter: bigint,
  kind: string,
  password: string,
  user: string,
  site: string,
): string {
  const patterns = Object.hasOwn(PATTERNS, kind) ? PATTERNS[kind] : undefined
  if (patterns === undefined) return `cannot find password template ${kind}`
  run.budget.compute(SCRYPT_COST)
  const key = scrypt(toBytes(password), message(user), { N: 32768, r: 8, p: 2, dkLen: 64 })
  const seed = hmac(sha256, key, message(site, counter))
  const pattern = patterns[seed[0]! % patterns.length]!
  return [...pattern]
    .map((letter, i) => CHARACTERS[letter]![seed[i + 1]! % CHARACTERS[letter]!.length])
    .join('')
}

/** The passwords of sprig's `crypto.go`. */
export const passwordFunctions: Family = {
  bcrypt: fnWith(['string'], 'string', bcrypt),
  htpasswd: fnWith(['string', 'string'], 'string', htpasswd),
  derivePassword: new Func(
    [T.uint32, T.string, T.string, T.string, T.string],
    false,
    T.string,
    (run, [counter, ...texts]) => {
      const [kind, password, user, site] = texts as [string, string, string, string]
      return derivePassword(run, (counter as Int).value, kind, password, user, site)
    },
  ),
}
