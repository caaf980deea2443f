import { chartArtifact, type Blob, type ChartArtifact } from './charts.ts'
import { errors, json, type Reply, type Seen } from './scripted-server.ts'

/** What a registry holds, and how a well-behaved one answers for it. Tests bend the answers. */
export class FakeRegistry {
  readonly tags = new Map<string, Map<string, string>>()
  readonly #manifests = new Map<string, Blob>()
  readonly #blobs = new Map<string, Blob>()

  /** Pushes a chart; its tag is the version with `_` for `+`. */
  chart(
    repository: string,
    version: string,
    artifact: ChartArtifact = chartArtifact(repository.split('/').at(-1)!, version),
  ): ChartArtifact {
    for (const one of artifact.blobs) this.#blobs.set(one.digest, one)
    this.manifest(repository, version.replaceAll('+', '_'), artifact.manifest)
    return artifact
  }

  manifest(repository: string, tag: string | null, manifest: Blob): void {
    this.#manifests.set(manifest.digest, manifest)
    const tags = this.tags.get(repository) ?? new Map<string, string>()
    this.tags.set(repository, tags)
    if (tag !== null) tags.set(tag, manifest.digest)
  }

  blobOf(digest: string): Blob {
    return this.#blobs.get(digest)!
  }

  readonly answer = (seen: Seen): Reply | undefined => {
    const [path] = seen.path.split('?')
    if (path === '/v2/' || path === '/v2')
      return json({}, { headers: { 'docker-distribution-api-version': 'registry/2.0' } })
    if (path === '/v2/_catalog') return json({ repositories: [...this.tags.keys()].sort() })
    const match = /^\/v2\/(.+)\/(tags|manifests|blobs|referrers)\/([^/]+)$/.exec(path!)
    if (match === null) return undefined
    const [, name, kind, reference] = match as unknown as [string, string, string, string]
    const tags = this.tags.get(name)
    if (tags === undefined) return undefined
    switch (kind) {
      case 'tags':
        return json({ name, tags: [...tags.keys()] })
      case 'manifests': {
        const manifest = this.#manifests.get(tags.get(reference) ?? reference)
        if (manifest === undefined) return errors(404, 'MANIFEST_UNKNOWN', 'manifest unknown')
        return {
          headers: { 'content-type': manifest.mediaType, 'docker-content-digest': manifest.digest },
          body: manifest.bytes,
        }
      }
      case 'blobs': {
        const found = this.#blobs.get(reference)
        if (found === undefined) return errors(404, 'BLOB_UNKNOWN', 'blob unknown')
        return {
          headers: { 'content-type': 'application/octet-stream', 'content-length': String(found.size) },
          body: found.bytes,
        }
      }
      default:
        return errors(404, 'NOT_FOUND', 'no referrers here')
    }
  }
}
