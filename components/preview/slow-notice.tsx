import { Button } from '../ui/button.tsx'
import { plural } from '../ui/when.ts'
import type { RendererState } from './renderer.ts'

/** Over the panes while a render takes long, and after it was stopped. What is on screen is the one before. */
export function SlowNotice({
  state,
  onStop,
  onGoOn,
}: {
  state: Extract<RendererState, { kind: 'slow' | 'stopped' }>
  onStop: () => void
  onGoOn: () => void
}) {
  const seconds = plural(state.seconds, 'second')
  return (
    <div
      role="status"
      className="flex min-h-10 shrink-0 flex-wrap items-center gap-x-3 gap-y-1.5 border-b border-line py-1.5 pr-4 pl-4 md:pl-6"
    >
      <p className="min-w-0 flex-[1_1_320px]">
        <span className="font-medium">
          {state.kind === 'slow' ? `This render takes longer than ${seconds}.` : `Stopped after ${seconds}.`}
        </span>{' '}
        <span className="text-ink-2">
          {state.kind === 'slow'
            ? 'The page stays usable; the next change of a value takes its place.'
            : 'Below is what was rendered before. The next change of a value renders again.'}
        </span>
      </p>
      {state.kind === 'slow' ? (
        <>
          <Button onClick={onGoOn}>Go on</Button>
          <Button onClick={onStop}>Stop</Button>
        </>
      ) : (
        <Button onClick={onGoOn}>Render again</Button>
      )}
    </div>
  )
}
