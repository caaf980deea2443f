import { readFileSync } from 'node:fs'

const PAGE = 4096
const MIB = 1024 * 1024

/** MiB of memory that another process holds in all; undefined where the system does not say (only Linux does). */
export function residentMb(pid: number | undefined): number | undefined {
  try {
    const [, pages] = readFileSync(`/proc/${pid}/statm`, 'latin1').split(' ')
    return Math.round((Number(pages) * PAGE) / MIB)
  } catch {
    return undefined
  }
}
