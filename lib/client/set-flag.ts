/** Whether a shell takes a word as it is. */
const PLAIN = /^[\w@%+=:,./-]+$/

/** A word for a POSIX shell. */
export const shellQuote = (text: string): string =>
  PLAIN.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`

/** What `--set` reads as something else than a string; mirrors strvals' `typedVal`, which knows no fractions. */
const TYPED = /^(?:true|false|null|0|[-+]\d+|[1-9]\d*)$/i

export interface SetFlagText {
  readonly flag: '--set' | '--set-string' | '--set-json'
  readonly text: string
}

/**
 * The flag that sets a key to a value, as Helm's strvals reads it.
 * @param path as `setPath` writes it
 * @param json the value
 */
export function setFlag(path: string, json: string): SetFlagText {
  const value: unknown = JSON.parse(json)
  if (typeof value === 'string' && !value.includes('\n') && value !== '') {
    const flag = TYPED.test(value) ? '--set-string' : '--set'
    const escaped = value.replace(/[\\,]/g, '\\$&').replace(/^\{/, '\\{')
    return { flag, text: `${flag} ${shellQuote(`${path}=${escaped}`)}` }
  }
  if (value === '') return { flag: '--set', text: `--set ${shellQuote(`${path}=`)}` }
  if (value === null || typeof value === 'boolean' || (typeof value === 'number' && TYPED.test(json)))
    return { flag: '--set', text: `--set ${shellQuote(`${path}=${json}`)}` }
  return setJson(path, json)
}

export const setJson = (path: string, json: string): SetFlagText => ({
  flag: '--set-json',
  text: `--set-json ${shellQuote(`${path}=${json}`)}`,
})

/** The key as YAML, nested; the value in flow style, which JSON is. */
export function asYaml(path: readonly string[], json: string): string {
  const key = (name: string): string =>
    /^[A-Za-z_][\w-]*$/.test(name) && !/^(?:y|n|yes|no|on|off|true|false|null)$/i.test(name)
      ? name
      : JSON.stringify(name)
  return path
    .map((name, i) => `${'  '.repeat(i)}${key(name)}:${i === path.length - 1 ? ` ${json}` : ''}`)
    .join('\n')
}
