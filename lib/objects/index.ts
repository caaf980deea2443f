/** What a render creates: objects, images, risks, and how two of them differ. No platform, no network. */
export { compareCharts, type ChartComparison, type CompareJob } from './compare-charts.ts'
export { compareFiles, type FileChange } from './compare-files.ts'
export {
  compareRenders,
  type CompareOptions,
  type ImageChange,
  type NewApiWarning,
  type NewRisk,
  type ObjectChange,
  type RenderComparison,
  type RenderSide,
  type SideName,
} from './compare.ts'
export {
  drawnLines,
  markWords,
  sideBySide,
  stretches,
  type DrawnLine,
  type Piece,
  type SideBySide,
  type Stretch,
} from './drawing.ts'
export { imageName, parseImage, type ImageReference } from './image-reference.ts'
export { imagesOf, type FoundImage, type ImagePlace, type ImageRole } from './images.ts'
export { apiWarnings, type ApiWarning } from './kube-apis.ts'
export { diffLists, type Run } from './line-diff.ts'
export { readObjects, titleOf, type ManifestObject, type ObjectName } from './manifest-object.ts'
export { isNoiseRule, NOISE_RULES, noiseRules, type NoiseRule } from './noise.ts'
export {
  apiLine,
  foldWords,
  imageLine,
  markdownReport,
  objectsLine,
  riskLine,
  textReport,
  upgradeLines,
  valuesLine,
  type Report,
  type ReportSide,
} from './report.ts'
export { risksOf, type Risk } from './risks.ts'
export { riskWords, type RiskCode } from './risk-words.ts'
export { diffTexts, type DiffRun, type Side, type TextDiff } from './text-diff.ts'
export { checkUpgrade, type OwnKeyFinding, type UpgradeCheck } from './upgrade-check.ts'
export { valuesDelta, type ValueChange } from './values-delta.ts'
export { isSameSigner, signerOf, verdictLine, type SignedBy, type SignerName } from './signer.ts'
