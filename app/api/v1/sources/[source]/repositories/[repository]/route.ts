import { forgetRepository } from '@/lib/server/actions/forget-repository.ts'
import { chartAddress } from '@/lib/server/http/chart-address.ts'
import { mutate } from '@/lib/server/http/mutate.ts'

export async function DELETE(
  request: Request,
  context: { params: Promise<{ source: string; repository: string }> },
): Promise<Response> {
  const { source, repository } = await chartAddress(context)
  return mutate(request, (identity) => forgetRepository(identity, source, repository))
}
