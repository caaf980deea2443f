import { FolderOpen, Upload } from 'lucide-react'
import { useState } from 'react'
import { Button } from '../ui/button.tsx'
import { FileSets } from '../ui/file-sets.tsx'
import { Icon } from '../ui/icon.tsx'

const kinds = [
  {
    what: 'Helmfile',
    files: ['helmfile.yaml', 'helmfile.yaml.gotmpl', 'helmfile.d/'],
    why: 'Bases, environments, templates and values files are read from the same drop.',
  },
  {
    what: 'Flux and Argo CD',
    files: ['HelmRelease', 'HelmRepository, OCIRepository', 'Application, ApplicationSet'],
    why: 'Drop sources, ConfigMaps and Secrets with them: what is not given is named.',
  },
  {
    what: 'Fleet, k0s, Kustomize',
    files: ['fleet.yaml, GitRepo, HelmOp', 'ClusterConfig, Chart', 'kustomization.yaml'],
    why: 'And Helm’s repositories.yaml or Docker’s config.json for their connections.',
  },
] as const

/** Nothing was dropped yet: what to drop, and how to paste. */
export function NoFiles({
  over,
  onChoose,
  onFolder,
  onPaste,
}: {
  over: boolean
  onChoose: () => void
  onFolder: () => void
  onPaste: (text: string) => void
}) {
  const [text, setText] = useState('')
  return (
    <section aria-labelledby="drop" className="pt-5">
      <h1 id="drop" className="text-title font-medium">
        What would this roll out?
      </h1>
      <p className="mt-1 max-w-[760px] text-prose text-ink-2">
        Drop what a delivery tool would install. Every release is resolved, verified and rendered, with its
        own values, before the tool does anything. Files and values stay in this browser; the server is asked
        for charts alone.
      </p>
      <div className="js-only mt-4 grid gap-3 md:grid-cols-[1fr_200px]">
        <button
          type="button"
          onClick={onChoose}
          className={`flex h-28 w-full items-center justify-center gap-2.5 rounded-float border border-dashed border-control ${over ? 'bg-accent-wash text-accent' : 'bg-rail text-ink-2 hover:bg-hover'}`}
        >
          <Icon of={Upload} />
          {over ? 'Let go to read them' : 'Drop files or a folder here, or choose files'}
        </button>
        <button
          type="button"
          onClick={onFolder}
          className="flex h-12 items-center justify-center gap-2.5 rounded-float border border-line-strong text-ink-2 hover:bg-hover md:h-28"
        >
          <Icon of={FolderOpen} /> Choose a folder
        </button>
      </div>
      <form
        className="js-only mt-4"
        onSubmit={(event) => {
          event.preventDefault()
          if (text.trim() !== '') onPaste(text)
        }}
      >
        <label htmlFor="pasted" className="text-ink-2">
          Or paste one file
        </label>
        <textarea
          id="pasted"
          value={text}
          onChange={(event) => setText(event.target.value)}
          rows={6}
          spellCheck={false}
          className="mt-1 block w-full rounded-control border border-control bg-ground px-2.5 py-2 font-mono text-label"
        />
        <Button type="submit" className="mt-2" disabled={text.trim() === ''}>
          Read it
        </Button>
      </form>
      <FileSets sets={kinds} />
    </section>
  )
}
