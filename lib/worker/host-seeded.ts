import { sha256 } from '@noble/hashes/sha2.js'
import { marshalPkcs1 } from '../go/crypto/rsa-key.ts'
import { generateRsaKey } from '../go/crypto/rsa-generate.ts'
import type { Host } from '../go/value.ts'
import { intlZone } from './zones.ts'

/** 2026-01-01 00:00:00 UTC, where a seed says nothing else */
const EPOCH = 1_767_225_600n * 1_000_000_000n
const BLOCK = 32
const KEPT_KEYS = 128

const encoder = new TextEncoder()

/** Digest of some texts, each by its length and content. */
function digest(...parts: readonly string[]): Uint8Array {
  return sha256(encoder.encode(parts.map((part) => `${part.length}:${part}`).join('')))
}

/** Random bytes without end, from a key: SHA-256 over the key and a counter. */
function stream(key: Uint8Array): (n: number) => Uint8Array {
  const input = new Uint8Array(key.length + 8)
  input.set(key)
  const counter = new DataView(input.buffer, key.length)
  let block = new Uint8Array(0)
  let used = 0
  let next = 0
  return (n) => {
    const out = new Uint8Array(n)
    for (let at = 0; at < n;) {
      if (used === block.length) {
        counter.setBigUint64(0, BigInt(next++))
        block = sha256(input)
        used = 0
      }
      const taken = Math.min(BLOCK - used, n - at)
      out.set(block.subarray(used, used + taken), at)
      used += taken
      at += taken
    }
    return out
  }
}

/** Keys cost much and are functions of their stream, so those of recent renders are kept. */
const keys = new Map<string, Uint8Array>()

function rsaKey(streamKey: Uint8Array, count: number, bits: number): Uint8Array {
  const id = `${Array.from(streamKey).join()} ${count} ${bits}`
  let key = keys.get(id)
  if (key === undefined) {
    key = marshalPkcs1(generateRsaKey(bits, stream(digest(id))))
    if (keys.size >= KEPT_KEYS) keys.delete(keys.keys().next().value!)
    keys.set(id, key)
  }
  return key
}

/**
 * A host that is a function of its seed: the same chance, time and keys on Node and in every browser. Each call site
 * and occurrence has a stream of its own, so that one more random call elsewhere changes nothing here. What it gives is
 * known to whoever knows the seed: fit for a preview, never for a cluster.
 *
 * Time stands still at `now` (nanoseconds since 1970), local time is UTC.
 */
export function seededHost(seed: string, now: bigint = EPOCH): Host {
  const occurrences = new Map<string, number>()
  const hostOf = (streamKey: Uint8Array): Host => {
    const random = stream(streamKey)
    let made = 0
    return {
      random,
      now: () => now,
      monotonic: () => 0n,
      localZone: () => ({ offset: 0, name: 'UTC', dst: false }),
      zone: intlZone,
      rsaKey: (bits) => rsaKey(streamKey, made++, bits),
      at(site) {
        const occurrence = occurrences.get(site) ?? 0
        occurrences.set(site, occurrence + 1)
        return hostOf(digest(seed, site, String(occurrence)))
      },
    }
  }
  return hostOf(digest(seed))
}
