import type { Explanation } from './codes.ts'

/** Reason codes of verdicts: what each says, why it matters, what to do. `status`: what it makes of a verdict. */
export interface VerdictExplanation extends Explanation {
  readonly status: 'invalid' | 'untrusted' | 'unknown' | 'warning'
}

export const verificationCodes = {
  BAD_SIGNATURE: {
    status: 'invalid',
    title: 'The signature does not fit',
    meaning:
      'The key that is named did not sign exactly this. Text, time or signature were changed, or the signature was made up.',
    cure: 'Do not install it. Fetch the chart again from its origin; if that is the same, ask the signer to sign anew.',
  },
  DIGEST_MISMATCH: {
    status: 'invalid',
    title: 'The archive’s hash is not the signed one',
    meaning:
      'Whoever can push to this repository can change what you install. The signature does not cover these bytes.',
    cure: 'Do not install it. Look for the signed archive by its hash, and ask who pushed over it.',
  },
  FILE_NOT_LISTED: {
    status: 'invalid',
    title: 'The signed list does not name this archive',
    meaning: 'The provenance file belongs to another archive, perhaps to another version of the chart.',
    cure: 'Fetch the provenance file of this very version.',
  },
  KEY_REVOKED: {
    status: 'invalid',
    title: 'The key was revoked',
    meaning:
      'Its owner says that it must not be believed any more: it was lost or stolen, or taken back before it signed this.',
    cure: 'Ask the owner for a chart that is signed with the key that replaced it.',
  },
  KEY_EXPIRED_AT_SIGNING: {
    status: 'invalid',
    title: 'The key was not valid when it signed',
    meaning:
      'The signature’s date lies outside the time for which the key was meant, so somebody used it who should not, or set the clock back.',
    cure: 'Ask the signer to prolong the key and to sign anew.',
  },
  SIGNATURE_EXPIRED: {
    status: 'invalid',
    title: 'The signature has run out',
    meaning: 'Its signer set a last day for it, and that day has passed.',
    cure: 'Ask the signer for a fresh signature.',
  },
  WEAK_ALGORITHM: {
    status: 'invalid',
    title: 'Signed with what can be forged',
    meaning: 'The hash or the key is too weak today: somebody else could have made this signature.',
    cure: 'Ask the signer to sign with SHA-256 or better, and RSA from 2048 bits or an elliptic curve.',
  },
  MALFORMED: {
    status: 'invalid',
    title: 'Not what it has to be',
    meaning:
      'Signature, text or archive has a second reading, or is built to harm whoever opens it. Different tools would see different things.',
    cure: 'Do not install it. Package and sign the chart again with helm package --sign.',
  },
  AMBIGUOUS: {
    status: 'invalid',
    title: 'More than one could be meant',
    meaning:
      'Two files, layers or entries stand where there must be one, so that one tool takes this and another that.',
    cure: 'Package, sign and push the chart again. Nothing is guessed.',
  },
  LOG_ENTRY_MISSING: {
    status: 'invalid',
    title: 'Not in a transparency log',
    meaning:
      'Signatures are meant to stand in a public log, so that nobody can sign in secret. This one has no entry.',
    cure: 'Sign again with the log, or say that none is needed (--insecure-ignore-tlog, ignoreLog in the policy).',
  },
  UNKNOWN_KEY: {
    status: 'untrusted',
    title: 'The signer’s key is not trusted here',
    meaning:
      'There is a signature, but none of the keys that you trust made it. Anyone can make a key with any name.',
    cure: 'Get the key from its owner by a way of your own, compare the fingerprint, and add it to the keyring.',
  },
  IDENTITY_MISMATCH: {
    status: 'untrusted',
    title: 'Signed by another identity',
    meaning: 'The certificate is genuine, but it names somebody else than the policy asks for.',
    cure: 'Compare subject and issuer letter by letter. Patterns match the whole identity.',
  },
  UNTRUSTED_CA: {
    status: 'untrusted',
    title: 'Certificate of an authority that is not trusted here',
    meaning: 'There is a signature, but its certificate leads to no root in the trust store.',
    cure: 'Add the authority’s root to the store if you trust it for signing.',
  },
  NO_POLICY: {
    status: 'untrusted',
    title: 'Nothing says whom to trust',
    meaning: 'There is a signature, and no key, identity or policy is configured to judge it by.',
    cure: 'Give a keyring, key or identity, or add a policy for this place.',
  },
  REGISTRY_ERROR: {
    status: 'unknown',
    title: 'The registry did not answer',
    meaning: 'Whether there is a signature could not be asked. That is not the same as "not signed".',
    cure: 'Try again. The registry’s own words are shown.',
  },
  AUTH: {
    status: 'unknown',
    title: 'Not allowed to look',
    meaning: 'The registry asks for another login before it shows signatures.',
    cure: 'Check the login of this source.',
  },
  TIMEOUT: {
    status: 'unknown',
    title: 'No answer in time',
    meaning: 'Whether there is a signature could not be asked in time. That is not the same as "not signed".',
    cure: 'Try again, or allow more time.',
  },
  LIMIT: {
    status: 'unknown',
    title: 'Larger than what is looked at',
    meaning: 'Something is larger or more than a chart ever needs, so it was not read to its end.',
    cure: 'The limit and the size are shown. A chart of that size is usually a mistake in its packaging.',
  },
  UNSUPPORTED_ALGORITHM: {
    status: 'unknown',
    title: 'An algorithm that is not computed here',
    meaning: 'The signature may be good or bad: its curve or hash is none that this verifier knows.',
    cure: 'Check it with gpg or helm, or ask the signer for a signature by a common algorithm.',
  },
  NO_TRUST_ROOT: {
    status: 'unknown',
    title: 'No root to trust from',
    meaning: 'The Sigstore or timestamp root that this signature needs is not configured.',
    cure: 'Give the trusted root (--trusted-root, trust.trustedRoot) or the timestamp authority’s certificates.',
  },
  REGISTRY_INTEGRITY: {
    status: 'unknown',
    title: 'The registry sent other bytes than it names',
    meaning:
      'What came has not the digest or size that was asked for. It was discarded, and nothing of it is judged.',
    cure: 'Do not use it. The registry’s storage, or something in between, changed it.',
  },
  CONFIG_INVALID: {
    status: 'unknown',
    title: 'The trust configuration cannot be used',
    meaning: 'A keyring, key or policy that is needed for the judgement is missing or damaged, or is none.',
    cure: 'The file and its fault are named.',
  },
  NOT_GIVEN: {
    status: 'unknown',
    title: 'Something that this rests on is not here',
    meaning:
      'A signature and what it signs are two files. With one of them alone nothing can be said for or against the chart.',
    cure: 'Fetch what is named under Expected from where the chart came, and check both together.',
  },
  UNPACKED: {
    status: 'unknown',
    title: 'An unpacked chart cannot be verified',
    meaning:
      'The signature covers the bytes of the packed archive. Packing the folder again gives other bytes: times, order and compression differ.',
    cure: 'Fetch the archive and its provenance file (helm pull --prov) and verify those. Or ask for the chart by its reference.',
  },
  KEY_EXPIRED_SINCE: {
    status: 'warning',
    title: 'The key has expired since it signed',
    meaning: 'What was signed before stays signed; nothing new can be.',
    cure: 'Ask the signer for the next key. Helm refuses this chart with --verify until then.',
  },
  KEY_SUPERSEDED: {
    status: 'warning',
    title: 'The key was retired after it signed',
    meaning: 'Its owner now uses another key. What the old one signed before stays good.',
    cure: 'Ask the signer for the new key.',
  },
  KEY_NOT_FOR_SIGNING: {
    status: 'warning',
    title: 'The key is marked for certifying only',
    meaning: 'helm package --sign takes the primary key even where a subkey is meant for signing.',
    cure: 'Nothing needs to be done. Other tools may refuse the signature.',
  },
  METADATA_DRIFT: {
    status: 'warning',
    title: 'Metadata differs',
    meaning:
      'Chart.yaml in the archive, its signed copy and the registry’s config should say the same. The archive’s is what is shown and installed.',
    cure: 'Look at the fields that differ. Package and push with helm to have them agree.',
  },
  TAG_VERSION_MISMATCH: {
    status: 'warning',
    title: 'The tag is not the version that was signed',
    meaning:
      'Whoever asks for this tag gets another version than it says: an older one perhaps, whose own signature is good.',
    cure: 'Compare version and tag. Pin the digest. Helm looks for a file of the tag’s name and does not find it.',
  },
  NAME_MISMATCH: {
    status: 'warning',
    title: 'The name is not the one that was signed',
    meaning:
      'The file or repository has another name than the chart in it. After mirroring or renaming that is usual.',
    cure: 'Check that this is the chart you mean. Helm looks for the file’s own name and does not find it.',
  },
  CONFUSABLE_NAME: {
    status: 'warning',
    title: 'A file name that looks like another',
    meaning:
      'A name in the archive holds direction marks or letters in an unusual form, so it may look like another one.',
    cure: 'Look at the file in the chart’s tree, where such characters are made visible.',
  },
} as const satisfies Readonly<Record<string, VerdictExplanation>>

export type VerificationCode = keyof typeof verificationCodes
