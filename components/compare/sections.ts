import type { FileChange } from '../../lib/objects/compare-files.ts'
import type { ObjectChange, RenderComparison } from '../../lib/objects/compare.ts'
import type { Section } from './section.ts'

/** The objects of a comparison that differ, noise-only ones with them, in the order of their kinds. */
export function objectSections({ objects }: Pick<RenderComparison, 'objects'>): Section[] {
  const groups = new Map<string, Section[]>()
  for (const object of objects) {
    const section = sectionOf(object)
    const group = groups.get(section.group)
    if (group === undefined) groups.set(section.group, [section])
    else group.push(section)
  }
  return [...groups.values()].flat()
}

function sectionOf({ id, change, before, after, added, removed, diff }: ObjectChange): Section {
  const about = (after ?? before)!
  const isMoved = before !== null && after !== null && before.apiVersion !== after.apiVersion
  const isTest = about.hooks.some((hook) => hook.startsWith('test'))
  return {
    id,
    change: change === 'noise' ? 'changed' : change,
    group: about.kind === '' ? 'Without a kind' : about.kind,
    name: about.name === '' ? 'no name' : about.name,
    formerName: change === 'renamed' ? before!.name : null,
    source: about.source.replace(/^[^/]+\//, ''),
    badges: [
      ...(about.namespace === '' ? [] : [about.namespace]),
      ...(about.hooks.length === 0 ? [] : [isTest ? 'test' : 'hook']),
      ...(isMoved ? [`${before.apiVersion} → ${after.apiVersion}`] : []),
    ],
    added,
    removed,
    noise: diff.noise,
    diff: { lines: diff.lines, runs: diff.runs },
    isText: true,
  }
}

/** The files of two archives that differ, by folder. */
export const fileSections = (files: readonly FileChange[]): Section[] =>
  files.map(({ path, change, added, removed, diff }) => {
    const slash = path.lastIndexOf('/')
    return {
      id: path,
      change,
      group: slash < 0 ? 'Top of the archive' : path.slice(0, slash),
      name: path.slice(slash + 1),
      formerName: null,
      source: '',
      badges: [],
      added,
      removed,
      noise: {},
      diff: diff === null ? null : { lines: diff.lines, runs: diff.runs },
      isText: diff !== null,
    }
  })

/**
 * Holds back the lines of sections beyond a number of lines in all; that which is asked for comes first.
 * @param most lines that travel with the page
 */
export function withheld(sections: readonly Section[], most: number, first: string | undefined): Section[] {
  let left = most - (sections.find(({ id }) => id === first)?.diff?.lines.length ?? 0)
  return sections.map((section) => {
    if (section.diff === null || section.id === first) return section
    left -= section.diff.lines.length
    return left < 0 ? { ...section, diff: null } : section
  })
}
