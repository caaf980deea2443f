import type { RenderError } from '../../lib/helm/request.ts'

/** What the chart, or the function that failed, says: Helm's text without the places that stand beside it anyway. */
export function reasonOf({ text }: Pick<RenderError, 'text'>): string {
  const bare = text.replace(/\n\nUse --debug flag to render out invalid YAML$/, '').trimEnd()
  const lines = bare.split('\n')
  // Helm 4 writes a line for each call and the reason last; Helm 3 writes one line
  const said = lines.some((line) => /^ {2}executing "/.test(line))
    ? lines.at(-1)!
    : (/^execution error at \([^)]*\): ([\s\S]*)$/.exec(bare)?.[1] ??
      /error calling [\w.]+: (?!error calling|execution error|template: )([\s\S]*)$/.exec(bare)?.[1] ??
      /<[^>]*>: ((?!error calling)[\s\S]*)$/.exec(bare)?.[1] ??
      bare)
  const line = said.trim().split('\n')[0]!
  return line.length > 300 ? `${line.slice(0, 298)}…` : line
}
