import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'

/** Published test data of Helm, Sigstore and Notary: `CHARTROOM_VECTORS`, else `../shared/vectors`; undefined where neither is. */
export function vectors(part: string): string | undefined {
  const folder = join(
    process.env['CHARTROOM_VECTORS'] ?? resolve(import.meta.dirname, '../../../shared/vectors'),
    part,
  )
  return existsSync(folder) ? folder : undefined
}

export const whyNot = (part: string): string =>
  `skipped: no ${part} below CHARTROOM_VECTORS or ../shared/vectors`
