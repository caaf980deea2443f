import { KeyAddition } from '@/lib/schema/trust.ts'
import { addKey } from '@/lib/server/actions/add-key.ts'
import { mutate } from '@/lib/server/http/mutate.ts'
import { readBody } from '@/lib/server/http/read-body.ts'

export const POST = (request: Request): Promise<Response> =>
  mutate(request, async (identity) => {
    const { name, content } = await readBody(request, KeyAddition)
    return addKey(identity, name, Buffer.from(content, 'base64'))
  })
