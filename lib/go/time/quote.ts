/** The quoting that `time` has for its own errors: every byte beyond printable ASCII as `\x..`. Takes byte text. */
export const quote = (bytes: string): string =>
  `"${bytes.replace(/["\\]|[^\x20-\x7f]/g, (c) =>
    c === '"' || c === '\\' ? `\\${c}` : `\\x${c.charCodeAt(0).toString(16).padStart(2, '0')}`,
  )}"`
