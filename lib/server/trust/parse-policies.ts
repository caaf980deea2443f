import { LineCounter, parseDocument } from 'yaml'
import { z } from 'zod'
import { PolicyConfig } from '../../schema/config.ts'
import { SourceError } from '../errors/source-error.ts'

export type Policies = z.infer<typeof PolicyConfig>[]

/** Reads policies as they would stand under `trust.policies`. @throws SourceError REQUEST_INVALID with line and column */
export function parsePolicies(text: string): Policies {
  const lines = new LineCounter()
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false })
  const at = (offset: number): string => {
    const { line, col } = lines.linePos(offset)
    return `line ${line}, column ${col}`
  }
  const [fault] = document.errors
  if (fault) throw invalid(`${at(fault.pos[0])}: ${fault.message}`)
  const parsed = z.array(PolicyConfig).safeParse(document.toJS() ?? [])
  if (parsed.success) return parsed.data
  const [issue] = parsed.error.issues
  const path = (issue?.path ?? []).filter((part) => typeof part !== 'symbol')
  let offset = 0
  for (let depth = path.length; depth > 0 && offset === 0; depth--) {
    const node = document.getIn(path.slice(0, depth), true) as
      | { range?: readonly number[] | null }
      | undefined
    offset = node?.range?.[0] ?? 0
  }
  throw invalid(
    `${at(offset)}: ${path.join('.') || 'the draft'}: ${issue?.message ?? 'not a list of policies'}`,
  )
}

const invalid = (words: string): SourceError =>
  new SourceError('REQUEST_INVALID', words, { phase: 'request' })
