/** Image names as people know them: `docker.io` and `library/` go without saying. */
export const shortImageName = (name: string): string =>
  name
    .replace(/^docker\.io\/(?:library\/)?/, '')
    .replace(/^[\w.-]+(?::\d+)?\/(?=.)/, (host) => (host.includes('.') || host.includes(':') ? '' : host))

/** Tags and short digests of one image's references. */
export const imageTags = (images: readonly string[]): string =>
  images
    .map((image) => {
      const rest = image.slice(image.lastIndexOf('/') + 1)
      const at = rest.indexOf('@')
      const digest = at < 0 ? '' : rest.slice(at + 1).replace(/^(sha\d+:[0-9a-f]{12}).*$/, '$1')
      const colon = (at < 0 ? rest : rest.slice(0, at)).indexOf(':')
      const tag = colon < 0 ? '' : (at < 0 ? rest : rest.slice(0, at)).slice(colon + 1)
      return [tag, digest].filter((part) => part !== '').join('@') || 'no tag'
    })
    .join(', ')
