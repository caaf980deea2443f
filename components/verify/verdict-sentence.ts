import { verificationCodes, type VerificationCode } from '../../lib/schema/codes-verification.ts'
import type { MechanismVerdict, Verdict } from '../../lib/schema/verdict.ts'
import { longDay, plural } from '../ui/when.ts'
import { decisive, signerName } from './verdict-summary.ts'
import { visible } from '../../lib/schema/visible.ts'

/** A verdict in words: one sentence, what stands behind it, and when and where was looked. */
export interface VerdictSentence {
  readonly sentence: string
  readonly more: string
  readonly facts: readonly string[]
  /** which policy asked for what, and whether that is met; "" where nothing is known of policies */
  readonly policy: string
}

const passed = (mechanism: MechanismVerdict, id: string): boolean =>
  mechanism.checks.some((check) => check.id === id && check.outcome === 'passed')
const failedCode = (mechanism: MechanismVerdict | undefined): string | undefined =>
  mechanism?.checks.find((check) => check.outcome === 'failed')?.code

export const explained = (code: string): (typeof verificationCodes)[VerificationCode] | undefined =>
  Object.hasOwn(verificationCodes, code) ? verificationCodes[code as VerificationCode] : undefined

/** `Edge Mirror <mirror@example.com>`: a user id without its comment. */
function signerWithAddress(mechanism: MechanismVerdict): string | undefined {
  const id = mechanism.signer?.userIds?.[0]
  if (id === undefined)
    return mechanism.signer?.identity === undefined ? undefined : visible(mechanism.signer.identity)
  return visible(id.replace(/\s*\([^)]*\)\s*/, ' ').trim())
}

const lower = (text: string): string => text.charAt(0).toLowerCase() + text.slice(1)
const dated = (mechanism: MechanismVerdict): string => {
  const at = mechanism.signer?.signedAt
  return at === null || at === undefined ? '' : ` on ${longDay(at)}`
}

/** @param archive which archive is meant: the one "you would install", or "you dropped" */
export function verdictSentence(verdict: Verdict, archive = 'you would install'): VerdictSentence {
  const mechanism = decisive(verdict)
  return { ...words(verdict, mechanism, archive), facts: facts(verdict), policy: policyWords(verdict) }
}

function words(
  verdict: Verdict,
  mechanism: MechanismVerdict | undefined,
  archive: string,
): Pick<VerdictSentence, 'sentence' | 'more'> {
  const code = failedCode(mechanism)
  const about = code === undefined ? undefined : explained(code)
  switch (verdict.status) {
    case 'verified':
      return {
        sentence: `Signed by ${(mechanism && signerWithAddress(mechanism)) ?? 'a trusted key'}${mechanism ? dated(mechanism) : ''}. The archive ${archive} is the one that was signed.`,
        more: afterVerified(verdict, mechanism),
      }
    case 'invalid':
      if (mechanism !== undefined && code === 'DIGEST_MISMATCH' && passed(mechanism, 'signature'))
        return {
          sentence: `The archive ${archive} is not the one that ${signerName(mechanism) ?? 'the signer'} signed${dated(mechanism)}.`,
          more: `The signature is good${passed(mechanism, 'key') ? ' and its key is trusted' : ''}, but it covers other bytes than these: they were replaced after signing.${passed(mechanism, 'metadata') ? ' Only the metadata still agrees.' : ''}`,
        }
      return {
        sentence: `${about?.title ?? 'Verification failed'}: this version must not pass as signed.`,
        more: about?.meaning ?? '',
      }
    case 'untrusted':
      return {
        sentence: `Signed${mechanism !== undefined && signerWithAddress(mechanism) !== undefined ? ` in the name of ${signerWithAddress(mechanism)}` : ''}${mechanism ? dated(mechanism) : ''}, by a key that nobody here vouches for.`,
        more: about?.meaning ?? 'Nothing is known against the signature; nothing says whom it belongs to.',
      }
    case 'unsigned':
      return {
        sentence: 'Nobody signed this version.',
        more: 'Where a signature would be was looked, an answer came, and nothing is there. That is an answer, not a failure to ask.',
      }
    case 'unknown':
      return {
        sentence: `Whether ${mechanism?.signer === undefined ? 'this version is signed' : 'its signature holds'} could not be checked.`,
        more: about === undefined ? 'That says nothing for or against it.' : `${about.meaning}`,
      }
  }
}

function afterVerified(verdict: Verdict, mechanism: MechanismVerdict | undefined): string {
  const warnings = mechanism?.warnings ?? []
  const refusing = (mechanism?.others ?? []).some((other) => !other.accepts)
  if (warnings.length === 0)
    return verdict.policy?.met === true
      ? 'Every check passed, and the policy that holds here is met.'
      : 'Every check passed.'
  const told = warnings.map((warning) => lower(explained(warning.code)?.title ?? warning.code))
  const list = told.length === 1 ? told[0]! : `${told.slice(0, -1).join(', ')}, and ${told.at(-1)!}`
  const count =
    ['', 'One thing is', 'Two things are', 'Three things are', 'Four things are'][warnings.length] ??
    `${warnings.length} things are`
  return `${count} out of the ordinary${refusing ? ', and Helm would refuse it' : ''}: ${list}.`
}

function facts({ places = [] }: Verdict): string[] {
  if (places.length === 0) return []
  const failed = places.filter((place) => place.answer === 'failed').length
  return [
    `${plural(places.length, 'place')} asked, ${failed === 0 ? 'all answered' : `${places.length - failed} answered`}`,
  ]
}

function policyWords({ policy }: Verdict): string {
  if (policy === undefined) return ''
  if (policy === null) return 'No policy matches this place.'
  return `Policy for ${policy.match} ${policy.met ? 'met' : 'not met'}: it asks for ${policy.requires.map((r) => r.asks).join(' and ')}.`
}
