import { configInForce } from '../config/config-in-force.ts'
import { toSourceError } from '../errors/source-error.ts'

/** Whether the server can do its work: its configuration is understood. Else the code of what is wrong with it. */
export function checkReady(): { readonly ready: true } | { readonly ready: false; readonly code: string } {
  try {
    configInForce()
    return { ready: true }
  } catch (error) {
    return { ready: false, code: toSourceError(error).code }
  }
}
