import { useState } from 'react'
import { ApiError, askJson } from '../../lib/client/api.ts'
import { api } from '../../lib/client/routes.ts'
import type { RenderedObject } from '../../lib/helm/request.ts'
import type { ImageDigest } from '../../lib/schema/images.ts'
import { CodeName } from '../ui/code-name.tsx'
import { Digest } from '../ui/digest.tsx'
import type { ObjectSummary } from './use-object-summary.ts'

const ROLES = {
  container: 'container',
  init: 'init container',
  ephemeral: 'ephemeral container',
  volume: 'volume',
  field: 'field',
  flag: 'flag',
  env: 'variable',
} as const

/** Every image of the render with each place that names it; its digest is asked of the registry on demand. */
export function ImagesList({
  images,
  objects,
  onGo,
}: {
  images: ObjectSummary['images']
  objects: readonly RenderedObject[]
  onGo: (object: number, line: number) => void
}) {
  if (images.length === 0) return <p className="px-4 py-1 text-ink-3">What is rendered names no image.</p>
  return (
    <ul>
      {images.map(({ image, places }) => (
        <li key={image} className="border-b border-line px-4 py-1.5">
          <code className="text-label break-all">{image}</code>
          <ul>
            {places.map(({ object, role, name, line }, i) => {
              const about = objects[object]
              return (
                <li key={i} className="text-label">
                  <button
                    type="button"
                    onClick={() => onGo(object, line)}
                    className="link min-h-6 text-left break-all text-ink-2 md:min-h-0"
                  >
                    {about === undefined ? 'not an object' : `${about.kind}/${about.name}`}
                  </button>{' '}
                  <span className="text-ink-3">
                    {ROLES[role]} {name}
                  </span>
                </li>
              )
            })}
          </ul>
          <Resolved image={image} />
        </li>
      ))}
    </ul>
  )
}

type State =
  | { readonly kind: 'open' | 'asking' }
  | { readonly kind: 'known'; readonly digest: string }
  | { readonly kind: 'failed'; readonly code: string; readonly message: string }

/** The digest that the registry has for an image now: this server asks, and only when somebody wants to know. */
function Resolved({ image }: { image: string }) {
  const [state, setState] = useState<State>({ kind: 'open' })
  const ask = (): void => {
    setState({ kind: 'asking' })
    askJson<ImageDigest>(api.image(image)).then(
      ({ digest }) => setState({ kind: 'known', digest }),
      (error: unknown) =>
        setState(
          error instanceof ApiError
            ? { kind: 'failed', code: error.problem.code, message: error.problem.title }
            : { kind: 'failed', code: 'INTERNAL', message: String(error) },
        ),
    )
  }
  switch (state.kind) {
    case 'known':
      return <Digest value={state.digest} className="text-ink-2" />
    case 'failed':
      return (
        <p role="status" className="text-label break-words text-ink-2">
          {state.message} <CodeName code={state.code} />{' '}
          <button type="button" onClick={ask} className="link">
            Ask again
          </button>
        </p>
      )
    default:
      return (
        <button
          type="button"
          onClick={ask}
          disabled={state.kind === 'asking'}
          className="link min-h-6 text-label text-ink-3 md:min-h-0"
        >
          {state.kind === 'asking' ? 'Asking the registry' : 'Which digest is it now?'}
        </button>
      )
  }
}
