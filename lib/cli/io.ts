import { readFileSync, writeSync } from 'node:fs'
import { toBytes } from '../go/text.ts'

/** Where a verb reads and writes. Texts are Go strings (see lib/go/text.ts), written as their bytes. */
export interface Io {
  out(text: string): void
  err(text: string): void
  /** all of standard input */
  stdin(): Uint8Array
  readonly env: Readonly<Record<string, string | undefined>>
}

/** The process's own standard streams, written synchronously so that nothing is lost when the process ends. */
export const processIo: Io = {
  out: (text) => writeAll(1, toBytes(text)),
  err: (text) => writeAll(2, toBytes(text)),
  stdin: () => readFileSync(0),
  env: process.env,
}

/** A reader that went away (`| head`) ends the process as a pipe's end does; a full pipe is waited for. */
function writeAll(fd: number, bytes: Uint8Array): void {
  for (let at = 0; at < bytes.length;) {
    try {
      at += writeSync(fd, bytes, at)
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException
      if (code === 'EPIPE') process.exit(141)
      if (code !== 'EAGAIN') throw error
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 1)
    }
  }
}
