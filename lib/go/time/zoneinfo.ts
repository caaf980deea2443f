import type { Zone } from './location.ts'
import { parsePosixZone } from './posix-zone.ts'

/**
 * Reads a compiled zone file (TZif, RFC 9636) and gives what holds at a second since 1970; undefined where the file is
 * no such thing. Mirrors `LoadLocationFromTZData` and `Location.lookup`.
 */
export function parseZoneinfo(data: Uint8Array): ((unixSeconds: number) => Zone) | undefined {
  const view = new DataView(data.buffer, data.byteOffset, data.byteLength)
  try {
    if (view.getUint32(0) !== 0x545a6966) return undefined
    if (data[4] === 0) return readBlock(data, view, 0, 4)
    const first = counts(view, 0)
    const { zones, times, chars, leaps, standard, utc } = first
    return readBlock(data, view, 44 + times * 5 + zones * 6 + chars + leaps * 8 + standard + utc, 8)
  } catch (error) {
    // a view throws where the file ends too early
    if (error instanceof RangeError) return undefined
    throw error
  }
}

const counts = (view: DataView, header: number) => ({
  utc: view.getUint32(header + 20),
  standard: view.getUint32(header + 24),
  leaps: view.getUint32(header + 28),
  times: view.getUint32(header + 32),
  zones: view.getUint32(header + 36),
  chars: view.getUint32(header + 40),
})

function readBlock(
  data: Uint8Array,
  view: DataView,
  header: number,
  width: 4 | 8,
): ((at: number) => Zone) | undefined {
  const { times, zones: zoneCount, chars, leaps, standard, utc } = counts(view, header)
  const whenAt = header + 44
  const indexAt = whenAt + times * width
  const zonesAt = indexAt + times
  const namesAt = zonesAt + zoneCount * 6
  const end = namesAt + chars + leaps * (width + 4) + standard + utc
  const text = (from: number, stop: number): string => {
    let out = ''
    for (let i = from; i < data.length && data[i] !== stop; i++) out += String.fromCharCode(data[i]!)
    return out
  }
  const zones: Zone[] = Array.from({ length: zoneCount }, (_, i) => ({
    offset: view.getInt32(zonesAt + 6 * i),
    dst: view.getUint8(zonesAt + 6 * i + 4) !== 0,
    name: text(namesAt + view.getUint8(zonesAt + 6 * i + 5), 0),
  }))
  if (zones.length === 0) return undefined
  const when = Array.from({ length: times }, (_, i) =>
    width === 8 ? Number(view.getBigInt64(whenAt + 8 * i)) : view.getInt32(whenAt + 4 * i),
  )
  const index = data.subarray(indexAt, indexAt + times)
  const rule = width === 8 && end < data.length ? parsePosixZone(text(end + 1, 10)) : undefined
  const first = zones[firstZone(zones, index)]!
  if (times === 0) return rule ?? (() => zones[0]!)
  return (at) => {
    if (at < when[0]!) return first
    if (at >= when.at(-1)! && rule !== undefined) return rule(at)
    let low = 0
    for (let high = times; high - low > 1;) {
      const middle = (low + high) >> 1
      if (at < when[middle]!) high = middle
      else low = middle
    }
    return zones[index[low]!]!
  }
}

/** What held before the first transition. */
function firstZone(zones: readonly Zone[], index: Uint8Array): number {
  if (!index.includes(0)) return 0
  const start = index[0]!
  if (zones[start]?.dst) {
    for (let i = start - 1; i >= 0; i--) if (!zones[i]!.dst) return i
  }
  return Math.max(
    0,
    zones.findIndex((zone) => !zone.dst),
  )
}
