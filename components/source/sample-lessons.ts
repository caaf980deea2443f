import type { View } from '../../lib/client/routes.ts'

/** What each chart of the shipped sample is there to show, and where to look. A chart that is not named shows itself. */
export const sampleLessons: Readonly<Record<string, { readonly words: string; readonly view: View }>> = {
  lighthouse: {
    words: 'A signature that holds; a subchart, a schema, hooks, a CRD, six versions',
    view: 'preview',
  },
  cargo: { words: 'The bytes under the tag were replaced after signing', view: 'verify' },
  driftwood: { words: 'A good signature by a key that nobody here vouches for', view: 'verify' },
  'message-bottle': { words: 'Asked, answered, and nobody signed it', view: 'verify' },
  compass: { words: 'Signed, in a way that cannot be computed here', view: 'verify' },
  'pilot-book': { words: 'A key that expired since, and a tag without the v: two warnings', view: 'verify' },
  'tide-tables': { words: 'Two majors apart, and a key that has expired since', view: 'versions' },
  anchor: { words: 'Fails until one value is set, and says where', view: 'preview' },
  sextant: { words: 'The provenance layer comes first: position says nothing', view: 'files' },
}

/** The order in which they teach. */
export const sampleOrder = Object.keys(sampleLessons)
