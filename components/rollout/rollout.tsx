'use client'

import { FileWarning, GitCompare, ServerOff, Upload } from 'lucide-react'
import { useCallback, useMemo, useRef, useState } from 'react'
import { readChosen, readDropped, type RolloutText, type TakenFiles } from '../../lib/client/rollout-files.ts'
import type { RolloutInput } from '../../lib/client/rollout-run.ts'
import { compareRollouts } from '../../lib/rollout/compare.ts'
import { Button } from '../ui/button.tsx'
import { useDropAnywhere } from '../ui/drop-anywhere.ts'
import { Icon } from '../ui/icon.tsx'
import { Notice } from '../ui/notice.tsx'
import { SkeletonRows } from '../ui/skeleton.tsx'
import { CopyMarkdown } from './copy-markdown.tsx'
import { FoundSettings } from './found-settings.tsx'
import { NoFiles } from './no-files.tsx'
import { Problems } from './problems.tsx'
import { ReleaseRows } from './release-rows.tsx'
import { RolloutBand } from './rollout-band.tsx'
import { RolloutBar } from './rollout-bar.tsx'
import { useRollout } from './use-rollout.ts'

type Side = 'after' | 'before'

/** Takes delivery files wherever they are dropped and shows what they would install. They never leave the browser. */
export function Rollout() {
  const [files, setFiles] = useState<readonly RolloutText[]>([])
  const [before, setBefore] = useState<readonly RolloutText[]>([])
  const [left, setLeft] = useState<readonly string[]>([])
  const [environment, setEnvironment] = useState('default')
  const [env, setEnv] = useState<Readonly<Record<string, string>>>({})
  const [over, setOver] = useState(false)
  const side = useRef<Side>('after')
  const fileInput = useRef<HTMLInputElement>(null)
  const folderInput = useRef<HTMLInputElement>(null)

  const input = useInput(files, environment, env)
  const { view, refused, stopped } = useRollout(input)
  const old = useRollout(useInput(before, environment, env))
  const changes = useMemo(
    () =>
      view?.progress.phase === 'done' && old.view?.progress.phase === 'done'
        ? compareRollouts(old.view.compared, view.compared)
        : null,
    [view, old.view],
  )

  const take = useCallback(async (taking: Promise<TakenFiles>): Promise<void> => {
    const taken = await taking
    setLeft(taken.left)
    if (side.current === 'before') setBefore(taken.files)
    // a file of the same path is the same file, dropped again
    else
      setFiles((now) => [
        ...now.filter((one) => !taken.files.some(({ path }) => path === one.path)),
        ...taken.files,
      ])
    side.current = 'after'
  }, [])
  const drop = useCallback((dropped: DataTransfer) => void take(readDropped(dropped)), [take])
  useDropAnywhere(setOver, drop)

  const choose = (which: Side, folder = false): void => {
    side.current = which
    ;(folder ? folderInput : fileInput).current?.click()
  }
  const forget = (): void => {
    setFiles([])
    setBefore([])
    setLeft([])
    setEnv({})
  }
  const chosen = (event: React.ChangeEvent<HTMLInputElement>): void => {
    const list = [...(event.target.files ?? [])]
    event.target.value = ''
    if (list.length > 0) void take(readChosen(list))
  }

  return (
    <>
      <input
        ref={fileInput}
        type="file"
        multiple
        aria-label="Files from this machine"
        className="sr-only"
        tabIndex={-1}
        onChange={chosen}
      />
      <input
        ref={(node) => {
          folderInput.current = node
          // React has no name for it
          node?.setAttribute('webkitdirectory', '')
        }}
        type="file"
        aria-label="A folder from this machine"
        className="sr-only"
        tabIndex={-1}
        onChange={chosen}
      />
      {files.length === 0 ? (
        <NoFiles
          over={over}
          onChoose={() => choose('after')}
          onFolder={() => choose('after', true)}
          onPaste={(text) => setFiles([{ path: nameOf(text), text }])}
        />
      ) : (
        <>
          <header className="flex flex-wrap items-center gap-x-3 gap-y-2 py-3.5">
            <h1 className="text-title font-medium">
              {titleOf(view?.rollout.files.map(({ path }) => path) ?? files.map(({ path }) => path))}
            </h1>
            <p className="min-w-0 flex-1 text-ink-2 max-md:order-last max-md:w-full max-md:flex-none">
              {view === null ? 'Reading' : summaryOf(view.rows.length, files.length)} · from your disk, kept
              in this browser
            </p>
            {view !== null && view.rows.length > 0 && <CopyMarkdown view={view} changes={changes} />}
            <Button kind="quiet" onClick={forget}>
              Forget these files
            </Button>
            <Button kind="primary" data-key="c" onClick={() => choose('before', false)}>
              <Icon of={GitCompare} /> Compare with…
            </Button>
          </header>
          <RolloutBar
            view={view}
            files={files}
            environment={environment}
            env={env}
            onEnvironment={setEnvironment}
            onVariable={(name, value) => setEnv((now) => given(now, name, value))}
            onAdd={() => choose('after')}
            onFolder={() => choose('after', true)}
          />
          {view === null && !stopped && <SkeletonRows rows={6} label="Reading the files" />}
          {stopped && (
            <Notice icon={FileWarning} title="The reader of this page stopped" code="INTERNAL" level={2}>
              Nothing about the files is said by that. Load the page again, or use{' '}
              <code>chartroom rollout</code>.
            </Notice>
          )}
          {refused !== null && (
            <Notice icon={ServerOff} title={refused.title} code={refused.code} level={2}>
              The files were read, but their charts could not be asked for. {refused.cure}
            </Notice>
          )}
          {left.length > 0 && (
            <Notice
              icon={FileWarning}
              title={left.length === 1 ? '1 file was passed over' : `${left.length} files were passed over`}
              level={2}
            >
              {left.slice(0, 5).join(', ')}
              {left.length > 5 && ` and ${left.length - 5} more`}: longer than 5 MiB, or no text.
            </Notice>
          )}
          {view !== null && (
            <>
              <RolloutBand view={view} changes={changes} comparing={before.length > 0 && changes === null} />
              <Problems
                problems={view.rollout.problems.filter(({ release }) => release === null)}
                files={files}
              />
              <ReleaseRows view={view} files={files} changes={changes} />
              <FoundSettings view={view} />
            </>
          )}
        </>
      )}
      {over && files.length > 0 && (
        <p
          aria-hidden
          className="pointer-events-none fixed inset-x-0 bottom-0 z-40 border-t border-accent-line bg-accent-wash px-6 py-3 text-center font-medium text-accent"
        >
          <Icon of={Upload} className="mr-2 inline" />
          Let go to add them
        </p>
      )}
    </>
  )
}

/** The same object when nothing changed, so that leaving a field reads nothing again. An empty field is not given. */
function given(
  now: Readonly<Record<string, string>>,
  name: string,
  value: string,
): Readonly<Record<string, string>> {
  if (value === (now[name] ?? '')) return now
  return Object.fromEntries(Object.entries({ ...now, [name]: value }).filter(([, text]) => text !== ''))
}

/** The same input as long as nothing of it changes. */
function useInput(
  files: readonly RolloutText[],
  environment: string,
  env: Readonly<Record<string, string>>,
): RolloutInput | null {
  return useMemo(() => (files.length === 0 ? null : { files, environment, env }), [files, environment, env])
}

const summaryOf = (releases: number, files: number): string =>
  `${releases === 1 ? '1 release' : `${releases} releases`} in ${files === 1 ? '1 file' : `${files} files`}`

/** The one file that was read, or how many. */
function titleOf(paths: readonly string[]): string {
  const names = [...new Set(paths)]
  return names.length === 1 ? names[0]!.slice(names[0]!.lastIndexOf('/') + 1) : `${names.length} files`
}

/** A pasted text has no name: the one that its content asks for. */
const nameOf = (text: string): string => {
  if (/^(?:releases|helmfiles|environments|repositories|bases):/m.test(text))
    return text.includes('{{') ? 'helmfile.yaml.gotmpl' : 'helmfile.yaml'
  if (/^helmCharts:/m.test(text)) return 'kustomization.yaml'
  if (/^helm:/m.test(text) && !/^apiVersion:/m.test(text)) return 'fleet.yaml'
  return 'pasted.yaml'
}
