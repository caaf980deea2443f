import { z } from 'zod'
import type { NoiseRule } from '../objects/index.ts'
import { RenderBody } from './render.ts'
import { Verdict } from './verdict.ts'

const RULES = ['chart-label', 'version-label', 'checksum', 'random'] as const satisfies readonly NoiseRule[]

/** A version of a chart, as its address names it. */
export const ChartName = z.object({
  source: z.string(),
  /** below the source, "/" between names */
  repository: z.string(),
  /** tag, version, range or digest; "" for the newest stable version */
  version: z.string().default(''),
})
export type ChartName = z.infer<typeof ChartName>

/** Two charts, and what both are rendered with. */
export const CompareBody = RenderBody.omit({ notes: true }).extend({
  from: ChartName,
  to: ChartName,
  /** values of the first one, where they are not those of the second */
  fromValues: RenderBody.shape.values.unwrap().optional(),
  includeCrds: z.boolean().default(true),
  seed: z.string().default('1'),
  /** rules by which changed lines mean nothing; all of them unless told */
  noise: z.array(z.enum(RULES)).default([...RULES]),
})
export type CompareBody = z.infer<typeof CompareBody>

const Rule = z.enum(RULES)
const Run = z.object({ op: z.enum(['=', '-', '+']), count: z.number().int(), noise: Rule.optional() })
const SideName = z.object({
  apiVersion: z.string(),
  kind: z.string(),
  namespace: z.string(),
  name: z.string(),
  source: z.string(),
  hooks: z.array(z.string()),
})
const Refusal = z.object({
  code: z.string(),
  text: z.string(),
  frames: z.array(
    z.object({ template: z.string(), line: z.number(), column: z.number(), context: z.string() }),
  ),
})

const ComparedSide = ChartName.extend({
  reference: z.string(),
  digest: z.string(),
  name: z.string(),
  chartVersion: z.string(),
  appVersion: z.string(),
  verdict: Verdict,
})

/** What sets two rendered charts apart. `lines` and `runs` of a difference: all lines in unified order, and what each is. */
export const Comparison = z.object({
  from: ComparedSide,
  to: ComparedSide,
  /** null where one does not render */
  render: z
    .object({
      objects: z.array(
        z.object({
          id: z.string(),
          change: z.enum(['added', 'removed', 'changed', 'renamed', 'noise']),
          before: SideName.nullable(),
          after: SideName.nullable(),
          added: z.number().int(),
          removed: z.number().int(),
          diff: z.object({
            lines: z.array(z.string()),
            runs: z.array(Run),
            added: z.number().int(),
            removed: z.number().int(),
            noise: z.partialRecord(Rule, z.number().int()),
          }),
        }),
      ),
      counts: z.object({
        before: z.number().int(),
        after: z.number().int(),
        added: z.number().int(),
        removed: z.number().int(),
        changed: z.number().int(),
        renamed: z.number().int(),
        noise: z.number().int(),
        same: z.number().int(),
      }),
      images: z.array(
        z.object({
          change: z.enum(['added', 'removed', 'changed', 'same']),
          name: z.string(),
          before: z.array(z.string()),
          after: z.array(z.string()),
        }),
      ),
      risks: z.array(z.object({ code: z.string(), object: z.string(), part: z.string(), seen: z.string() })),
      apis: z.array(
        z.object({
          object: z.string(),
          state: z.enum(['removed', 'deprecated', 'not-yet']),
          apiVersion: z.string(),
          at: z.string(),
          successor: z.string(),
          isOld: z.boolean(),
        }),
      ),
    })
    .nullable(),
  refused: z.object({ before: Refusal.nullable(), after: Refusal.nullable() }),
  values: z
    .array(
      z.object({
        path: z.string(),
        state: z.enum(['vanished', 'retyped', 'required', 'default', 'added']),
        keys: z.number().int(),
        before: z.string(),
        after: z.string(),
      }),
    )
    .nullable(),
  upgrade: z
    .object({
      keys: z.number().int(),
      set: z.array(z.string()),
      findings: z.array(
        z.object({
          path: z.string(),
          state: z.enum(['gone', 'unread', 'retyped']),
          own: z.string(),
          after: z.string(),
          nearest: z.string().nullable(),
        }),
      ),
    })
    .nullable(),
  ms: z.number(),
})

/** One side as the action and the page know it. */
export type ComparedSide = z.infer<typeof ComparedSide>
