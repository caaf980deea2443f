import { z } from 'zod'
import { Chart, RawManifest } from './chart.ts'
import { DiagnosisStep } from './diagnosis.ts'
import { RenderAnswer, RenderBody } from './render.ts'
import { Listing, Source, Versions } from './source.ts'
import { Verdict } from './verdict.ts'

interface Parameter {
  readonly in: 'path' | 'query'
  readonly description: string
  readonly required: boolean
}

/** One verb of `/api/v1`: what the OpenAPI document and the readable page are made from. */
export interface Operation {
  readonly id: string
  readonly method: 'get' | 'post'
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
    summary: 'The connection of a source, step by step',
    parameters: { source },
    answer: z.object({ source: z.string(), steps: z.array(DiagnosisStep) }),
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
] as const satisfies readonly Operation[]
