import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { cosignPrimitives } from '../../lib/server/trust/cosign-primitives.ts'
import { judgeSigned } from '../../lib/verify/cosign/judge.ts'
import { readTrustedRoot } from '../../lib/verify/cosign/root.ts'
import { readPublicKey } from '../../lib/verify/public-key.ts'

const publicGood = resolve(import.meta.dirname, '../../lib/server/trust/sigstore-public-good.json')

function verifyBundle(args: string[]): number {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      bundle: { type: 'string' },
      key: { type: 'string' },
      'certificate-identity': { type: 'string' },
      'certificate-oidc-issuer': { type: 'string' },
      'trusted-root': { type: 'string' },
      staging: { type: 'boolean' },
    },
  })
  const { bundle, key, 'certificate-identity': subject, 'certificate-oidc-issuer': issuer } = values
  const [artifact] = positionals
  if (
    bundle === undefined ||
    artifact === undefined ||
    (key === undefined && (subject === undefined || issuer === undefined))
  ) {
    process.stderr.write(
      'usage: sigstore-client verify-bundle --bundle FILE (--key FILE | --certificate-identity ID --certificate-oidc-issuer URL) [--trusted-root FILE] FILE_OR_DIGEST\n',
    )
    return 2
  }
  const digest = /^sha256:([0-9a-f]{64})$/.exec(artifact)?.[1]
  const bytes = digest === undefined ? readFileSync(artifact) : undefined
  const sha256 = digest ?? Buffer.from(cosignPrimitives.hash('sha256', [bytes!])).toString('hex')
  const trust = {
    keys: key === undefined ? [] : [{ name: key, key: readPublicKey(readFileSync(key, 'utf8')) }],
    identities:
      subject !== undefined && issuer !== undefined
        ? [{ subject: { exact: subject }, issuer: { exact: issuer } }]
        : [],
    root: readTrustedRoot(readFileSync(values['trusted-root'] ?? publicGood)),
    ignoreLog: false,
  }
  const found = { kind: 'bundle', from: bundle, bytes: readFileSync(bundle) } as const
  const judged = judgeSigned(found, { sha256, bytes }, trust, cosignPrimitives, Date.now() / 1000)
  for (const check of judged.findings.checks)
    if (check.outcome === 'failed') process.stderr.write(`${check.code}: ${check.actual ?? ''}\n`)
  return judged.status === 'verified' ? 0 : 1
}

/** Runs one command line of the protocol and gives its exit status. */
export function run([verb, ...args]: readonly string[]): number {
  if (verb !== 'verify-bundle') {
    process.stderr.write(`${verb ?? 'no verb'}: only verify-bundle is spoken here\n`)
    return 2
  }
  try {
    return verifyBundle(args)
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
    return 1
  }
}

if (import.meta.main) process.exitCode = run(process.argv.slice(2))
