import type { ImportedPolicy } from '../../schema/trust.ts'
import { draftText, ImportError } from '../../verify/import/draft.ts'
import { importPolicy } from '../../verify/import/import-policy.ts'
import { SourceError } from '../errors/source-error.ts'

/** Another tool's policy as a draft of ours. Nothing is saved. @throws SourceError REQUEST_INVALID */
export async function importTrust(text: string): Promise<ImportedPolicy> {
  try {
    const { from, policies, keys, notes } = importPolicy(text)
    return { from, policies: draftText(policies), keys: [...keys], notes: [...notes] }
  } catch (error) {
    if (error instanceof ImportError)
      throw new SourceError('REQUEST_INVALID', error.message, { phase: 'request' })
    throw error
  }
}
