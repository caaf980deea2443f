export interface FileNode {
  readonly name: string
  readonly path: string
  /** null for a folder */
  readonly size: number | null
  readonly children: readonly FileNode[]
  /** files below a folder */
  readonly count: number
}

interface Growing {
  name: string
  path: string
  size: number | null
  children: Map<string, Growing>
}

/** Paths as a tree: Chart.yaml, README and values first, then folders, then files, as people look for them. */
export function fileTree(
  files: readonly { readonly path: string; readonly size: number }[],
): readonly FileNode[] {
  const root: Growing = { name: '', path: '', size: null, children: new Map() }
  for (const { path, size } of files) {
    let at = root
    const names = path.split('/')
    for (const [i, name] of names.entries()) {
      const last = i === names.length - 1
      const known = at.children.get(name) ?? {
        name,
        path: names.slice(0, i + 1).join('/'),
        size: last ? size : null,
        children: new Map(),
      }
      at.children.set(name, known)
      at = known
    }
  }
  return settle(root, true)
}

const FIRST = ['Chart.yaml', 'README.md', 'values.yaml', 'values.schema.json', '_helpers.tpl']

function settle(node: Growing, top: boolean): readonly FileNode[] {
  return [...node.children.values()]
    .map((child): FileNode => {
      const children = child.size === null ? settle(child, false) : []
      return {
        name: child.name,
        path: child.path,
        size: child.size,
        children,
        count: children.reduce((sum, c) => sum + (c.size === null ? c.count : 1), 0),
      }
    })
    .sort((a, b) => rank(a, top) - rank(b, top) || (a.name < b.name ? -1 : 1))
}

function rank(node: FileNode, top: boolean): number {
  const first = FIRST.indexOf(node.name)
  if (first >= 0) return first
  if (!top) return /^_/.test(node.name) ? 10 : node.size === null ? 11 : 12
  return node.size === null ? 10 : 11
}

/** Whether a path holds every letter of what is looked for, in order; short and whole matches come first. */
export function fileMatches(path: string, wanted: string): number | null {
  const text = path.toLowerCase()
  const query = wanted.toLowerCase().replace(/\s+/g, '')
  const whole = text.indexOf(query)
  if (whole >= 0) return text.length - query.length + (text.lastIndexOf('/') < whole ? 0 : 100)
  let at = 0
  for (const c of query) {
    at = text.indexOf(c, at) + 1
    if (at === 0) return null
  }
  return 1000 + text.length
}
