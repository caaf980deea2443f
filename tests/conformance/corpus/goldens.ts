import { createReadStream } from 'node:fs'
import { join } from 'node:path'
import { constants, createZstdDecompress } from 'node:zlib'
import type { Profile } from '../../../lib/helm/index.ts'
import { corpusFolder } from './cases.ts'

const BLOCK = 512

/** What Helm printed, by the name that a case gives; only those that `wanted` names are kept. */
export async function readGoldens(
  profile: Profile,
  wanted: ReadonlySet<string>,
): Promise<Map<string, Buffer>> {
  const file = createReadStream(join(corpusFolder, `golden-${profile}.tar.zst`))
  const tar = file.pipe(createZstdDecompress({ params: { [constants.ZSTD_d_windowLogMax]: 27 } }))
  const goldens = new Map<string, Buffer>()
  let longName = ''
  for await (const { name, type, data } of entries(tar, (name) =>
    wanted.has(longName === '' ? name : longName),
  )) {
    if (type === 'x') longName = /^\d+ path=(.*)$/m.exec(data.toString())?.[1] ?? ''
    else if (type === 'L') longName = data.toString().replace(/\0.*$/s, '')
    else {
      const path = longName === '' ? name : longName
      longName = ''
      if (wanted.has(path)) goldens.set(path, data)
    }
  }
  return goldens
}

interface Entry {
  readonly name: string
  readonly type: string
  readonly data: Buffer
}

/** The entries of a tar stream; the data of those that nobody wants is dropped as it comes. */
async function* entries(
  tar: AsyncIterable<unknown>,
  wants: (name: string) => boolean,
): AsyncGenerator<Entry> {
  let pending: Buffer = Buffer.alloc(0)
  let entry:
    | { name: string; type: string; keep: boolean; parts: Buffer[]; left: number; padding: number }
    | undefined
  for await (const chunk of tar) {
    pending = pending.length === 0 ? (chunk as Buffer) : Buffer.concat([pending, chunk as Buffer])
    for (;;) {
      if (entry === undefined) {
        if (pending.length < BLOCK) break
        const header = pending.subarray(0, BLOCK)
        pending = pending.subarray(BLOCK)
        if (header[0] === 0) continue
        const field = (from: number, size: number): string =>
          header.toString('utf8', from, from + size).replace(/\0.*$/s, '')
        const prefix = field(345, 155)
        const name = (prefix === '' ? '' : `${prefix}/`) + field(0, 100)
        const type = String.fromCharCode(header[156]!)
        const left = parseInt(field(124, 12), 8) || 0
        entry = {
          name,
          type,
          keep: type === 'x' || type === 'L' || wants(name),
          parts: [],
          left,
          padding: (BLOCK - (left % BLOCK)) % BLOCK,
        }
      }
      const part = pending.subarray(0, entry.left)
      if (entry.keep) entry.parts.push(part)
      entry.left -= part.length
      const skipped = entry.left > 0 ? 0 : Math.min(entry.padding, pending.length - part.length)
      entry.padding -= skipped
      pending = pending.subarray(part.length + skipped)
      if (entry.left > 0 || entry.padding > 0) break
      yield { name: entry.name, type: entry.type, data: Buffer.concat(entry.parts) }
      entry = undefined
    }
  }
}
