/** What a CRD file says of itself, by a look at its lines: Helm prints such files unread, and so do we. */
export function crdHead(text: string): { apiVersion: string; kind: string; name: string } {
  const find = (pattern: RegExp): string => unquoted(pattern.exec(text)?.[1] ?? '')
  return {
    apiVersion: find(/^apiVersion:[ \t]*(\S+)/m),
    kind: find(/^kind:[ \t]*(\S+)/m),
    name: find(/^metadata:[ \t]*\r?\n(?:(?:[ \t]+.*|[ \t]*)\r?\n)*?[ \t]+name:[ \t]*(\S+)/m),
  }
}

const unquoted = (text: string): string => /^(["'])(.*)\1$/.exec(text)?.[2] ?? text
