import type { ChartFile } from '../helm/index.ts'
import { diffTexts, type TextDiff } from './text-diff.ts'

export interface FileChange {
  readonly path: string
  readonly change: 'added' | 'removed' | 'changed'
  readonly added: number
  readonly removed: number
  /** null for files that are no text */
  readonly diff: TextDiff | null
}

/** The files of two archives that are not the same, by path. */
export function compareFiles(before: readonly ChartFile[], after: readonly ChartFile[]): FileChange[] {
  const [old, now] = [byPath(before), byPath(after)]
  return [...new Set([...old.keys(), ...now.keys()])].sort().flatMap((path): FileChange[] => {
    const [a, b] = [old.get(path), now.get(path)]
    if (a !== undefined && b !== undefined && equalBytes(a, b)) return []
    const change = a === undefined ? 'added' : b === undefined ? 'removed' : 'changed'
    const [before, after] = [textOf(a), textOf(b)]
    if (before === null || after === null) return [{ path, change, added: 0, removed: 0, diff: null }]
    const diff = diffTexts({ text: before }, { text: after }, new Set())
    return [{ path, change, added: diff.added, removed: diff.removed, diff }]
  })
}

const byPath = (files: readonly ChartFile[]): Map<string, Uint8Array> =>
  new Map(files.map(({ path, data }) => [path, data]))

const equalBytes = (a: Uint8Array, b: Uint8Array): boolean =>
  a.length === b.length && a.every((byte, i) => byte === b[i])

/** Null for bytes that are no UTF-8 text; "" for a file that is not there. */
function textOf(data: Uint8Array | undefined): string | null {
  if (data === undefined) return ''
  if (data.subarray(0, 8192).includes(0)) return null
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(data).replace(/\n$/, '')
  } catch {
    return null
  }
}
