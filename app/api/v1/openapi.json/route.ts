import { openapi } from '@/lib/schema/openapi.ts'
import product from '@/package.json' with { type: 'json' }
import { answer, json } from '@/lib/server/http/answer.ts'

/** The OpenAPI document, made from the contracts. */
export const GET = (request: Request): Promise<Response> => answer(request, async () => json(openapi(product.version)))
