import { existsSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { readConfig, type LoadedConfig } from './read-config.ts'

const NAME = 'chartroom.yaml'

/**
 * The configuration in force: `CHARTROOM_CONFIG`, else `chartroom.yaml` in the working directory or in
 * `CHARTROOM_HOME`, else the one of the
 * sample that ships with Chartroom.
 * @throws SourceError CONFIG_INVALID
 */
export function findConfig(
  env: Readonly<Record<string, string | undefined>> = process.env,
): LoadedConfig & { readonly sample: boolean } {
  const own = ownConfig(env)
  if (own !== undefined) return { ...own, sample: false }
  return { ...readConfig(sampleConfig(env['CHARTROOM_HOME'])), sample: true }
}

/** The operator's own configuration, undefined where there is none. */
export function ownConfig(
  env: Readonly<Record<string, string | undefined>> = process.env,
): LoadedConfig | undefined {
  const named = env['CHARTROOM_CONFIG']
  if (named !== undefined && named !== '') return readConfig(resolve(named))
  // the built server runs inside its own folder; home is where it was started
  const places = [resolve(NAME), ...(env['CHARTROOM_HOME'] ? [resolve(env['CHARTROOM_HOME'], NAME)] : [])]
  const found = places.find((file) => existsSync(file))
  return found === undefined ? undefined : readConfig(found)
}

/**
 * The sample lies in `public/samples`, beside the built server, the bundled command line or the sources.
 * @param home `CHARTROOM_HOME`, where the program was started from
 */
function sampleConfig(home: string | undefined): string {
  const starts = [home, process.cwd(), dirname(process.argv[1] ?? ''), import.meta.dirname].filter(
    (s): s is string => typeof s === 'string' && s !== '',
  )
  for (const start of starts) {
    for (let folder = resolve(start); ; folder = dirname(folder)) {
      const file = join(folder, 'public', 'samples', NAME)
      if (existsSync(file)) return file
      if (dirname(folder) === folder) break
    }
  }
  return join(process.cwd(), 'public', 'samples', NAME)
}
