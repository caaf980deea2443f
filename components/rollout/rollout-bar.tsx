import type { RolloutText } from '../../lib/client/rollout-files.ts'
import type { RolloutView } from '../../lib/client/rollout-run.ts'
import { Badge } from '../ui/badge.tsx'

const TOOLS: Readonly<Record<string, string>> = {
  helmfile: 'Helmfile',
  flux: 'Flux',
  argocd: 'Argo CD',
  fleet: 'Fleet',
  k0s: 'k0s',
  kustomize: 'Kustomize',
  helm: 'Helm',
  docker: 'Docker',
  kubernetes: 'Kubernetes',
}

/** What a tool is called. */
export const toolName = (tool: string): string => TOOLS[tool] ?? tool

const field = 'h-7 min-w-0 rounded-control border border-control bg-ground px-2 font-mono text-label'

/** What the reading depends on: the tools, the environment, variables that templates ask for, the files. */
export function RolloutBar({
  view,
  files,
  environment,
  env,
  onEnvironment,
  onVariable,
  onAdd,
  onFolder,
}: {
  view: RolloutView | null
  files: readonly RolloutText[]
  environment: string
  env: Readonly<Record<string, string>>
  onEnvironment: (name: string) => void
  onVariable: (name: string, value: string) => void
  onAdd: () => void
  onFolder: () => void
}) {
  const read = view?.rollout.files ?? []
  const tools = [...new Set(read.map(({ tool }) => tool))]
  const asked =
    view?.rollout.problems.flatMap(({ code, args }) =>
      code === 'VARIABLE_MISSING' ? [args['name'] ?? ''] : [],
    ) ?? []
  const names = [...new Set([...Object.keys(env), ...asked])].sort()
  return (
    <div className="-mx-4 flex flex-wrap items-center gap-x-4 gap-y-2 border-y border-line bg-rail px-4 py-1.5 md:-mx-6 md:px-6">
      <span className="flex gap-1.5">
        {tools.map((tool) => (
          <Badge key={tool}>{toolName(tool)}</Badge>
        ))}
      </span>
      <span className="text-ink-2">
        {read.length} of {files.length} {files.length === 1 ? 'file' : 'files'} read
      </span>
      {tools.includes('helmfile') && (
        <label className="flex items-center gap-2 text-ink-2">
          Environment
          <input
            className={`${field} w-28`}
            defaultValue={environment}
            onBlur={(event) => onEnvironment(event.target.value.trim() || 'default')}
            onKeyDown={(event) => {
              if (event.key === 'Enter') onEnvironment(event.currentTarget.value.trim() || 'default')
            }}
            spellCheck={false}
          />
        </label>
      )}
      {names.map((name) => (
        <label key={name} className="flex min-w-0 items-center gap-2 font-mono text-label text-ink-2">
          {name}=
          <input
            className={`${field} w-32`}
            defaultValue={env[name] ?? ''}
            onBlur={(event) => onVariable(name, event.target.value)}
            onKeyDown={(event) => {
              if (event.key === 'Enter') onVariable(name, event.currentTarget.value)
            }}
            placeholder="not given"
            spellCheck={false}
            autoComplete="off"
          />
        </label>
      ))}
      <span className="flex-1" />
      <button type="button" className="link text-label" onClick={onAdd}>
        Add files
      </button>
      <button type="button" className="link text-label" onClick={onFolder}>
        Add a folder
      </button>
    </div>
  )
}
