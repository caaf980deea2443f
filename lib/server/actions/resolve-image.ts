import { apiHost } from '../../oci/index.ts'
import { parseImage, type ImageReference } from '../../objects/index.ts'
import type { ImageDigest } from '../../schema/images.ts'
import { SourceError } from '../errors/source-error.ts'
import { SELF } from '../sources/manifest-store.ts'
import { allSources, sourceNamed } from '../sources/sources-in-force.ts'

/**
 * The digest that a registry has for an image now. A configured source whose address covers it is asked with its own login
 * and certificates; any other place under the rules for addresses that nobody configured.
 * @throws SourceError REFERENCE_INVALID, NOT_FOUND, and whatever keeps a registry from answering
 */
export async function resolveImage(image: string, signal?: AbortSignal): Promise<ImageDigest> {
  const parsed = parseImage(image)
  if (parsed === undefined)
    throw new SourceError('REFERENCE_INVALID', `${JSON.stringify(image)} is no image reference`)
  const { name, repository } = placeOf(parsed)
  const store = await sourceNamed(name).charts.artifacts?.()
  if (store === null || store === undefined)
    throw new SourceError('REFERENCE_INVALID', `${parsed.registry} is no registry`)
  const found = await store.manifest(repository, parsed.digest || parsed.tag || 'latest', signal)
  return { image, digest: found.digest, mediaType: found.mediaType }
}

/** The source that an image lies in, and where below it: the configured one with the longest path, else its own address. */
function placeOf({ registry, repository }: ImageReference): { name: string; repository: string } {
  const place = `${apiHost(registry)}/${repository}`
  let best: { name: string; repository: string } | undefined
  let longest = -1
  for (const { about } of allSources().values()) {
    if (about.kind !== 'oci') continue
    const [host = '', ...path] = about.url.replace(/^oci:\/\//, '').split('/')
    const covered = [apiHost(host), ...path].filter((part) => part !== '').join('/')
    if ((place !== covered && !place.startsWith(`${covered}/`)) || covered.length <= longest) continue
    longest = covered.length
    best = { name: about.name, repository: place.slice(covered.length + 1) || SELF }
  }
  return best ?? { name: `oci:${registry}~${repository.replaceAll('/', '~')}`, repository: SELF }
}
