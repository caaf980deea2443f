import { apiWarnings, imagesOf, readObjects, risksOf } from '../objects/index.ts'
import type { FromLister, ToLister } from './protocol.ts'

/** The browser's worker that reads what a render created: its images, APIs and risks, away from the page's own thread. */
addEventListener('message', ({ data }: MessageEvent<ToLister>) => {
  const objects = readObjects(data.stdout, data.objects)
  // what stands in comments only is no object: indexes lead back to the renderer's list by their lines
  const known = new Map(data.objects.map((object, i) => [object.line, i]))
  const indexOf = (i: number): number => known.get(objects[i]!.line - 1) ?? -1
  const answer: FromLister = {
    id: data.id,
    images: imagesOf(objects).map(({ image, places }) => ({
      image,
      places: places.map((place) => ({ ...place, object: indexOf(place.object) })),
    })),
    apis: apiWarnings(objects, data.kubeVersion).map((warning) => ({
      ...warning,
      object: indexOf(warning.object),
    })),
    risks: risksOf(objects).map((risk) => ({ ...risk, object: indexOf(risk.object) })),
  }
  postMessage(answer)
})
