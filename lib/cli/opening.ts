import { existsSync } from 'node:fs'
import type { Opening } from '../server/sources/open-place.ts'
import { explicitSettings, type connectionFlags } from './connection-flags.ts'
import type { Parsed } from './flags.ts'
import type { Io } from './io.ts'

/** How the command line opens places: its flags, stored logins with their helpers, and `chartroom.yaml` if there is one. */
export async function cliOpening(parsed: Parsed<typeof connectionFlags>, io: Io): Promise<Opening> {
  const named = io.env['CHARTROOM_CONFIG']
  const hasConfig = (named !== undefined && named !== '') || existsSync('chartroom.yaml')
  // zod and the YAML parser are only loaded for a file that is there
  const config = hasConfig ? (await import('../server/config/find-config.ts')).ownConfig(io.env) : undefined
  return {
    explicit: explicitSettings(parsed, io),
    env: io.env,
    config,
    stored: 'use-with-helpers',
    mayBePrivate: true,
  }
}
