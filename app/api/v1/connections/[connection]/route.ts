import { ConnectionBody } from '@/lib/schema/connection.ts'
import { removeConnection } from '@/lib/server/actions/remove-connection.ts'
import { saveConnection } from '@/lib/server/actions/save-connection.ts'
import { showConnection } from '@/lib/server/actions/show-connection.ts'
import { answer, json } from '@/lib/server/http/answer.ts'
import { mutate } from '@/lib/server/http/mutate.ts'
import { readBody } from '@/lib/server/http/read-body.ts'

type Context = RouteContext<'/api/v1/connections/[connection]'>

const nameOf = async ({ params }: Context): Promise<string> => decodeURIComponent((await params).connection)

export const GET = (request: Request, context: Context): Promise<Response> =>
  answer(request, async () => json(await showConnection(await nameOf(context))))

export const PUT = (request: Request, context: Context): Promise<Response> =>
  mutate(request, async (identity) =>
    saveConnection(identity, await nameOf(context), await readBody(request, ConnectionBody)),
  )

export const DELETE = (request: Request, context: Context): Promise<Response> =>
  mutate(request, async (identity) => removeConnection(identity, await nameOf(context)))
