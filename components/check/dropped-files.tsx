import {
  File,
  FileCheck,
  FileKey,
  FileLock2,
  FileQuestion,
  Folder,
  Package,
  Signature,
  Upload,
  X,
} from 'lucide-react'
import type { LucideIcon } from 'lucide-react'
import type { DroppedVerdict } from '../../lib/verify/dropped/judge.ts'
import { IconButton } from '../ui/button.tsx'
import { Icon } from '../ui/icon.tsx'
import type { DroppedFile } from './read-drop.ts'
import { visible } from '../../lib/schema/visible.ts'

type Kind = DroppedVerdict['files'][number]['kind']

const icons: Readonly<Record<Kind, LucideIcon>> = {
  archive: Package,
  provenance: FileCheck,
  keyring: FileKey,
  key: FileKey,
  bundle: Signature,
  signature: Signature,
  payload: File,
  manifest: FileLock2,
  unpacked: Folder,
  refused: FileQuestion,
}

const took = (ms: number): string => `read in ${Math.max(1, Math.round(ms))} ms`

/** What was dropped, each with what it turned out to be; the last place takes more. */
export function DroppedFiles({
  files,
  sorted,
  onForget,
  onChoose,
}: {
  files: readonly DroppedFile[]
  /** what each is, in the order of `files`; null while that is being found out */
  sorted: DroppedVerdict['files'] | null
  onForget: (id: number) => void
  onChoose: () => void
}) {
  return (
    <ul
      aria-label="Dropped files"
      className="-mx-4 grid border-b border-line max-md:divide-y max-md:divide-line md:-mx-6 md:grid-cols-[repeat(auto-fit,minmax(300px,1fr))] md:gap-px md:bg-line"
    >
      {files.map((file, i) => {
        const what = sorted?.[i]
        const isRefused = what?.kind === 'refused'
        return (
          <li
            key={file.id}
            className="flex min-h-14 min-w-0 items-center gap-3 bg-ground py-2 pr-3 pl-4 md:pl-6"
          >
            <Icon of={what ? icons[what.kind] : File} className="text-ink-2" />
            <div className="min-w-0 flex-1">
              <p className="truncate font-mono text-label font-medium" title={visible(file.name)}>
                {visible(file.name)}
              </p>
              <p className={`text-label break-words ${isRefused ? 'text-ink' : 'text-ink-3'}`}>
                {isRefused && <span className="font-medium">Not used: </span>}
                {what?.words ?? 'being read'}
              </p>
            </div>
            {file.readMs > 0 && !isRefused && (
              <span className="shrink-0 text-label text-ink-3 max-lg:hidden">{took(file.readMs)}</span>
            )}
            <IconButton label={`Forget ${visible(file.name)}`} onClick={() => onForget(file.id)}>
              <Icon of={X} size={14} />
            </IconButton>
          </li>
        )
      })}
      <li className="flex min-h-14 items-center bg-ground px-4 py-2">
        <button
          type="button"
          onClick={onChoose}
          className="flex h-9 w-full items-center gap-2.5 rounded-control border border-dashed border-control px-3 text-ink-2 hover:bg-hover"
        >
          <Icon of={Upload} size={14} /> Drop or choose more
        </button>
      </li>
    </ul>
  )
}
