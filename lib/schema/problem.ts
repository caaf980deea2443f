import { z } from 'zod'

/** Why something could not be had: a stable code (see /codes), words, and what to do. Never holds a secret. */
export const Problem = z.object({
  code: z.string(),
  message: z.string(),
  /** where: host, phase, file, line … in words; shown beside the message */
  detail: z.string().optional(),
  cure: z.string().optional(),
})
export type Problem = z.infer<typeof Problem>

/** RFC 9457 problem details, the body of every failed API answer. */
export const ProblemDetails = z.object({
  type: z.string(),
  title: z.string(),
  status: z.number().int(),
  detail: z.string().optional(),
  code: z.string(),
  instance: z.string().optional(),
  cure: z.string().optional(),
})
export type ProblemDetails = z.infer<typeof ProblemDetails>
