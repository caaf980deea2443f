import { CompareBody } from '@/lib/schema/compare.ts'
import { compareCharts } from '@/lib/server/actions/compare-charts.ts'
import { answer, json } from '@/lib/server/http/answer.ts'
import { compareQuery } from '@/lib/server/http/compare-query.ts'
import { readBody } from '@/lib/server/http/read-body.ts'

export const GET = (request: Request): Promise<Response> =>
  answer(request, async () =>
    json(await compareCharts(compareQuery(new URL(request.url).searchParams), request.signal)),
  )

export const POST = (request: Request): Promise<Response> =>
  answer(request, async () => json(await compareCharts(await readBody(request, CompareBody), request.signal)))
