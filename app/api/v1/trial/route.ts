import { ConnectionTrial } from '@/lib/schema/connection.ts'
import { diagnoseDraft } from '@/lib/server/actions/diagnose-source.ts'
import { demandWriter } from '@/lib/server/access/demand-writer.ts'
import { answer } from '@/lib/server/http/answer.ts'
import { readBody } from '@/lib/server/http/read-body.ts'
import { eventStream } from '@/lib/server/http/event-stream.ts'

/** Asked for like a change, since it makes this server connect to wherever it is told. */
export async function POST(request: Request): Promise<Response> {
  let work: ReturnType<typeof diagnoseDraft> | undefined
  const refused = await answer(request, async () => {
    await demandWriter(request)
    const { name, connection } = await readBody(request, ConnectionTrial)
    work = diagnoseDraft(name, connection)
    return { bytes: new Uint8Array(), type: 'text/plain' }
  })
  return work === undefined ? refused : eventStream(work)
}
