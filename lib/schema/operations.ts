import { z } from 'zod'
import { Chart, RawManifest } from './chart.ts'
import { CompareBody, Comparison } from './compare.ts'
import { Connection, ConnectionBody, ConnectionTrial, RememberedBody } from './connection.ts'
import { DiagnosisStep } from './diagnosis.ts'
import { ImageDigest, Images } from './images.ts'
import { TagMoves } from './ledger.ts'
import { DependencyPlace, SameArchive } from './moving.ts'
import { Problem } from './problem.ts'
import { RenderAnswer, RenderBody } from './render.ts'
import { RolloutAnswer, RolloutBody, RolloutChart, RolloutChartsBody } from './rollout.ts'
import { ChartRow, Listing, Source, Versions } from './source.ts'
import { ImportedPolicy, KeyAddition, PolicyDraft, PolicyImport, PolicyPreview, TrustView } from './trust.ts'
import { Verdict } from './verdict.ts'

interface Parameter {
  readonly in: 'path' | 'query'
  readonly description: string
  readonly required: boolean
}

/** One verb of `/api/v1`: what the OpenAPI document and the readable page are made from. */
export interface Operation {
  readonly id: string
  readonly method: 'get' | 'post' | 'put' | 'delete'
  /** below /api/v1, parameters in braces */
  readonly path: string
  readonly summary: string
  readonly parameters: Readonly<Record<string, Parameter>>
  /** the JSON body of a post */
  readonly body?: z.ZodType
  /** a contract for JSON, or the media type of raw bytes */
  readonly answer: z.ZodType | string
  /** addressed by digest, so cached for ever */
  readonly immutable?: boolean
  /** needs somebody who may write, and an `Origin` of this server */
  readonly changes?: boolean
}

const source: Parameter = { in: 'path', required: true, description: 'Name of a source, as in its address.' }
const repository: Parameter = {
  in: 'path',
  required: true,
  description: 'Repository below the source; write "/" as "~".',
}
const version: Parameter = {
  in: 'path',
  required: true,
  description:
    'Tag, version, version range, or sha256:…; latest is the newest stable version unless such a tag exists.',
}
const connection: Parameter = { in: 'path', required: true, description: 'Name of a connection.' }
const compared: Parameter = {
  in: 'query',
  required: true,
  description: 'source/repository/version; "/" of the repository as "~".',
}
const optional = (description: string): Parameter => ({ in: 'query', required: false, description })
const Nothing = z.object({})
const CHART = '/sources/{source}/charts/{repository}'
const VERSION = `${CHART}/versions/{version}`

export const operations = [
  {
    id: 'listSources',
    method: 'get',
    path: '/sources',
    summary: 'Sources',
    parameters: {},
    answer: z.object({ sources: z.array(Source) }),
  },
  {
    id: 'listCharts',
    method: 'get',
    path: '/sources/{source}/charts',
    summary: 'Charts of a source',
    parameters: { source },
    answer: Listing,
  },
  {
    id: 'diagnoseSource',
    method: 'get',
    path: '/sources/{source}/diagnosis',
    summary: 'The connection of a source, step by step; with Accept: text/event-stream each as it comes',
    parameters: { source },
    answer: z.object({ source: z.string(), steps: z.array(DiagnosisStep) }),
  },
  {
    id: 'refreshSource',
    method: 'post',
    path: '/sources/{source}/refresh',
    summary: 'Ask the source itself with the next question; needs an Origin of this server',
    parameters: { source },
    body: Nothing,
    answer: Nothing,
    changes: true,
  },
  {
    id: 'rememberRepository',
    method: 'post',
    path: '/sources/{source}/repositories',
    summary: 'Show a repository that the registry does not list',
    parameters: { source },
    body: RememberedBody,
    answer: RememberedBody,
    changes: true,
  },
  {
    id: 'forgetRepository',
    method: 'delete',
    path: '/sources/{source}/repositories/{repository}',
    summary: 'Take a remembered repository back',
    parameters: { source, repository },
    answer: Nothing,
    changes: true,
  },
  {
    id: 'listConnections',
    method: 'get',
    path: '/connections',
    summary: 'Connections that were added on the page, without their secrets',
    parameters: {},
    answer: z.object({ connections: z.array(Connection) }),
  },
  {
    id: 'addConnection',
    method: 'post',
    path: '/connections',
    summary: 'Add a connection',
    parameters: {},
    body: ConnectionBody,
    answer: Connection,
    changes: true,
  },
  {
    id: 'tryConnection',
    method: 'post',
    path: '/trial',
    summary: 'Try a connection before it is saved, step by step as server-sent events',
    parameters: {},
    body: ConnectionTrial,
    answer: 'text/event-stream',
    changes: true,
  },
  {
    id: 'showConnection',
    method: 'get',
    path: '/connections/{connection}',
    summary: 'One connection that was added on the page',
    parameters: { connection },
    answer: Connection,
  },
  {
    id: 'changeConnection',
    method: 'put',
    path: '/connections/{connection}',
    summary: 'Change a connection; secrets that are left out stay as they are',
    parameters: { connection },
    body: ConnectionBody,
    answer: Connection,
    changes: true,
  },
  {
    id: 'removeConnection',
    method: 'delete',
    path: '/connections/{connection}',
    summary: 'Remove a connection and its secrets',
    parameters: { connection },
    answer: Nothing,
    changes: true,
  },
  {
    id: 'lookIntoChart',
    method: 'get',
    path: CHART,
    summary: 'One repository of a source as its row; null where it holds no chart',
    parameters: { source, repository },
    answer: z.object({ chart: ChartRow.nullable(), reason: Problem.nullable() }),
  },
  {
    id: 'listVersions',
    method: 'get',
    path: `${CHART}/versions`,
    summary: 'Versions of a chart, newest first',
    parameters: { source, repository },
    answer: Versions,
  },
  {
    id: 'openChart',
    method: 'get',
    path: VERSION,
    summary: 'One version: metadata, files, values',
    parameters: { source, repository, version },
    answer: Chart,
  },
  {
    id: 'readFile',
    method: 'get',
    path: `${VERSION}/file`,
    summary: 'One file of the archive',
    parameters: {
      source,
      repository,
      version,
      path: { in: 'query', required: true, description: 'Path inside the chart.' },
    },
    answer: 'application/octet-stream',
  },
  {
    id: 'readManifest',
    method: 'get',
    path: `${VERSION}/manifest`,
    summary: 'Manifest, config and provenance as the registry sent them',
    parameters: { source, repository, version },
    answer: RawManifest,
  },
  {
    id: 'readArchive',
    method: 'get',
    path: `${VERSION}/archive`,
    summary: 'The packed archive, digest checked',
    parameters: { source, repository, version },
    answer: 'application/gzip',
  },
  {
    id: 'placeDependencies',
    method: 'get',
    path: `${VERSION}/dependencies`,
    summary: 'Where declared dependencies lead, and the newest versions that satisfy them',
    parameters: { source, repository, version },
    answer: z.object({ dependencies: z.array(DependencyPlace) }),
  },
  {
    id: 'sameArchive',
    method: 'get',
    path: `${VERSION}/same`,
    summary: 'The same version in another source, compared bit for bit',
    parameters: {
      source,
      repository,
      version,
      in: { in: 'query', required: true, description: 'Name of the other source.' },
    },
    answer: SameArchive,
  },
  {
    id: 'verifyChart',
    method: 'get',
    path: `${VERSION}/verdict`,
    summary: 'Who signed it and whether that holds',
    parameters: { source, repository, version },
    answer: Verdict,
  },
  {
    id: 'renderChart',
    method: 'post',
    path: `${VERSION}/render`,
    summary: 'What `helm template` prints for these values',
    parameters: { source, repository, version },
    body: RenderBody,
    answer: RenderAnswer,
  },
  {
    id: 'listImages',
    method: 'get',
    path: `${VERSION}/images`,
    summary: 'Images that the rendered chart names, with its default values',
    parameters: { source, repository, version },
    answer: Images,
  },
  {
    id: 'listImagesOf',
    method: 'post',
    path: `${VERSION}/images`,
    summary: 'Images that the chart names when it is rendered with these values',
    parameters: { source, repository, version },
    body: RenderBody,
    answer: Images,
  },
  {
    id: 'resolveImage',
    method: 'get',
    path: '/images',
    summary: 'The digest that a registry has for an image now',
    parameters: {
      image: { in: 'query', required: true, description: 'Image reference, as a manifest names it.' },
    },
    answer: ImageDigest,
  },
  {
    id: 'compareCharts',
    method: 'get',
    path: '/compare',
    summary: 'What sets two rendered charts apart, with their default values',
    parameters: {
      from: compared,
      to: compared,
      kube: optional('Kubernetes version to assume.'),
      helm: optional('3 or 4; 4 unless told.'),
      release: optional('Release name.'),
      namespace: optional('Namespace of the release.'),
      noise: optional('Rules of lines that mean nothing, with commas; 0 for none, all unless told.'),
    },
    answer: Comparison,
  },
  {
    id: 'compareChartsWith',
    method: 'post',
    path: '/compare',
    summary: 'What sets two charts apart when they are rendered with these values',
    parameters: {},
    body: CompareBody,
    answer: Comparison,
  },
  {
    id: 'listMoves',
    method: 'get',
    path: `${CHART}/moves`,
    summary: 'Where a chart’s tags led before, as this server saw it',
    parameters: { source, repository },
    answer: TagMoves,
  },
  {
    id: 'listAllMoves',
    method: 'get',
    path: '/moves',
    summary: 'The newest tag moves of all sources',
    parameters: {},
    answer: TagMoves,
  },
  {
    id: 'showTrust',
    method: 'get',
    path: '/trust',
    summary: 'Keys, identities and policies, with the charts that each policy holds for',
    parameters: {},
    answer: TrustView,
  },
  {
    id: 'saveTrust',
    method: 'put',
    path: '/trust',
    summary: 'Let these policies hold in place of the configuration’s',
    parameters: {},
    body: PolicyDraft,
    answer: TrustView,
    changes: true,
  },
  {
    id: 'discardTrust',
    method: 'delete',
    path: '/trust',
    summary: 'Go back to the configuration’s policies',
    parameters: {},
    answer: TrustView,
    changes: true,
  },
  {
    id: 'previewTrust',
    method: 'post',
    path: '/trust/preview',
    summary: 'What would change if these policies held; needs an Origin of this server',
    parameters: {},
    body: PolicyDraft,
    answer: PolicyPreview,
  },
  {
    id: 'importTrust',
    method: 'post',
    path: '/trust/import',
    summary: 'A policy of Flux, Kyverno or Notary as a draft',
    parameters: {},
    body: PolicyImport,
    answer: ImportedPolicy,
  },
  {
    id: 'addKey',
    method: 'post',
    path: '/trust/keys',
    summary: 'Keep a public key or keyring under a name',
    parameters: {},
    body: KeyAddition,
    answer: TrustView,
    changes: true,
  },
  {
    id: 'removeKey',
    method: 'delete',
    path: '/trust/keys/{key}',
    summary: 'Remove a key that was added here',
    parameters: { key: { in: 'path', required: true, description: 'Name of a key.' } },
    answer: TrustView,
    changes: true,
  },
  {
    id: 'readRollout',
    method: 'post',
    path: '/rollouts',
    summary:
      'What Helmfile, Fleet, k0s, Argo CD, Flux or Kustomize files would install: every release resolved, verified and rendered; with Accept: text/event-stream each as it is done',
    parameters: {},
    body: RolloutBody,
    answer: RolloutAnswer,
  },
  {
    id: 'resolveRolloutCharts',
    method: 'post',
    path: '/rollouts/charts',
    summary:
      'Charts of a rollout by reference alone, resolved and verified; with Accept: text/event-stream each as it is done',
    parameters: {},
    body: RolloutChartsBody,
    answer: z.object({ charts: z.array(RolloutChart) }),
  },
] as const satisfies readonly Operation[]
