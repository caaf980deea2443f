import { compareBytes } from '../go/text.ts'

/** What of a release two rollouts are compared by. Null: not known, so nothing is said of it. */
export interface ComparedRelease {
  readonly tool: string
  readonly cluster: string | null
  readonly namespace: string
  readonly name: string
  readonly chart: string
  readonly version: string | null
  readonly digest: string | null
  readonly verdict: string | null
  readonly signer: string | null
  /** objects by name, with a hash of their text */
  readonly objects: readonly { readonly name: string; readonly hash: string }[] | null
  readonly images: readonly string[] | null
}

interface Delta {
  readonly added: readonly string[]
  readonly removed: readonly string[]
  readonly changed: readonly string[]
}

/** What became of one release. */
export interface ReleaseChange {
  readonly namespace: string
  readonly name: string
  readonly change: 'added' | 'removed' | 'changed' | 'same'
  /** fields that differ, as they were and as they are */
  readonly fields: readonly { readonly field: string; readonly before: string; readonly after: string }[]
  readonly objects: Delta
  readonly images: Delta
}

const FIELDS = ['chart', 'version', 'digest', 'verdict', 'signer'] as const

/**
 * What sets two rollouts apart, release by release: those of the later in its order, then those that are gone. A release is the
 * same where tool, cluster, namespace and name are.
 */
export function compareRollouts(
  before: readonly ComparedRelease[],
  after: readonly ComparedRelease[],
): ReleaseChange[] {
  const old = new Map(before.map((one) => [keyOf(one), one]))
  const changes = after.map((one) => {
    const key = keyOf(one)
    const was = old.get(key)
    old.delete(key)
    return changeOf(was, one)
  })
  return [...changes, ...[...old.values()].map((one) => changeOf(one, undefined))]
}

const keyOf = ({ tool, cluster, namespace, name }: ComparedRelease): string =>
  JSON.stringify([tool, cluster, namespace, name])

function changeOf(before: ComparedRelease | undefined, after: ComparedRelease | undefined): ReleaseChange {
  const { namespace, name } = (after ?? before)!
  const fields = FIELDS.flatMap((field) => {
    const [was, is] = [before?.[field] ?? '', after?.[field] ?? '']
    return was === is ? [] : [{ field, before: was, after: is }]
  })
  const objects = deltaOf(before?.objects, after?.objects, before === undefined, after === undefined)
  const images = deltaOf(
    named(before?.images),
    named(after?.images),
    before === undefined,
    after === undefined,
  )
  const differs =
    fields.length > 0 ||
    [objects, images].some((d) => d.added.length + d.removed.length + d.changed.length > 0)
  const change =
    before === undefined ? 'added' : after === undefined ? 'removed' : differs ? 'changed' : 'same'
  return { namespace, name, change, fields, objects, images }
}

type Hashed = readonly { readonly name: string; readonly hash: string }[]

const named = (images: readonly string[] | null | undefined): Hashed | null =>
  images?.map((name) => ({ name, hash: '' })) ?? null

/** Nothing is said where one side exists and is not known. */
function deltaOf(
  before: Hashed | null | undefined,
  after: Hashed | null | undefined,
  isNew: boolean,
  isGone: boolean,
): Delta {
  const [was, is] = [isNew ? [] : before, isGone ? [] : after]
  if (!was || !is) return { added: [], removed: [], changed: [] }
  const [left, right] = [hashes(was), hashes(is)]
  const sorted = (names: readonly string[]): string[] => [...names].sort(compareBytes)
  return {
    added: sorted([...right.keys()].filter((name) => !left.has(name))),
    removed: sorted([...left.keys()].filter((name) => !right.has(name))),
    changed: sorted(
      [...right].filter(([name, hash]) => left.has(name) && left.get(name) !== hash).map(([name]) => name),
    ),
  }
}

/** Two objects of one name are one, whose text is both. */
function hashes(items: Hashed): Map<string, string> {
  const found = new Map<string, string>()
  for (const { name, hash } of items) found.set(name, `${found.get(name) ?? ''} ${hash}`)
  return found
}
