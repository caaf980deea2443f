import { imageName, parseImage } from './image-reference.ts'
import { imagesOf, type FoundImage } from './images.ts'
import { additionHits, changeHits, removalHits, type ChangeHit } from './immutable.ts'
import { apiWarnings } from './kube-apis.ts'
import { readObjects, titleOf, type ManifestObject } from './manifest-object.ts'
import { matchObjects, type Match } from './match.ts'
import { NOISE_RULES, type NoiseRule } from './noise.ts'
import { risksOf } from './risks.ts'
import type { RiskCode } from './risk-words.ts'
import { diffTexts, type TextDiff } from './text-diff.ts'
import type { RenderedObject } from '../helm/index.ts'

/** One of the two renders. */
export interface RenderSide {
  /** as `helm template` prints it */
  readonly stdout: string
  readonly objects?: readonly RenderedObject[]
  /** the release's own */
  readonly namespace: string
  /** the same with another seed, where the chart uses chance or time: lines that differ are random */
  readonly reseeded?: string | undefined
}

export interface CompareOptions {
  /** rules by which lines are folded; all of them unless told */
  readonly noise?: readonly NoiseRule[]
  /** declared Kubernetes version, "" for the default */
  readonly kubeVersion?: string
}

/** What an object is called on one side. */
export interface SideName {
  readonly apiVersion: string
  readonly kind: string
  readonly namespace: string
  readonly name: string
  readonly source: string
  readonly hooks: readonly string[]
}

export interface ObjectChange {
  /** `Deployment/web`, with a number where several have that name; unique within a comparison */
  readonly id: string
  /** `noise`: nothing differs but what rules fold */
  readonly change: 'added' | 'removed' | 'changed' | 'renamed' | 'noise'
  readonly before: SideName | null
  readonly after: SideName | null
  readonly added: number
  readonly removed: number
  readonly diff: TextDiff
}

export interface ImageChange {
  readonly change: 'added' | 'removed' | 'changed' | 'same'
  /** `registry/repository`, or the text itself where it is no reference */
  readonly name: string
  /** as written, tag and digest with it */
  readonly before: readonly string[]
  readonly after: readonly string[]
}

/** Something that the new render brings and the old one has not. `object` is the title of what it is about. */
export interface NewRisk {
  readonly code: RiskCode
  readonly object: string
  readonly part: string
  readonly seen: string
}

export interface NewApiWarning {
  readonly object: string
  readonly state: 'removed' | 'deprecated' | 'not-yet'
  readonly apiVersion: string
  readonly at: string
  readonly successor: string
  /** whether the old render has it as well */
  readonly isOld: boolean
}

/** Two renders beside each other. */
export interface RenderComparison {
  readonly objects: readonly ObjectChange[]
  readonly counts: {
    readonly before: number
    readonly after: number
    readonly added: number
    readonly removed: number
    readonly changed: number
    readonly renamed: number
    readonly noise: number
    readonly same: number
  }
  readonly images: readonly ImageChange[]
  readonly risks: readonly NewRisk[]
  readonly apis: readonly NewApiWarning[]
}

/** Compares what two renders would create. Pure: the same input gives the same answer. */
export function compareRenders(
  before: RenderSide,
  after: RenderSide,
  { noise = NOISE_RULES, kubeVersion = '' }: CompareOptions = {},
): RenderComparison {
  const rules = new Set(noise)
  const [old, now] = [readObjects(before.stdout, before.objects), readObjects(after.stdout, after.objects)]
  const randomOld = randomLines(before)
  const randomNow = randomLines(after)
  const matches = matchObjects(old, now, [before.namespace, after.namespace])
  const ids = new Map<string, number>()
  const objects: ObjectChange[] = []
  let same = 0
  for (const match of matches) {
    const id = uniqueTitle(match, ids)
    if (match.before?.text === match.after?.text && !match.isRenamed) {
      same++
      continue
    }
    const diff = diffTexts(sideOf(match.before, randomOld), sideOf(match.after, randomNow), rules)
    objects.push({
      id,
      change: changeOf(match, diff),
      before: match.before === null ? null : nameOf(match.before),
      after: match.after === null ? null : nameOf(match.after),
      added: diff.added,
      removed: diff.removed,
      diff,
    })
  }
  const count = (change: ObjectChange['change']): number => objects.filter((o) => o.change === change).length
  return {
    objects,
    counts: {
      before: old.length,
      after: now.length,
      added: count('added'),
      removed: count('removed'),
      changed: count('changed'),
      renamed: count('renamed'),
      noise: count('noise'),
      same,
    },
    images: imageChanges(imagesOf(old), imagesOf(now)),
    risks: newRisks(old, now, matches),
    apis: newApis(old, now, kubeVersion),
  }
}

function changeOf({ before, after, isRenamed }: Match, diff: TextDiff): ObjectChange['change'] {
  if (before === null) return 'added'
  if (after === null) return 'removed'
  if (isRenamed) return 'renamed'
  return diff.added + diff.removed === 0 ? 'noise' : 'changed'
}

const nameOf = ({ apiVersion, kind, namespace, name, source, hooks }: ManifestObject): SideName => ({
  apiVersion,
  kind,
  namespace,
  name,
  source,
  hooks: [...hooks],
})

function uniqueTitle({ before, after }: Match, ids: Map<string, number>): string {
  const title = titleOf((after ?? before)!)
  const n = (ids.get(title) ?? 0) + 1
  ids.set(title, n)
  return n === 1 ? title : `${title}#${n}`
}

function sideOf(
  object: ManifestObject | null,
  random: ReadonlySet<number>,
): { text: string; random?: ReadonlySet<number> } {
  if (object === null) return { text: '' }
  if (random.size === 0) return { text: object.text }
  const own = new Set<number>()
  const end = object.line + object.text.split('\n').length
  for (const line of random) if (line >= object.line && line < end) own.add(line - object.line)
  return { text: object.text, random: own }
}

/** Lines that another seed writes otherwise. Where it changes how many there are, nothing can be said. */
function randomLines({ stdout, reseeded }: RenderSide): ReadonlySet<number> {
  if (reseeded === undefined || reseeded === stdout) return new Set()
  const [a, b] = [stdout.split('\n'), reseeded.split('\n')]
  if (a.length !== b.length) return new Set()
  return new Set(a.flatMap((line, i) => (line === b[i] ? [] : [i])))
}

/** Images by name: what came, what went, and whose tag or digest is another now. */
function imageChanges(before: readonly FoundImage[], after: readonly FoundImage[]): ImageChange[] {
  const names = new Map<string, { before: string[]; after: string[] }>()
  for (const [side, images] of [
    ['before', before],
    ['after', after],
  ] as const) {
    for (const { image } of images) {
      const parsed = parseImage(image)
      const name = parsed === undefined ? image : imageName(parsed)
      const entry = names.get(name) ?? { before: [], after: [] }
      entry[side].push(image)
      names.set(name, entry)
    }
  }
  const rank = { changed: 0, added: 1, removed: 2, same: 3 } as const
  return [...names]
    .map(([name, sides]): ImageChange => {
      const change =
        sides.before.length === 0
          ? 'added'
          : sides.after.length === 0
            ? 'removed'
            : sides.before.join('\n') === sides.after.join('\n')
              ? 'same'
              : 'changed'
      return { change, name, ...sides }
    })
    .sort((a, b) => rank[a.change] - rank[b.change])
}

function newRisks(
  old: readonly ManifestObject[],
  now: readonly ManifestObject[],
  matches: readonly Match[],
): NewRisk[] {
  const known = new Set<string>()
  const before = new Map(
    matches.flatMap((match) => (match.before && match.after ? [[match.after, match.before]] : [])),
  )
  const oldRisks = new Map<ManifestObject, string[]>()
  for (const { code, object, part, seen } of risksOf(old)) {
    const holder = old[object]!
    oldRisks.set(holder, [...(oldRisks.get(holder) ?? []), `${code}\0${part}\0${significant(code, seen)}`])
  }
  const found: NewRisk[] = []
  const tell = (object: ManifestObject, [code, part, seen]: ChangeHit): void => {
    const key = `${code}\0${titleOf(object)}\0${part}\0${seen}`
    if (known.has(key)) return
    known.add(key)
    found.push({ code, object: titleOf(object), part, seen })
  }
  const gone = matches.flatMap((match) => (match.after === null ? [match.before!] : []))
  for (const match of matches) {
    if (match.after === null) for (const hit of removalHits(match.before!)) tell(match.before!, hit)
    else if (match.before === null) for (const hit of additionHits(match.after, gone)) tell(match.after, hit)
    else for (const hit of changeHits(match.before, match.after)) tell(match.after, hit)
  }
  for (const { code, object, part, seen } of risksOf(now)) {
    const holder = now[object]!
    const partner = before.get(holder)
    const had = partner === undefined ? [] : (oldRisks.get(partner) ?? [])
    if (!had.includes(`${code}\0${part}\0${significant(code, seen)}`)) tell(holder, [code, part, seen])
  }
  return found
}

/** A cluster role that gains a rule is told by the rule itself, not once more as a role. */
const significant = (code: RiskCode, seen: string): string =>
  code === 'cluster-role' || code === 'webhook' ? '' : seen

function newApis(
  old: readonly ManifestObject[],
  now: readonly ManifestObject[],
  kubeVersion: string,
): NewApiWarning[] {
  const before = new Set(
    apiWarnings(old, kubeVersion).map((w) => `${w.apiVersion} ${titleOf(old[w.object]!)}`),
  )
  return apiWarnings(now, kubeVersion).map(({ object, state, apiVersion, at, successor }) => {
    const title = titleOf(now[object]!)
    return { object: title, state, apiVersion, at, successor, isOld: before.has(`${apiVersion} ${title}`) }
  })
}
