import { ConnectionBody } from '@/lib/schema/connection.ts'
import { listConnections } from '@/lib/server/actions/list-connections.ts'
import { saveConnection } from '@/lib/server/actions/save-connection.ts'
import { answer, json } from '@/lib/server/http/answer.ts'
import { mutate } from '@/lib/server/http/mutate.ts'
import { readBody } from '@/lib/server/http/read-body.ts'

export const GET = (request: Request): Promise<Response> =>
  answer(request, async () => json({ connections: await listConnections() }))

export const POST = (request: Request): Promise<Response> =>
  mutate(request, async (identity) => saveConnection(identity, null, await readBody(request, ConnectionBody)))
