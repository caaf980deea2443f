import { join, resolve } from 'node:path'

type Env = Readonly<Record<string, string | undefined>>

/** Where a server keeps what it was told: `CHARTROOM_DATA`, else `.chartroom` where Chartroom was started. */
export const dataFolder = (env: Env): string =>
  env['CHARTROOM_DATA']
    ? resolve(env['CHARTROOM_DATA'])
    : join(env['CHARTROOM_HOME'] || process.cwd(), '.chartroom')
