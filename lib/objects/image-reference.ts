/** An image reference in its parts, as container runtimes read it. */
export interface ImageReference {
  /** with the registry that stands for none: `docker.io` */
  readonly registry: string
  /** below the registry; `library/` in front where Docker Hub puts it */
  readonly repository: string
  /** "" where none is given */
  readonly tag: string
  /** `sha256:…`, "" where none is given */
  readonly digest: string
}

const PATH = '[a-z0-9]+(?:(?:\\.|_{1,2}|-+)[a-z0-9]+)*'
const HOST =
  '(?:[a-zA-Z0-9](?:[a-zA-Z0-9-]*[a-zA-Z0-9])?(?:\\.[a-zA-Z0-9](?:[a-zA-Z0-9-]*[a-zA-Z0-9])?)*|\\[[0-9a-fA-F:]+\\])(?::\\d+)?'
const WHOLE = new RegExp(
  `^(?:(${HOST})/)?(${PATH}(?:/${PATH})*)(?::([\\w][\\w.-]{0,127}))?(?:@([a-z0-9]+(?:[+._-][a-z0-9]+)*:[0-9a-fA-F]{32,}))?$`,
)

/** Mirrors `reference.ParseNormalizedNamed` of distribution; undefined for what is no reference. */
export function parseImage(text: string): ImageReference | undefined {
  if (text.length > 512) return undefined
  const slash = text.indexOf('/')
  const head = slash < 0 ? '' : text.slice(0, slash)
  const isHost = head !== '' && (/[.:]/.test(head) || head === 'localhost' || head.toLowerCase() !== head)
  const whole = WHOLE.exec(isHost ? text : `docker.io/${text}`)
  if (whole === null || whole[1] === undefined) return undefined
  const [, host, path, tag = '', digest = ''] = whole as unknown as [string, string, string, string?, string?]
  const registry = host === 'index.docker.io' ? 'docker.io' : host
  const repository = registry === 'docker.io' && !path.includes('/') ? `library/${path}` : path
  return { registry, repository, tag, digest }
}

/** Registry and repository: what stays the same when an image is upgraded. */
export const imageName = ({ registry, repository }: ImageReference): string => `${registry}/${repository}`

/** Whether a text can hardly be anything else: a registry's host with a dot or port, and a tag or digest. */
export function looksLikeImage(text: string): boolean {
  if (/\s|:\/\//.test(text) || !text.includes('/')) return false
  const image = parseImage(text)
  if (image === undefined || (image.tag === '' && image.digest === '')) return false
  const head = text.slice(0, text.indexOf('/'))
  return /\.[a-z]{2,}(?::\d+)?$/i.test(head) || /^(?:localhost|[\w.-]+):\d+$/.test(head)
}
