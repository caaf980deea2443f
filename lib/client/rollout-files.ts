/** A file of the visitor's, by the path it was dropped with. */
export interface RolloutText {
  readonly path: string
  readonly text: string
}

/** What was taken, and what was passed over. */
export interface TakenFiles {
  readonly files: readonly RolloutText[]
  /** names of files that are too long, or are no text */
  readonly left: readonly string[]
}

const LARGEST = 5 * 1024 * 1024
const MOST = 5000
const SKIPPED = new Set(['.git', 'node_modules', '.terraform'])

/** Reads files that were chosen; a folder's come with their paths below it. */
export async function readChosen(list: Iterable<File>): Promise<TakenFiles> {
  const found = [...list].map((file) => ({ path: belowTop(file.webkitRelativePath || file.name), file }))
  return readAll(found)
}

/** Reads what was dropped, folders with everything below them. To be called while the event is still there. */
export async function readDropped(transfer: DataTransfer): Promise<TakenFiles> {
  const entries = [...transfer.items].flatMap((item) =>
    item.kind === 'file' ? [item.webkitGetAsEntry()] : [],
  )
  const loose = [...transfer.files]
  const found: { path: string; file: File }[] = []
  for (const [i, entry] of entries.entries()) {
    if (entry === null) found.push({ path: loose[i]!.name, file: loose[i]! })
    // one folder that is dropped alone is the root itself
    else if (entry.isDirectory)
      await walk(entry as FileSystemDirectoryEntry, entries.length === 1 ? '' : `${entry.name}/`, found)
    else found.push({ path: entry.name, file: await fileOf(entry as FileSystemFileEntry) })
  }
  return readAll(found)
}

const belowTop = (path: string): string => (path.includes('/') ? path.slice(path.indexOf('/') + 1) : path)

async function walk(
  folder: FileSystemDirectoryEntry,
  prefix: string,
  found: { path: string; file: File }[],
): Promise<void> {
  const reader = folder.createReader()
  for (;;) {
    const some = await new Promise<FileSystemEntry[]>((resolve, reject) =>
      reader.readEntries(resolve, reject),
    )
    if (some.length === 0) return
    for (const entry of some) {
      if (found.length >= MOST) return
      if (entry.isDirectory) {
        if (!SKIPPED.has(entry.name))
          await walk(entry as FileSystemDirectoryEntry, `${prefix}${entry.name}/`, found)
      } else found.push({ path: `${prefix}${entry.name}`, file: await fileOf(entry as FileSystemFileEntry) })
    }
  }
}

const fileOf = (entry: FileSystemFileEntry): Promise<File> =>
  new Promise((resolve, reject) => entry.file(resolve, reject))

async function readAll(found: readonly { path: string; file: File }[]): Promise<TakenFiles> {
  const files: RolloutText[] = []
  const left: string[] = []
  for (const { path, file } of found.slice(0, MOST)) {
    if (file.size > LARGEST) left.push(path)
    else {
      const text = await file.text()
      if (text.includes('\0')) left.push(path)
      else files.push({ path, text })
    }
  }
  left.push(...found.slice(MOST).map(({ path }) => path))
  return { files, left }
}
