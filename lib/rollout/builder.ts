import type { ConnectionAsked, ReadFile, Release, Rollout, TrustAsked } from './model.ts'
import type { Fields } from './fields.ts'
import type { Files } from './files.ts'
import type { Place } from './place.ts'
import { Refused, type Problems } from './problem.ts'

/** A release before the rollout gives it its id and says whether it is broken. */
export type ReleaseDraft = Omit<Release, 'id' | 'broken'>

/** What a file says of a release at first sight. */
export type Seen = Pick<Release, 'tool' | 'name' | 'namespace' | 'at'>

/** A release that cannot be read, as far as it was seen. */
const unread = (seen: Seen): ReleaseDraft => ({
  ...seen,
  cluster: null,
  chart: { from: 'elsewhere', what: '' },
  version: '',
  digest: null,
  devel: false,
  values: [],
  defaults: null,
  kubeVersion: null,
  apiVersions: [],
  includeCrds: false,
  noHooks: false,
  skipTests: false,
  skipSchemaValidation: false,
  profile: 'helm-4.2',
  installed: true,
  left: null,
  needs: [],
  notApplied: [],
  marksVersion: false,
  connection: null,
  trust: [],
  own: { kind: 'stops', because: 'it cannot be read' },
  places: { name: seen.at, chart: seen.at, version: null, namespace: null },
})

const MOST_RELEASES = 5000

/** Gathers what the readers of all formats find. */
export class Builder {
  readonly files: Files
  readonly problems: Problems
  /** repositories that Helm itself knows (repositories.yaml), by name: what an alias means where the file declares none */
  readonly helmRepositories = new Map<string, Fields>()
  readonly #releases: Omit<Release, 'broken'>[] = []
  readonly #connections: ConnectionAsked[] = []
  readonly #trust: TrustAsked[] = []
  readonly #read: ReadFile[] = []
  readonly #first = new Map<string, Place>()
  #next = 0

  constructor(files: Files, problems: Problems) {
    this.files = files
    this.problems = problems
  }

  /** Tells that a file was read as something. */
  reads(file: ReadFile): void {
    if (!this.#read.some((known) => known.path === file.path && known.what === file.what))
      this.#read.push(file)
  }

  /** Paths of the files that were read as something. */
  get readFiles(): readonly string[] {
    return this.#read.map(({ path }) => path)
  }

  /**
   * Reads one release: what is told meanwhile belongs to it, and what ends it ends no other.
   * @param seen what is known of it before it is read: all that is shown of one that cannot be read
   * @param read undefined where it cannot be read, which is told
   */
  release(seen: Seen, read: () => ReleaseDraft | undefined): void {
    const id = `r${this.#next++}`
    this.problems.during(id, () => {
      try {
        const draft = read() ?? unread(seen)
        if (this.#releases.length >= MOST_RELEASES) {
          this.problems.add(draft.at, 'ROLLOUT_LIMIT', { what: 'releases', limit: String(MOST_RELEASES) })
          return
        }
        this.#releases.push({ ...draft, id })
        this.#tellTwice(draft)
      } catch (error) {
        if (!(error instanceof Refused)) throw error
        this.#releases.push({ ...unread(seen), id })
      }
    })
  }

  /** @returns its index; the same connection from the same place is kept once */
  connection(asked: ConnectionAsked): number {
    const { at: _, ...rest } = asked
    const key = JSON.stringify(rest)
    const known = this.#connections.findIndex(({ at: _at, ...other }) => JSON.stringify(other) === key)
    return known >= 0 ? known : this.#connections.push(asked) - 1
  }

  trust(asked: TrustAsked): void {
    const { at: _, ...rest } = asked
    const key = JSON.stringify(rest)
    if (!this.#trust.some(({ at: _at, ...other }) => JSON.stringify(other) === key)) this.#trust.push(asked)
  }

  build(): Rollout {
    return {
      files: this.#read,
      releases: this.#releases.map((one) => ({ ...one, broken: this.problems.isBroken(one.id) })),
      connections: this.#connections,
      trust: this.#trust,
      problems: this.problems.all,
      wanted: this.files.wanted,
    }
  }

  #tellTwice({ tool, cluster, namespace, name, at, installed }: ReleaseDraft): void {
    // an Application of Argo CD may hold several charts under its one name
    if (!installed || tool === 'argocd') return
    const key = JSON.stringify([tool, cluster, namespace, name])
    const first = this.#first.get(key)
    if (first === undefined) this.#first.set(key, at)
    else {
      const where = `${first.file}:${first.line}`
      this.problems.add(at, 'RELEASE_TWICE', { name, namespace, first: where }, 'warning')
    }
  }
}
