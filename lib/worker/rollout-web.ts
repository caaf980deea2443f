import { sha256 } from '@noble/hashes/sha2.js'
import { ArchiveError, readArchive } from '../archive/index.ts'
import { render, type ChartFile, type RenderRequest } from '../helm/index.ts'
import { imagesOf, readObjects } from '../objects/index.ts'
import {
  ChartFileMissing,
  configurationDraft,
  readRollout,
  releaseRequest,
  type Release,
} from '../rollout/index.ts'
import { seededHost } from './host-seeded.ts'
import type { FromRolloutWorker, RenderedHere, ToRolloutWorker } from './rollout-protocol.ts'

/** The browser's reader of rollouts: files and values are read and rendered where they were dropped, and go nowhere else. */
const host = seededHost('1')
const encoder = new TextEncoder()

addEventListener('message', ({ data }: MessageEvent<ToRolloutWorker>) => {
  const tell = (message: FromRolloutWorker): void => postMessage(message)
  if (data.kind === 'read') {
    const { id, files, environment, env } = data
    const before = performance.now()
    const rollout = readRollout({ files, environment, env }, host)
    tell({ kind: 'read', id, rollout, draft: configurationDraft(rollout), ms: performance.now() - before })
    return
  }
  const { id, chart, digest, releases } = data
  let files: readonly ChartFile[]
  try {
    files = chart instanceof Uint8Array ? readArchive(chart) : chart
  } catch (error) {
    if (!(error instanceof ArchiveError)) throw error
    const failure = { code: error.code, message: error.message }
    tell({ kind: 'rendered', id, version: '', results: releases.map((release) => failed(release, failure)) })
    return
  }
  tell({
    kind: 'rendered',
    id,
    version: versionOf(files),
    results: releases.map((release) => renderOne(release, files, digest)),
  })
})

const failed = (release: Release, failure: RenderedHere['failure']): RenderedHere => ({
  release: release.id,
  objects: null,
  values: null,
  images: [],
  warnings: [],
  failure,
})

function renderOne(release: Release, files: readonly ChartFile[], digest: string): RenderedHere {
  let request: RenderRequest
  try {
    request = releaseRequest(release, files, digest)
  } catch (error) {
    if (!(error instanceof ChartFileMissing)) throw error
    return failed(release, { code: 'NOT_FOUND', message: error.message })
  }
  const response = render(request, host)
  if (!response.ok) return failed(release, { code: response.error.code, message: response.error.text })
  const documents = readObjects(response.stdout, response.objects)
  return {
    release: release.id,
    objects: documents.map(({ kind, namespace, name, text }) => ({
      name: `${kind} ${namespace === '' ? '' : `${namespace}/`}${name}`,
      hash: Array.from(sha256(encoder.encode(text)).slice(0, 16), (byte) =>
        byte.toString(16).padStart(2, '0'),
      ).join(''),
    })),
    // its own files are layers like any other once they are known
    values: request.values,
    images: imagesOf(documents).map(({ image }) => image),
    warnings: response.warnings,
    failure: null,
  }
}

function versionOf(files: readonly ChartFile[]): string {
  const file = files.find(({ path }) => path === 'Chart.yaml')
  const text = file === undefined ? '' : new TextDecoder().decode(file.data)
  return /^version:[ \t]*["']?([^"'\s#]+)/m.exec(text)?.[1] ?? ''
}
