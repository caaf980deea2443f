import type { Element, ElementContent, Root, RootContent } from 'hast'

const HEADING = /^h[1-6]$/

const textOf = (node: ElementContent | RootContent): string =>
  node.type === 'text'
    ? node.value
    : 'children' in node
      ? node.children.map((child) => textOf(child as ElementContent)).join('')
      : ''

/** A heading's name in an address, as GitHub makes it, behind a prefix that keeps it from naming anything of ours. */
export const slugOf = (text: string): string =>
  text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\s_-]/gu, '')
    .trim()
    .replace(/\s/g, '-')

export const README_PREFIX = 'readme-'

/** Gives every heading an id; equal ones are counted, as GitHub counts them. */
export function headingIds() {
  return (tree: Root): void => {
    const seen = new Map<string, number>()
    const visit = (node: Root | Element): void => {
      for (const child of node.children) {
        if (child.type !== 'element') continue
        if (HEADING.test(child.tagName)) {
          const slug = slugOf(textOf(child))
          const n = seen.get(slug) ?? 0
          seen.set(slug, n + 1)
          child.properties.id = `${README_PREFIX}${slug}${n === 0 ? '' : `-${n}`}`
        }
        visit(child)
      }
    }
    visit(tree)
  }
}

/** How many headings a text has; fenced code is left out. */
export function countSections(markdown: string): number {
  let fence: string | null = null
  let count = 0
  for (const line of markdown.split('\n')) {
    const mark = /^\s{0,3}(`{3,}|~{3,})/.exec(line)?.[1]?.slice(0, 3)
    if (mark !== undefined) fence = fence === null ? mark : fence === mark ? null : fence
    else if (fence === null && /^\s{0,3}#{1,6}\s/.test(line)) count++
  }
  return count
}
