'use client'

import { FileWarning, Lock, Upload } from 'lucide-react'
import { useCallback, useRef, useState } from 'react'
import { useDropAnywhere } from '../ui/drop-anywhere.ts'
import { FileSets } from '../ui/file-sets.tsx'
import { Icon } from '../ui/icon.tsx'
import { Notice } from '../ui/notice.tsx'
import { Bar } from '../ui/skeleton.tsx'
import { CheckedFiles } from './checked-files.tsx'
import { DroppedFiles } from './dropped-files.tsx'
import { filesOfDrop, readFile, type DroppedFile } from './read-drop.ts'
import { useChecker } from './use-checker.ts'

/** Takes files wherever on the page they are dropped, and shows what is to be said of them. Nothing leaves the page. */
export function Check() {
  const [files, setFiles] = useState<readonly DroppedFile[]>([])
  const [failures, setFailures] = useState<readonly string[]>([])
  const [over, setOver] = useState(false)
  const input = useRef<HTMLInputElement>(null)
  const { judged, stopped } = useChecker(files)

  const take = useCallback(async (reads: readonly Promise<DroppedFile>[]): Promise<void> => {
    const done = await Promise.allSettled(reads)
    const read = done.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []))
    setFailures(done.flatMap((one) => (one.status === 'rejected' ? [words(one.reason)] : [])))
    // a file of the same name is the same file, dropped again
    setFiles((before) => [...before.filter((old) => !read.some(({ name }) => name === old.name)), ...read])
  }, [])
  const drop = useCallback((dropped: DataTransfer) => void take(filesOfDrop(dropped)), [take])
  useDropAnywhere(setOver, drop)

  const choose = (): void => input.current?.click()
  return (
    <>
      <div className="-mx-4 flex min-h-9 items-center gap-2.5 border-b border-line bg-rail px-4 md:-mx-6 md:px-6">
        <Icon of={Lock} size={14} className="text-ink-2" />
        <p className="min-w-0 flex-1 text-ink-2">
          Judged in this browser. Nothing {files.length > 0 ? 'was' : 'is'} uploaded
          <span className="max-md:hidden">
            {files.length > 0
              ? ', and no request left this page: turn the network off and drop them again'
              : ', and no request leaves this page: turn the network off and it still works'}
          </span>
          .
        </p>
        {files.length > 0 && (
          <button
            type="button"
            className="link text-label"
            onClick={() => {
              setFiles([])
              setFailures([])
            }}
          >
            Forget these files
          </button>
        )}
      </div>
      <input
        ref={input}
        type="file"
        multiple
        aria-label="Files from this machine"
        className="sr-only"
        tabIndex={-1}
        onChange={(event) => {
          void take([...(event.target.files ?? [])].map((file) => readFile(file)))
          event.target.value = ''
        }}
      />
      {files.length > 0 && (
        <DroppedFiles
          files={files}
          sorted={judged?.result.files ?? null}
          onForget={(id) => setFiles((before) => before.filter((file) => file.id !== id))}
          onChoose={choose}
        />
      )}
      {failures.map((failure) => (
        <Notice key={failure} icon={FileWarning} title="A file could not be read" level={3}>
          {failure}
        </Notice>
      ))}
      {stopped && (
        <Notice icon={FileWarning} title="The verifier of this page stopped" code="INTERNAL" level={3}>
          Nothing about the files is said by that. Load the page again, or use <code>chartroom verify</code>.
        </Notice>
      )}
      {files.length === 0 && <Empty onChoose={choose} over={over} />}
      {files.length > 0 && judged === null && !stopped && <Judging />}
      {files.length > 0 && judged !== null && <CheckedFiles checked={judged} />}
      {over && files.length > 0 && (
        <p
          aria-hidden
          className="pointer-events-none fixed inset-x-0 bottom-0 z-40 border-t border-accent-line bg-accent-wash px-6 py-3 text-center font-medium text-accent"
        >
          Let go to add them
        </p>
      )}
    </>
  )
}

const words = (reason: unknown): string => (reason instanceof Error ? reason.message : String(reason))

const sets = [
  {
    what: 'A chart with its provenance',
    files: ['web-1.4.2.tgz', 'web-1.4.2.tgz.prov', 'platform.asc'],
    why: 'Helm’s own signature. The key may be binary or armored, one key or a whole keyring.',
  },
  {
    what: 'A chart with a cosign signature',
    files: ['web-1.4.2.tgz', 'web.sigstore.json', 'cosign.pub'],
    why: 'A bundle or a detached signature by a bare key, of the archive or of its manifest (drop that too).',
  },
  {
    what: 'A chart that was unpacked',
    files: ['web/'],
    why: 'It cannot be verified any more. Drop the folder to see why, and what to fetch instead.',
  },
] as const

function Empty({ onChoose, over }: { onChoose: () => void; over: boolean }) {
  return (
    <section aria-labelledby="drop" className="pt-5">
      <h1 id="drop" className="text-title font-medium">
        Is this chart the one that was signed?
      </h1>
      <p className="mt-1 max-w-[760px] text-prose text-ink-2">
        Drop a packed chart with its signature and the signer’s public key, all at once or one by one.
      </p>
      <button
        type="button"
        onClick={onChoose}
        className={`js-only mt-4 flex h-28 w-full items-center justify-center gap-2.5 rounded-float border border-dashed border-control ${over ? 'bg-accent-wash text-accent' : 'bg-rail text-ink-2 hover:bg-hover'}`}
      >
        <Icon of={Upload} />
        {over ? 'Let go to check them' : 'Drop files here, or choose them'}
      </button>
      <FileSets sets={sets} />
    </section>
  )
}

function Judging() {
  return (
    <div role="status" className="animate-late space-y-3 py-[22px]">
      <span className="sr-only">Checking</span>
      <Bar width={72} />
      <Bar width={56} />
      <Bar width={40} />
    </div>
  )
}
