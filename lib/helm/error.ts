import { GoError } from '../go/value.ts'
import type { ErrorFrame, RenderError } from './request.ts'

/** A refusal by Helm, or by ours in Helm's place. `message` is what `helm` prints after `Error: `. */
export class HelmError extends GoError {
  override name = 'HelmError'
  readonly code: RenderError['code']
  readonly frames: readonly ErrorFrame[]
  /** a release was made before it failed: the command line then hints at --debug */
  readonly partial: boolean
  /** what was rendered all the same, for --debug */
  output = ''
  constructor(
    code: RenderError['code'],
    message: string,
    frames: readonly ErrorFrame[] = [],
    partial = false,
  ) {
    super(message)
    this.code = code
    this.frames = frames
    this.partial = partial
  }
}

/** Runs `action`; what it throws in Go's words becomes a refusal with `prefix` before them. */
export function refusing<R>(code: RenderError['code'], prefix: string, action: () => R, partial = false): R {
  try {
    return action()
  } catch (error) {
    if (!(error instanceof GoError)) throw error
    const inner = error instanceof HelmError ? error : undefined
    throw new HelmError(inner?.code ?? code, prefix + error.message, inner?.frames, inner?.partial ?? partial)
  }
}
