/** A file of the visitor's, read and still nowhere but here. */
export interface DroppedFile {
  readonly id: number
  readonly name: string
  /** null for a folder without a Chart.yaml */
  readonly bytes: Uint8Array | null
  readonly readMs: number
}

/** Longer files are not read at all: Helm's own limit for archives. */
const MAX_BYTES = 100 * 1024 * 1024

let last = 0

/** @throws Error in words when the file cannot be read or is too long */
export async function readFile(file: File, name = file.name): Promise<DroppedFile> {
  if (file.size > MAX_BYTES) throw new Error(`${name} is larger than 100 MiB`)
  const before = performance.now()
  const bytes = new Uint8Array(await file.arrayBuffer())
  return { id: ++last, name, bytes, readMs: performance.now() - before }
}

/** Files of a drop. Of a folder only its Chart.yaml is read: the rest cannot be verified and is not needed to say so. */
export function filesOfDrop(transfer: DataTransfer): Promise<DroppedFile>[] {
  // the entries are gone once the event is over, so they are taken before anything is awaited
  const items = [...transfer.items].filter((item) => item.kind === 'file')
  if (items.length === 0) return [...transfer.files].map((file) => readFile(file))
  return items.flatMap((item) => {
    const entry = item.webkitGetAsEntry()
    if (entry?.isDirectory === true) return [readFolder(entry as FileSystemDirectoryEntry)]
    const file = item.getAsFile()
    return file === null ? [] : [readFile(file)]
  })
}

const readFolder = (folder: FileSystemDirectoryEntry): Promise<DroppedFile> =>
  new Promise((resolve) => {
    const without = (): void => resolve({ id: ++last, name: `${folder.name}/`, bytes: null, readMs: 0 })
    folder.getFile(
      'Chart.yaml',
      {},
      (entry) =>
        (entry as FileSystemFileEntry).file(
          (file) => readFile(file, `${folder.name}/Chart.yaml`).then(resolve, without),
          without,
        ),
      without,
    )
  })
