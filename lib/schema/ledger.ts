import { z } from 'zod'
import { VerdictStatus } from './verdict.ts'

/** A tag that led elsewhere than before, as this server saw it. */
export const TagMove = z.object({
  source: z.string(),
  repository: z.string(),
  tag: z.string(),
  from: z.string(),
  /** "" for a tag that is gone */
  to: z.string(),
  /** when it was first seen where it leads now */
  at: z.string(),
  /** when it was last seen where it led before */
  before: z.string(),
  /** whether the tag is a version, which is not meant to move */
  isVersion: z.boolean(),
  /** the last verdict on what it led to before, and on what it leads to; null where none was made */
  then: VerdictStatus.nullable(),
  now: VerdictStatus.nullable(),
})
export type TagMove = z.infer<typeof TagMove>

/** What this server saw of tags. */
export const TagMoves = z.object({
  /** since when it looks; null while it has seen nothing */
  since: z.string().nullable(),
  moves: z.array(TagMove),
})
export type TagMoves = z.infer<typeof TagMoves>
