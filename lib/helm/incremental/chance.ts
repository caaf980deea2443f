import type { Host } from '../../go/value.ts'
import type { Recorder, Trace } from './recorder.ts'

/** A host whose use is noted in the running template's trace. */
export interface WatchedHost extends Host {
  /** Whether a template that used chance as in `trace` would be given the same again, here and now. */
  repeats(trace: Trace): boolean
  /** Counts the chance that a template took which is not run again. */
  skip(trace: Trace): void
}

/**
 * Watches the host of one render.
 * @param isSeeded all that it gives is a function of its seed, and for chance of call site and occurrence; else a template
 *   that uses it is run each time
 */
export function watchedHost(host: Host, isSeeded: boolean, recorder: Recorder): WatchedHost {
  const called = new Map<string, number>()
  const take = (site: string): Host => {
    called.set(site, (called.get(site) ?? 0) + 1)
    return host.at!(site)
  }
  const noted = <R>(value: R): R => {
    if (!isSeeded && recorder.trace !== undefined) recorder.trace.isVolatile = true
    return value
  }
  const shared = <R>(value: R): R => {
    if (recorder.trace !== undefined) recorder.trace.isVolatile = true
    return value
  }
  return {
    random: (n) => shared(host.random(n)),
    rsaKey: (bits) => shared(host.rsaKey(bits)),
    now: () => noted(host.now()),
    localZone: (seconds) => noted(host.localZone(seconds)),
    zone: (name, seconds) => noted(host.zone(name, seconds)),
    get localName() {
      return noted(host.localName)
    },
    ...(host.lookup !== undefined && {
      lookup: (...asked: Parameters<NonNullable<Host['lookup']>>) => shared(host.lookup!(...asked)),
    }),
    ...(host.monotonic !== undefined && { monotonic: () => noted(host.monotonic!()) }),
    ...(host.at !== undefined && {
      at: (site: string) => {
        const { trace } = recorder
        if (trace !== undefined) {
          const known = trace.chances.get(site)
          if (known === undefined) trace.chances.set(site, { from: called.get(site) ?? 0, count: 1 })
          else known.count++
        }
        return noted(take(site))
      },
    }),
    repeats: (trace) => {
      for (const [site, { from }] of trace.chances) if ((called.get(site) ?? 0) !== from) return false
      return true
    },
    skip: (trace) => {
      for (const [site, { count }] of trace.chances) for (let i = 0; i < count; i++) take(site)
    },
  }
}
