import type { Verdict } from '../../lib/schema/verdict.ts'
import type { DroppedVerdict } from '../../lib/verify/dropped/judge.ts'
import { decisive, signerName } from '../verify/verdict-summary.ts'
import { verdictSentence } from '../verify/verdict-sentence.ts'

type Missing = DroppedVerdict['missing'][number]

/** The verdict on dropped files as a sentence and what stands behind it. */
export function checkSentence(
  verdict: Verdict,
  { missing, unpacked }: Pick<DroppedVerdict, 'missing' | 'unpacked'>,
): { sentence: string; more: string } {
  const mechanism = decisive(verdict)
  const code = mechanism?.checks.find((check) => check.outcome === 'failed')?.code
  if (code === 'UNPACKED')
    return {
      sentence: `${unpacked?.name ? `${unpacked.name}${unpacked.version ? ` ${unpacked.version}` : ''}` : 'This chart'} was unpacked. As it lies there it cannot be verified any more.`,
      more: 'A signature covers the bytes of the packed archive. Packing the folder again gives other bytes: times, order and compression differ. Fetch the archive and its provenance instead.',
    }
  if (code === 'NOT_GIVEN') return { sentence: notGiven(missing), more: missingWords(missing) }
  if (code === 'NO_POLICY') {
    const { sentence } = verdictSentence(verdict, 'you dropped')
    return {
      sentence: sentence.replace(
        /, by a key that nobody here vouches for\.$/,
        '. Nothing here says by whom.',
      ),
      more: missingWords(missing),
    }
  }
  const said = verdictSentence(verdict, 'you dropped')
  if (verdict.status !== 'verified') return said
  if (mechanism?.mechanism === 'cosign')
    return {
      sentence: `Signed with the key ${mechanism.signer?.identity ?? 'that you dropped'}. What you dropped is what was signed.`,
      more: 'Judged by the public key that you dropped. Whose key that is, is yours to know. No transparency log was asked.',
    }
  const who = mechanism && signerName(mechanism)
  const told = mechanism && mechanism.warnings.length > 0 ? `${said.more} ` : ''
  return {
    sentence: said.sentence,
    more: `${told}Judged by the key that you dropped. That it belongs to ${who ?? 'its signer'} is yours to know: compare its fingerprint with one you got elsewhere.`,
  }
}

function notGiven(missing: readonly Missing[]): string {
  if (missing.includes('provenance')) return 'An archive alone does not say who signed it.'
  if (missing.includes('manifest')) return 'What was signed is not among these files.'
  if (missing.includes('archive')) return 'A signature without what it signs says nothing yet.'
  return 'Something that the verdict rests on is not here.'
}

const names: Readonly<Record<Missing, string>> = {
  archive: 'the archive (.tgz)',
  provenance: 'its provenance (.tgz.prov)',
  keyring: 'the signer’s public key (OpenPGP)',
  key: 'the signer’s public key (PEM)',
  manifest: 'the manifest that the signature names',
}

/** `Add its provenance (.tgz.prov) and the signer’s public key (OpenPGP).` */
export function missingWords(missing: readonly Missing[]): string {
  if (missing.length === 0) return ''
  const all = missing.map((one) => names[one])
  const list = all.length === 1 ? all[0]! : `${all.slice(0, -1).join(', ')} and ${all.at(-1)!}`
  return `Add ${list}.`
}

/** The same judgement by other tools, from the same files. */
export function checkCommands({ files, keys, unpacked }: DroppedVerdict): string {
  const named = (kind: DroppedVerdict['files'][number]['kind']) => files.findLast((one) => one.kind === kind)
  const archive = named('archive')?.name
  const keyring = named('keyring')
  const key = named('key')?.name
  const bundle = named('bundle')?.name
  const signature = named('signature')?.name
  const quoted = (name: string) =>
    /^[\w@%+=:,./-]+$/.test(name) ? name : `'${name.replaceAll("'", String.raw`'\''`)}'`
  if (archive === undefined)
    return `helm pull oci://…/${unpacked?.name || 'CHART'}${unpacked?.version ? ` --version ${unpacked.version}` : ''} --prov\n`
  const isArmored = keyring?.words.includes('armored') === true
  const binary = keyring
    ? isArmored
      ? keyring.name.replace(/\.[^.]+$/, '') + '.gpg'
      : keyring.name
    : 'keyring.gpg'
  return [
    `chartroom verify ${quoted(archive)} --keyring ${quoted(keyring?.name ?? 'keyring.asc')}`,
    ...(keyring || keys.length > 0 || bundle === undefined
      ? [
          '',
          '# with Helm, whose keyring must be binary',
          ...(isArmored && keyring ? [`gpg --dearmor < ${quoted(keyring.name)} > ${quoted(binary)}`] : []),
          `helm verify ${quoted(archive)} --keyring ${quoted(binary)}`,
        ]
      : []),
    ...(key !== undefined && (bundle !== undefined || signature !== undefined)
      ? [
          '',
          '# with cosign',
          `cosign verify-blob --key ${quoted(key)} ${bundle ? `--bundle ${quoted(bundle)}` : `--signature ${quoted(signature!)}`} --insecure-ignore-tlog ${quoted(archive)}`,
        ]
      : []),
    '',
  ].join('\n')
}
