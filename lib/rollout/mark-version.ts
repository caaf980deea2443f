import { fromBytes, toBytes } from '../go/text.ts'
import type { ChartFile } from '../helm/index.ts'

const DIGITS = 12

/**
 * A chart as Flux renders it from an OCIRepository: `+` and the first digits of the artefact's digest stand in its version, so
 * that a tag that was pushed again is seen. Mirrors `mutateChartWithSourceRevision` of helm-controller's
 * internal/controller/helmrelease_controller.go.
 */
export function markVersion(files: readonly ChartFile[], digest: string): ChartFile[] {
  const mark = digest.slice(digest.indexOf(':') + 1).slice(0, DIGITS)
  return files.map((file) => {
    if (file.path !== 'Chart.yaml') return file
    const text = fromBytes(file.data)
    const marked = text.replace(
      /^(version:[ \t]*)(["']?)([^"'\s#+]+)(?:\+[^"'\s#]*)?\2/m,
      (_, key: string, quote: string, version: string) => `${key}${quote}${version}+${mark}${quote}`,
    )
    return { ...file, data: toBytes(marked) }
  })
}
