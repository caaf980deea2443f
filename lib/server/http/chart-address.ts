export interface ChartParams {
  readonly source: string
  readonly repository: string
  readonly version: string
}

interface Context {
  readonly params: Promise<Partial<ChartParams>>
}

/** A route's parameters decoded: "/" of a repository travels as "~", which no repository name may hold. */
export async function chartAddress({ params }: Context): Promise<ChartParams & { immutable: boolean }> {
  const { source = '', repository = '', version = '' } = await params
  const asked = decodeURIComponent(version)
  return {
    source: decodeURIComponent(source),
    repository: decodeURIComponent(repository).replaceAll('~', '/'),
    version: asked,
    immutable: asked.startsWith('sha256:'),
  }
}
