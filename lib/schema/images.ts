import { z } from 'zod'

/** The images that a render names, each with its places. */
export const Images = z.object({
  digest: z.string(),
  images: z.array(
    z.object({
      /** as written */
      image: z.string(),
      places: z.array(
        z.object({
          /** `Deployment/web` */
          object: z.string(),
          /** what it is there: a container's image, or read from a field, flag or variable */
          role: z.enum(['container', 'init', 'ephemeral', 'volume', 'field', 'flag', 'env']),
          /** the container, field, flag or variable */
          name: z.string(),
          /** line of the output, from 1; null where it is put together from several */
          line: z.number().int().nullable(),
        }),
      ),
    }),
  ),
})
export type Images = z.infer<typeof Images>

export const ImageDigest = z.object({
  image: z.string(),
  /** of the manifest or index that the registry has for it now */
  digest: z.string(),
  mediaType: z.string(),
})
export type ImageDigest = z.infer<typeof ImageDigest>
