import { imagesOf, readObjects, titleOf } from '../../objects/index.ts'
import type { Images } from '../../schema/images.ts'
import type { RenderBody } from '../../schema/render.ts'
import { SourceError } from '../errors/source-error.ts'
import { renderChart } from './render-chart.ts'

/**
 * The images that one version of a chart names when it is rendered with the caller's values.
 * @throws SourceError; CHART_INVALID with Helm's words where it does not render
 */
export async function listImages(
  source: string,
  repository: string,
  version: string,
  body: RenderBody,
  signal?: AbortSignal,
): Promise<Images> {
  const rendered = await renderChart(source, repository, version, body, signal)
  if (!rendered.ok)
    throw new SourceError(
      'CHART_INVALID',
      `the chart does not render with these values: ${rendered.error.text}`,
      {
        phase: 'render',
        cure: 'The preview shows where it fails.',
      },
    )
  const objects = readObjects(rendered.stdout, rendered.objects)
  return {
    digest: rendered.digest,
    images: imagesOf(objects).map(({ image, places }) => ({
      image,
      places: places.map(({ object, role, name, line }) => ({
        object: titleOf(objects[object]!),
        role,
        name,
        line: line < 0 ? null : line + 1,
      })),
    })),
  }
}
