import { spawn, spawnSync, type ChildProcessByStdio } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Readable, Writable } from 'node:stream'
import { fromBytes, toBytes } from '../../../lib/go/text.ts'
import type { Answer, Case, ProfileDigit } from './case.ts'

const source = join(import.meta.dirname, '../helm')
const cache = join(import.meta.dirname, '../../../.cache')

/** What the releases of both Helms are linked with. */
const linked = [
  'helm.sh/helm/v3/internal/version.version=v3.21.4',
  'helm.sh/helm/v3/pkg/chartutil.k8sVersionMajor=1',
  'helm.sh/helm/v3/pkg/chartutil.k8sVersionMinor=36',
  'helm.sh/helm/v4/internal/version.version=v4.2.4',
]

/** Builds the oracle, once for each state of its source. Answers its path, or why there is none. */
export function buildOracle(): { path: string } | { reason: string } {
  const hash = createHash('sha256')
  for (const file of readdirSync(source).sort()) hash.update(file).update(readFileSync(join(source, file)))
  const path = join(cache, `helm-oracle-${hash.digest('hex').slice(0, 12)}`)
  if (existsSync(path)) return { path }
  mkdirSync(cache, { recursive: true })
  const flags = ['-ldflags', linked.map((each) => `-X ${each}`).join(' ')]
  const go = spawnSync('go', ['build', ...flags, '-o', path, '.'], { cwd: source, encoding: 'utf8' })
  if (go.error) return { reason: 'Go is not installed' }
  if (go.status === 0) return { path }
  return { reason: `the oracle cannot be built here: ${go.stderr.trim().split('\n').pop()}` }
}

type Text = string | { b64: string }
interface RawAnswer {
  readonly out?: Text
  readonly err?: Text
  readonly log?: readonly Text[]
  readonly panic?: string
}

const written = (text: string): Text =>
  text.isWellFormed() ? text : { b64: Buffer.from(toBytes(text)).toString('base64') }
const read = (text: Text): string =>
  typeof text === 'string' ? text : fromBytes(new Uint8Array(Buffer.from(text.b64, 'base64')))

function answerOf(raw: RawAnswer): Answer {
  if (raw.panic !== undefined) return { panic: raw.panic }
  const log = raw.log ? { log: raw.log.map(read).sort() } : {}
  return raw.err === undefined ? { out: read(raw.out ?? ''), ...log } : { err: read(raw.err), ...log }
}

interface Waiting {
  readonly line: string
  readonly count: number
  readonly settle: (answers: readonly Answer[]) => void
}

/** Both Helms in a process of their own. What kills it (Go's stack, its patience) is answered as a panic. */
export class HelmOracle {
  readonly #path: string
  #child: ChildProcessByStdio<Writable, Readable, null>
  #waiting: Waiting[] = []
  #rest: Buffer[] = []
  #closed = false

  constructor(path: string) {
    this.#path = path
    this.#child = this.#start()
  }

  #start(): ChildProcessByStdio<Writable, Readable, null> {
    const child = spawn(this.#path, {
      stdio: ['pipe', 'pipe', 'ignore'],
      env: { ...process.env, TZ: 'UTC', GOMAXPROCS: '2' },
    })
    child.stdout.on('data', (chunk: Buffer) => this.#take(chunk))
    child.stdin.on('error', () => {})
    child.on('close', () => this.#restart())
    return child
  }

  #take(chunk: Buffer): void {
    let from = 0
    for (let at = chunk.indexOf(10); at >= 0; at = chunk.indexOf(10, from)) {
      const line = Buffer.concat([...this.#rest, chunk.subarray(from, at)]).toString('utf8')
      this.#rest = []
      from = at + 1
      this.#waiting.shift()!.settle((JSON.parse(line) as RawAnswer[]).map(answerOf))
    }
    if (from < chunk.length) this.#rest.push(chunk.subarray(from))
  }

  /** The first that waits is the one that it died of. */
  #restart(): void {
    if (this.#closed) return
    this.#rest = []
    const died = this.#waiting.shift()
    this.#child = this.#start()
    for (const { line } of this.#waiting) this.#child.stdin.write(line)
    died?.settle(Array.from({ length: died.count }, () => ({ panic: 'the oracle died of it' })))
  }

  /** The answers of the asked profiles, in their order. */
  ask(c: Case, profiles: readonly ProfileDigit[]): Promise<readonly Answer[]> {
    const texts = (list: readonly string[] | undefined) => list?.map(written)
    const question = {
      name: 'release-name',
      namespace: 'default',
      ...c,
      files: c.files.map(([path, text]) => [path, written(text)]),
      valueFiles: texts(c.valueFiles),
      set: texts(c.set),
      setJSON: texts(c.setJSON),
      setString: texts(c.setString),
      setFile: texts(c.setFile),
      setLiteral: texts(c.setLiteral),
      content: c.content && Object.fromEntries(Object.entries(c.content).map(([k, v]) => [k, written(v)])),
      profiles: profiles.join(''),
    }
    const line = `${JSON.stringify(question)}\n`
    return new Promise((settle) => {
      this.#waiting.push({ line, count: profiles.length, settle })
      this.#child.stdin.write(line)
    })
  }

  close(): void {
    this.#closed = true
    this.#child.stdin.end()
  }
}
