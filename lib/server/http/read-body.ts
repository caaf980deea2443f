import type { z } from 'zod'
import { SourceError } from '../errors/source-error.ts'

const LIMIT = 8 * 1024 * 1024

/** A request's JSON body in the contract's form. @throws SourceError REQUEST_INVALID saying which field, LIMIT_EXCEEDED */
export async function readBody<T extends z.ZodType>(request: Request, contract: T): Promise<z.output<T>> {
  const text = await boundedText(request)
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch (error) {
    throw invalid(`the body is no JSON: ${(error as Error).message}`)
  }
  const parsed = contract.safeParse(value)
  if (parsed.success) return parsed.data
  const [issue] = parsed.error.issues
  throw invalid(`${issue?.path.join('.') || 'the body'}: ${issue?.message ?? 'not as described'}`)
}

async function boundedText(request: Request): Promise<string> {
  const decoder = new TextDecoder()
  let text = ''
  let size = 0
  for await (const chunk of request.body ?? []) {
    const bytes = chunk as Uint8Array
    if ((size += bytes.length) > LIMIT)
      throw new SourceError('REQUEST_INVALID', `the body is longer than ${LIMIT} bytes`, { phase: 'request' })
    text += decoder.decode(bytes, { stream: true })
  }
  return text + decoder.decode()
}

const invalid = (message: string): SourceError =>
  new SourceError('REQUEST_INVALID', message, { phase: 'request' })
