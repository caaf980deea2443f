import { RememberedBody } from '@/lib/schema/connection.ts'
import { rememberRepository } from '@/lib/server/actions/remember-repository.ts'
import { chartAddress } from '@/lib/server/http/chart-address.ts'
import { mutate } from '@/lib/server/http/mutate.ts'
import { readBody } from '@/lib/server/http/read-body.ts'

export async function POST(
  request: Request,
  context: { params: Promise<{ source: string }> },
): Promise<Response> {
  const { source } = await chartAddress(context)
  return mutate(request, async (identity) => {
    const { repository } = await readBody(request, RememberedBody)
    return { repository: await rememberRepository(identity, source, repository) }
  })
}
