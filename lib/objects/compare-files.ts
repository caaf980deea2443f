import type { ChartFile } from '../helm/index.ts'
import { diffTexts, type TextDiff } from './text-diff.ts'

export interface FileChange {
  readonly path: string
  readonly change: 'added' | 'removed' | 'changed'
  readonly added: number
  readonly removed: number
  /** null for files that are no text, or too much of it */
  readonly diff: TextDiff | null
}

/** Lines of both sides together that are compared in one file, and in all of them. */
const MOST_LINES = { file: 60_000, all: 200_000 } as const

/** The files of two archives that are not the same, by path. */
export function compareFiles(before: readonly ChartFile[], after: readonly ChartFile[]): FileChange[] {
  const [old, now] = [byPath(before), byPath(after)]
  let left: number = MOST_LINES.all
  return [...new Set([...old.keys(), ...now.keys()])].sort().flatMap((path): FileChange[] => {
    const [a, b] = [old.get(path), now.get(path)]
    if (a !== undefined && b !== undefined && equalBytes(a, b)) return []
    const change = a === undefined ? 'added' : b === undefined ? 'removed' : 'changed'
    const [before, after] = [textOf(a), textOf(b)]
    const lines = before === null || after === null ? Infinity : lineCount(before) + lineCount(after)
    if (before === null || after === null || lines > Math.min(left, MOST_LINES.file))
      return [{ path, change, added: 0, removed: 0, diff: null }]
    left -= lines
    const diff = diffTexts({ text: before }, { text: after }, new Set())
    return [{ path, change, added: diff.added, removed: diff.removed, diff }]
  })
}

const byPath = (files: readonly ChartFile[]): Map<string, Uint8Array> =>
  new Map(files.map(({ path, data }) => [path, data]))

const equalBytes = (a: Uint8Array, b: Uint8Array): boolean =>
  a.length === b.length && a.every((byte, i) => byte === b[i])

function lineCount(text: string): number {
  let lines = 1
  for (let i = text.indexOf('\n'); i >= 0; i = text.indexOf('\n', i + 1)) lines++
  return lines
}

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
