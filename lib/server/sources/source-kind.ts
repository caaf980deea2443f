import type { Source } from '../../schema/source.ts'
import { SourceError } from '../errors/source-error.ts'

/** What kind of source a URL names. @throws SourceError REFERENCE_INVALID */
export function sourceKind(url: string): Source['kind'] {
  if (url.startsWith('oci://')) return 'oci'
  if (url.startsWith('oci-layout:')) return 'oci-layout'
  if (/^https?:\/\//.test(url)) return 'classic'
  if (url.startsWith('file:') || /^[./~]/.test(url)) return 'folder'
  throw new SourceError(
    'REFERENCE_INVALID',
    `${JSON.stringify(url)} is no source: expected oci://, https://, file: or oci-layout:`,
  )
}

/** The path of a `file:` or `oci-layout:` URL, as it is written there. */
export const pathOfUrl = (url: string): string => url.replace(/^(?:oci-layout|file):(?:\/\/(?=\/))?/, '')
