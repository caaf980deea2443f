import { existsSync, statSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { accessRule, type AccessRule } from './access-rule.ts'

let known: { readonly stamp: string; readonly rule: AccessRule } | undefined

/**
 * The rule of the configuration in force, read again when its file changes; a change that cannot be read changes nothing. The reader of configurations is only loaded
 * where there is one.
 * @throws SourceError CONFIG_INVALID
 */
export async function accessInForce(
  env: Readonly<Record<string, string | undefined>> = process.env,
): Promise<AccessRule> {
  const file = configFile(env)
  if (file === undefined) return { kind: 'machine' }
  const facts = statSync(file, { throwIfNoEntry: false })
  const stamp = `${file} ${facts?.mtimeMs} ${facts?.size} ${facts?.ino}`
  if (known?.stamp === stamp) return known.rule
  const { readConfig } = await import('../config/read-config.ts')
  try {
    const { config, path } = readConfig(file)
    known = { stamp, rule: accessRule(config.access, path) }
  } catch (error) {
    if (known === undefined) throw error
  }
  return known!.rule
}

function configFile(env: Readonly<Record<string, string | undefined>>): string | undefined {
  if (env['CHARTROOM_CONFIG']) return resolve(env['CHARTROOM_CONFIG'])
  const places = [process.cwd(), ...(env['CHARTROOM_HOME'] ? [env['CHARTROOM_HOME']] : [])]
  return places.map((folder) => join(folder, 'chartroom.yaml')).find((file) => existsSync(file))
}
