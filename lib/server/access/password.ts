import { randomBytes, scrypt, timingSafeEqual, type ScryptOptions } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { SourceError } from '../errors/source-error.ts'

/** One line of a hash file: `name:scrypt$N$r$p$salt$hash`, or the hash alone for a password without a name. */
interface PasswordEntry {
  readonly name: string
  readonly line: string
  readonly cost: ScryptOptions
  readonly salt: Buffer
  readonly hash: Buffer
}

const LENGTH = 32
const COST = { N: 1 << 15, r: 8, p: 1 }
const LINE =
  /^(?:([^:\s][^:]*):)?scrypt\$(\d{1,8})\$(\d{1,2})\$(\d{1,2})\$([\w+/-]{16,}=*)\$([\w+/-]{43,}=*)$/

const derive = (password: string, salt: Buffer, { N = 1, r = 1, p = 1 }: ScryptOptions): Promise<Buffer> =>
  new Promise((done, fail) =>
    scrypt(password.normalize('NFKC'), salt, LENGTH, { N, r, p, maxmem: 256 * N * r }, (error, key) =>
      error === null ? done(key) : fail(error),
    ),
  )

/** The line of a hash file for a password. */
export async function hashPassword(password: string, name = ''): Promise<string> {
  const salt = randomBytes(16)
  const hash = await derive(password, salt, COST)
  const body = ['scrypt', COST.N, COST.r, COST.p, salt.toString('base64'), hash.toString('base64')].join('$')
  return name === '' ? body : `${name}:${body}`
}

/** @throws SourceError CONFIG_INVALID naming the line; never its content */
export function readHashFile(file: string): PasswordEntry[] {
  const bad = (why: string, cause?: unknown): SourceError =>
    new SourceError('CONFIG_INVALID', `${file}: ${why}`, {
      phase: 'configuration',
      cause,
      cure: 'Write it with: chartroom password < PASSWORD > FILE',
    })
  let text: string
  try {
    text = readFileSync(file, 'utf8')
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    throw bad(code === 'ENOENT' ? 'no such file' : `it cannot be read (${code})`, error)
  }
  const entries: PasswordEntry[] = []
  for (const [i, raw] of text.split('\n').entries()) {
    const line = raw.trim()
    if (line === '' || line.startsWith('#')) continue
    const match = LINE.exec(line)
    if (match === null) throw bad(`line ${i + 1} is no hash of chartroom password`)
    const [, name = '', N, r, p, salt, hash] = match
    const cost = { N: Number(N), r: Number(r), p: Number(p) }
    const isPower = Number.isInteger(Math.log2(cost.N))
    if (
      !isPower ||
      cost.N < 1 << 14 ||
      cost.N > 1 << 20 ||
      cost.r < 8 ||
      cost.r > 32 ||
      cost.p < 1 ||
      cost.p > 4
    )
      throw bad(`line ${i + 1} has a cost that is not used here`)
    entries.push({ name, line, cost, salt: Buffer.from(salt!, 'base64'), hash: Buffer.from(hash!, 'base64') })
  }
  if (entries.length === 0) throw bad('it holds no hash')
  return entries
}

let running: Promise<unknown> = Promise.resolve()

/**
 * The entry that a password opens; undefined for none. One at a time, for each takes tens of megabytes; a name that is
 * unknown costs as much time as one that is known.
 */
export function checkPassword(
  entries: readonly PasswordEntry[],
  name: string,
  password: string,
): Promise<PasswordEntry | undefined> {
  const check = async (): Promise<PasswordEntry | undefined> => {
    const named = entries.filter((entry) => entry.name === name)
    const { cost, salt } = entries[0]!
    if (named.length === 0) await derive(password, salt, cost)
    for (const entry of named) {
      const hash = await derive(password, entry.salt, entry.cost)
      if (entry.hash.length === hash.length && timingSafeEqual(hash, entry.hash)) return entry
    }
    return undefined
  }
  const turn = running.then(check)
  running = turn.catch(() => {})
  return turn
}
