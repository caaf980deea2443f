import { z } from 'zod'

export const Dependency = z.object({
  name: z.string(),
  version: z.string(),
  repository: z.string(),
  alias: z.string().nullable(),
  condition: z.string().nullable(),
  tags: z.array(z.string()),
  /** whether the archive holds it below charts/ */
  vendored: z.boolean(),
})
export type Dependency = z.infer<typeof Dependency>

/** Chart.yaml, missing fields as empty strings and lists. */
export const ChartMetadata = z.object({
  apiVersion: z.string(),
  name: z.string(),
  version: z.string(),
  appVersion: z.string(),
  description: z.string(),
  type: z.string(),
  home: z.string(),
  icon: z.string(),
  kubeVersion: z.string(),
  deprecated: z.boolean(),
  keywords: z.array(z.string()),
  sources: z.array(z.string()),
  maintainers: z.array(z.object({ name: z.string(), email: z.string(), url: z.string() })),
  annotations: z.record(z.string(), z.string()),
  dependencies: z.array(Dependency),
})
export type ChartMetadata = z.infer<typeof ChartMetadata>

export const FileEntry = z.object({ path: z.string(), size: z.number().int() })
export type FileEntry = z.infer<typeof FileEntry>

export const Layer = z.object({ mediaType: z.string(), digest: z.string(), size: z.number().int() })

/** One version of a chart, resolved once; everything else about it is keyed by `digest`. */
export const Chart = z.object({
  source: z.string(),
  repository: z.string(),
  /** what was asked for: a tag, a version or a digest */
  tag: z.string(),
  /** the reference to copy: `oci://host/path:tag`, `https://…/x.tgz`, … */
  reference: z.string(),
  digest: z.string(),
  created: z.string().nullable(),
  archive: z.object({ digest: z.string(), size: z.number().int(), unpacked: z.number().int() }),
  metadata: ChartMetadata,
  files: z.array(FileEntry),
  /** null where there is no README */
  readme: z.string().nullable(),
  values: z.string(),
  valuesSchema: z.string().nullable(),
})
export type Chart = z.infer<typeof Chart>

/** What the registry holds for a version, as it sent it. Null for sources without manifests. */
export const RawManifest = z.object({
  digest: z.string(),
  mediaType: z.string(),
  /** the registry's bytes, as text */
  text: z.string(),
  config: z.string().nullable(),
  provenance: z.string().nullable(),
  layers: z.array(Layer),
})
export type RawManifest = z.infer<typeof RawManifest>
