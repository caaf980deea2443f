export { OciError, type OciErrorCode } from './error.ts'
export * from './media-type.ts'
export {
  algorithmOf,
  digestOf,
  isDigest,
  looksLikeDigest,
  referrersTag,
  type DigestAlgorithm,
} from './digest.ts'
export {
  apiHost,
  formatReference,
  isOciUrl,
  isRepository,
  isTag,
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
  snippet,
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
export { holdsErrors, parseErrorBody, printable, type RegistryErrorBody } from './error-body.ts'
