/** Names from the root of the values as `--set` takes them: commas, dots, brackets and equal signs in a name are escaped. */
export const setPath = (path: readonly string[]): string =>
  path.map((name) => name.replace(/[.,=[\]\\]/g, '\\$&')).join('.')
