import { z } from 'zod'
import { Problem } from './problem.ts'

/** A declared dependency and where it leads. */
export const DependencyPlace = z.object({
  name: z.string(),
  alias: z.string().nullable(),
  repository: z.string(),
  /** as Chart.yaml writes it: a version or a range */
  wanted: z.string(),
  /** `inside`: in the archive; `configured`: a source here covers it; `elsewhere`: it can be opened by its address; `nowhere`: only the author’s machine knows it */
  leads: z.enum(['inside', 'configured', 'elsewhere', 'nowhere']),
  /** what its address here is made of; null for `nowhere` */
  at: z.object({ source: z.string(), repository: z.string() }).nullable(),
  /** the newest version that satisfies; asked only of configured sources */
  newest: z.string().nullable(),
  reason: Problem.nullable(),
})
export type DependencyPlace = z.infer<typeof DependencyPlace>

const Side = z.object({
  source: z.string(),
  repository: z.string(),
  version: z.string(),
  reference: z.string(),
  /** of the archive */
  digest: z.string(),
  size: z.number().int(),
})

/** Two archives beside each other, bit for bit. */
export const SameArchive = z.object({
  here: Side,
  there: Side,
  /** `bytes`: the very same archive; `content`: packed anew, every file the same; `different` */
  same: z.enum(['bytes', 'content', 'different']),
  /** files that differ, with the SHA-256 of each side, null where it has none */
  files: z.array(z.object({ path: z.string(), here: z.string().nullable(), there: z.string().nullable() })),
})
export type SameArchive = z.infer<typeof SameArchive>
