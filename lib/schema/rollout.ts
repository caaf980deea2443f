import { z } from 'zod'
import { VerdictStatus } from './verdict.ts'

const Place = z.object({ file: z.string(), line: z.number().int(), column: z.number().int() })

export const RolloutProblem = Place.extend({
  code: z.string(),
  args: z.record(z.string(), z.string()),
  severity: z.enum(['error', 'warning', 'note']),
  sentence: z.string(),
})
export type RolloutProblem = z.infer<typeof RolloutProblem>

export const RolloutVerdict = z.object({
  status: VerdictStatus,
  signer: z.string().nullable(),
  /** of the checks that failed */
  codes: z.array(z.string()),
  policy: z.object({ match: z.string(), met: z.boolean() }).nullable(),
})
export type RolloutVerdict = z.infer<typeof RolloutVerdict>

/** One release of a rollout. What is null was not asked for, or could not be had: `state` and `failure` say which. */
export const RolloutRow = z.object({
  id: z.string(),
  tool: z.enum(['helmfile', 'flux', 'argocd', 'fleet', 'k0s', 'kustomize']),
  name: z.string(),
  namespace: z.string(),
  cluster: z.string().nullable(),
  at: Place,
  chart: z.string(),
  /** version, range or digest as the file asks; "" for the newest */
  asked: z.string(),
  state: z.enum(['ready', 'left-out', 'unreadable', 'failed']),
  /** why the tool leaves it out */
  left: z.string().nullable(),
  resolved: z
    .object({
      version: z.string(),
      digest: z.string(),
      reference: z.string(),
      source: z.string().nullable(),
      repository: z.string(),
    })
    .nullable(),
  verdict: RolloutVerdict.nullable(),
  /** what the tool itself does about signatures */
  own: z.object({
    kind: z.enum(['none', 'provenance', 'cosign', 'notation', 'stops']),
    title: z.string(),
    detail: z.string(),
  }),
  objects: z.number().int().nullable(),
  images: z.array(z.string()).nullable(),
  warnings: z.array(z.string()),
  failure: z.object({ code: z.string(), message: z.string(), cure: z.string() }).nullable(),
  problems: z.array(RolloutProblem),
})
export type RolloutRow = z.infer<typeof RolloutRow>

const Delta = z.object({
  added: z.array(z.string()),
  removed: z.array(z.string()),
  changed: z.array(z.string()),
})

const Change = z.object({
  namespace: z.string(),
  name: z.string(),
  change: z.enum(['added', 'removed', 'changed', 'same']),
  fields: z.array(z.object({ field: z.string(), before: z.string(), after: z.string() })),
  objects: Delta,
  images: Delta,
})

const Connection = z.object({
  name: z.string(),
  url: z.string(),
  username: z.string().nullable(),
  /** where the password is to come from; never the password */
  password: z.string().nullable(),
  at: Place,
})

/** A whole rollout. */
export const RolloutAnswer = z.object({
  files: z.array(z.object({ path: z.string(), tool: z.string(), what: z.string() })),
  releases: z.array(RolloutRow),
  /** of files as a whole; those of a release stand with it */
  problems: z.array(RolloutProblem),
  connections: z.array(Connection),
  /** YAML for a configuration of ours: the connections and the trust that the files ask for; "" where they ask for none */
  draft: z.string(),
  /** null unless two rollouts were given */
  changes: z.array(Change).nullable(),
  /** the worst release's: what a gate goes by */
  exit: z.number().int(),
})
export type RolloutAnswer = z.infer<typeof RolloutAnswer>

const Files = z.array(z.object({ path: z.string(), text: z.string() })).max(5000)

/** Files of a rollout, by path. Nothing else is read, and no program is run. */
export const RolloutBody = z.object({
  files: Files.min(1),
  /** files and folders to begin with; all of them where none is named */
  entries: z.array(z.string()).default([]),
  /** the files as they were, to compare with */
  against: Files.optional(),
  environment: z.string().default('default'),
  /** variables that templates may read */
  env: z.record(z.string(), z.string()).default({}),
})
export type RolloutBody = z.infer<typeof RolloutBody>

/** Charts by reference alone: what a page asks that keeps its files and values to itself. */
export const RolloutChartsBody = z.object({
  charts: z
    .array(
      z.object({
        /** `oci://host/path`, `https://…/x.tgz`, or the address of a repository with `name` */
        url: z.string(),
        name: z.string().default(''),
        version: z.string().default(''),
        devel: z.boolean().default(false),
      }),
    )
    .min(1)
    .max(500),
})
export type RolloutChartsBody = z.infer<typeof RolloutChartsBody>

export const RolloutChart = z.object({
  /** index into the charts that were asked for */
  index: z.number().int(),
  resolved: RolloutRow.shape.resolved,
  verdict: RolloutVerdict.nullable(),
  /** what the provenance alone says: what tools that check it go by */
  provenance: VerdictStatus.nullable(),
  failure: RolloutRow.shape.failure,
})
export type RolloutChart = z.infer<typeof RolloutChart>
