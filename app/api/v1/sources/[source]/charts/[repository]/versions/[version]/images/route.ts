import { RenderBody } from '@/lib/schema/render.ts'
import { listImages } from '@/lib/server/actions/list-images.ts'
import { answer, json } from '@/lib/server/http/answer.ts'
import { chartAddress, type ChartParams } from '@/lib/server/http/chart-address.ts'
import { readBody } from '@/lib/server/http/read-body.ts'

interface Context {
  params: Promise<ChartParams>
}

export async function GET(request: Request, context: Context): Promise<Response> {
  const { source, repository, version } = await chartAddress(context)
  const plain = RenderBody.parse({ seed: '1' })
  return answer(request, async () =>
    json(await listImages(source, repository, version, plain, request.signal)),
  )
}

export async function POST(request: Request, context: Context): Promise<Response> {
  const { source, repository, version } = await chartAddress(context)
  return answer(request, async () => {
    const body = await readBody(request, RenderBody)
    return json(await listImages(source, repository, version, body, request.signal))
  })
}
