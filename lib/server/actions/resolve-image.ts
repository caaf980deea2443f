import { imageName, parseImage } from '../../objects/index.ts'
import type { ImageDigest } from '../../schema/images.ts'
import { SourceError } from '../errors/source-error.ts'
import { sourceNamed } from '../sources/sources-in-force.ts'
import { SELF } from '../sources/manifest-store.ts'

/**
 * The digest that a registry has for an image now. It is asked as any other address: with the login of a configured
 * source that covers it, and under the rules for addresses that nobody configured.
 * @throws SourceError REFERENCE_INVALID, NOT_FOUND, and whatever keeps a registry from answering
 */
export async function resolveImage(image: string, signal?: AbortSignal): Promise<ImageDigest> {
  const parsed = parseImage(image)
  if (parsed === undefined)
    throw new SourceError('REFERENCE_INVALID', `${JSON.stringify(image)} is no image reference`)
  const { charts } = sourceNamed(`oci:${imageName(parsed).replaceAll('/', '~')}`)
  const store = await charts.artifacts?.()
  if (store === null || store === undefined)
    throw new SourceError('REFERENCE_INVALID', `${parsed.registry} is no registry`)
  const found = await store.manifest(SELF, parsed.digest || parsed.tag || 'latest', signal)
  return { image, digest: found.digest, mediaType: found.mediaType }
}
