export { OciError } from './error.ts'
export * from './media-type.ts'
export { algorithmOf, isDigest, referrersTag } from './digest.ts'
export {
  apiHost,
  formatReference,
  isOciUrl,
  isRepository,
  parseReference,
  tagOfVersion,
  versionOfTag,
  type Reference,
} from './reference.ts'
export {
  chartParts,
  isChart,
  parseManifest,
  parseObject,
  type ChartParts,
  type Descriptor,
  type ImageIndex,
  type ImageManifest,
} from './manifest.ts'
export { isAttachmentTag, sortTags, versionTag, type VersionTag } from './tag.ts'
export { parseChallenges, type Challenge } from './challenge.ts'
export { scopesFor, type Resource } from './scope.ts'
export { parseToken, type Token } from './token.ts'
export { nextQuery } from './link.ts'
export { holdsErrors, parseErrorBody, printable } from './error-body.ts'
