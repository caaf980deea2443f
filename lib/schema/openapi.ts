import { z } from 'zod'
import { operations, type Operation } from './operations.ts'
import { ProblemDetails } from './problem.ts'

const schema = (type: z.ZodType, io: 'input' | 'output' = 'output'): object => {
  const { $schema: _, ...rest } = z.toJSONSchema(type, { io })
  return rest
}

const problem = {
  description: 'A refusal, with a stable code that has a page at /codes/{code}.',
  content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/ProblemDetails' } } },
}

function describe(operation: Operation): object {
  const content =
    typeof operation.answer === 'string'
      ? { [operation.answer]: { schema: { type: 'string', format: 'binary' } } }
      : { 'application/json': { schema: schema(operation.answer) } }
  return {
    operationId: operation.id,
    summary: operation.summary,
    parameters: Object.entries(operation.parameters).map(([name, p]) => ({
      name,
      ...p,
      schema: { type: 'string' },
    })),
    ...(operation.body && {
      requestBody: {
        required: true,
        content: { 'application/json': { schema: schema(operation.body, 'input') } },
      },
    }),
    responses: { 200: { description: operation.summary, content }, default: problem },
  }
}

function paths(): Readonly<Record<string, object>> {
  const found: Record<string, Record<string, object>> = {}
  for (const operation of operations) (found[operation.path] ??= {})[operation.method] = describe(operation)
  return found
}

/** The OpenAPI 3.1 document of `/api/v1`, made from the zod contracts. `version` is the product's. */
export function openapi(version: string): object {
  return {
    openapi: '3.1.0',
    info: {
      title: 'Chartroom',
      version,
      description: 'Charts, versions, files and verdicts of the configured sources.',
    },
    servers: [{ url: '/api/v1' }],
    paths: paths(),
    components: { schemas: { ProblemDetails: schema(ProblemDetails) } },
  }
}
