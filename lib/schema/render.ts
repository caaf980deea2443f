import { z } from 'zod'

const Layer = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('file'), name: z.string().default('values.yaml'), text: z.string() }),
  z.object({ kind: z.enum(['set', 'set-string', 'set-json', 'set-literal']), text: z.string() }),
])

/** What a render over HTTP takes: `helm template`'s flags by their meaning. */
export const RenderBody = z.object({
  profile: z.enum(['helm-3.21', 'helm-4.2']).default('helm-4.2'),
  /** in order; as Helm does, files come before sets whatever their place */
  values: z.array(Layer).default([]),
  release: z
    .object({
      name: z.string().default('release-name'),
      namespace: z.string().default('default'),
      isUpgrade: z.boolean().default(false),
    })
    .prefault({}),
  kubeVersion: z.string().optional(),
  apiVersions: z.array(z.string()).default([]),
  includeCrds: z.boolean().default(false),
  noHooks: z.boolean().default(false),
  skipTests: z.boolean().default(false),
  notes: z.boolean().default(false),
  /** makes random values, keys and time stable; null takes the server's own */
  seed: z.string().nullable().default(null),
})
export type RenderBody = z.infer<typeof RenderBody>

const RenderedObject = z.object({
  source: z.string(),
  apiVersion: z.string(),
  kind: z.string(),
  name: z.string(),
  namespace: z.string(),
  hooks: z.array(z.string()),
  isCrd: z.boolean(),
  line: z.number().int(),
  lines: z.number().int(),
})

/** A rendered chart, or Helm's refusal as data. `ms` is what the render itself took. */
export const RenderAnswer = z.discriminatedUnion('ok', [
  z.object({
    ok: z.literal(true),
    digest: z.string(),
    stdout: z.string(),
    warnings: z.array(z.string()),
    objects: z.array(RenderedObject),
    notes: z.string().nullable(),
    /** lines of `stdout`, from 0, that chance or time had a part in; a seed keeps them as they are */
    random: z.array(z.number().int()),
    ms: z.number(),
  }),
  z.object({
    ok: z.literal(false),
    digest: z.string(),
    error: z.object({
      code: z.string(),
      text: z.string(),
      frames: z.array(
        z.object({ template: z.string(), line: z.number(), column: z.number(), context: z.string() }),
      ),
    }),
    warnings: z.array(z.string()),
    ms: z.number(),
  }),
])
export type RenderAnswer = z.infer<typeof RenderAnswer>
