import { removeKey } from '@/lib/server/actions/remove-key.ts'
import { mutate } from '@/lib/server/http/mutate.ts'

interface Context {
  readonly params: Promise<{ readonly key: string }>
}

export const DELETE = (request: Request, { params }: Context): Promise<Response> =>
  mutate(request, async (identity) => removeKey(identity, decodeURIComponent((await params).key)))
