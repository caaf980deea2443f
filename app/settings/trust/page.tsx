import { FileWarning, KeyRound } from 'lucide-react'
import type { Metadata } from 'next'
import { AddKey } from '@/components/trust/add-key.tsx'
import { KeyTable } from '@/components/trust/key-table.tsx'
import { PolicyDraft } from '@/components/trust/policy-draft.tsx'
import { PolicyRows } from '@/components/trust/policy-rows.tsx'
import { ProblemWords } from '@/components/source/listing-notice.tsx'
import { Notice } from '@/components/ui/notice.tsx'
import { SkeletonRows } from '@/components/ui/skeleton.tsx'
import { Stream } from '@/components/ui/stream.tsx'
import { plural } from '@/components/ui/when.ts'
import { trustHref } from '@/lib/client/routes.ts'
import { showTrust } from '@/lib/server/actions/show-trust.ts'
import { settle } from '../../(browse)/settle.ts'
import { SettingsFrame, whyReadOnly } from '../settings-frame.tsx'

export const metadata: Metadata = { title: 'Trust' }

export default function TrustPage() {
  return (
    <SettingsFrame current={trustHref()} trail={[{ words: 'Trust' }]}>
      <div className="px-4 pt-4 pb-12 md:px-6">
        <Stream fallback={<SkeletonRows rows={8} label="Reading what is trusted" />}>
          <Trust />
        </Stream>
      </div>
    </SettingsFrame>
  )
}

async function Trust() {
  const [asked, why] = await Promise.all([settle(showTrust()), whyReadOnly()])
  if (!asked.ok)
    return (
      <Notice level={1} icon={FileWarning} title="What is trusted cannot be read" code={asked.problem.code}>
        <ProblemWords problem={asked.problem} />
      </Notice>
    )
  const view = asked.value
  const { keys, faults, identities, policies } = view
  return (
    <>
      <section aria-labelledby="keys">
        <div className="flex min-h-8 flex-wrap items-center gap-x-3 pb-1">
          <h1 id="keys" className="text-title font-semibold">
            Keys
          </h1>
          <p className="flex-1 text-ink-3">{keys.length}; only public keys are kept</p>
          {why === undefined && <AddKey />}
        </div>
        {keys.length + faults.length === 0 ? (
          <Notice icon={KeyRound} title="No key is trusted">
            Signatures are computed only with keys that are named here. Add one, or name files under{' '}
            <code className="text-label">trust.keyrings</code> in{' '}
            <code className="text-label">chartroom.yaml</code>.
          </Notice>
        ) : (
          <KeyTable keys={keys} faults={faults} now={checkedNow()} writable={why === undefined} />
        )}
      </section>
      <section aria-labelledby="identities" className="pt-6">
        <h2 id="identities" className="min-h-[30px] border-b border-line font-semibold">
          Identities <span className="ml-1 font-normal text-ink-3">{identities.length}</span>
        </h2>
        {identities.length === 0 ? (
          <p className="border-b border-line py-2 text-ink-2">
            None: no policy asks for a certificate of a person or a pipeline.
          </p>
        ) : (
          <ul>
            {identities.map(({ subject, issuer, match }) => (
              <li key={`${match} ${subject}`} className="border-b border-line py-1.5">
                <p className="font-mono text-label wrap-anywhere">{subject}</p>
                <p className="text-label wrap-anywhere text-ink-3">
                  vouched for by {issuer}, for {match}
                </p>
              </li>
            ))}
          </ul>
        )}
      </section>
      <section aria-labelledby="policies" className="pt-6 pb-6">
        <h2 id="policies" className="min-h-[30px] border-b border-line font-semibold">
          Policies{' '}
          <span className="ml-1 font-normal text-ink-3">
            {policies.length === 0 ? 'none' : `${plural(policies.length, 'place')}, the longest match holds`}
          </span>
        </h2>
        <PolicyRows policies={policies} />
      </section>
      <PolicyDraft key={view.text} view={view} why={why} />
    </>
  )
}

/** The moment of this request: whether a key has expired is said for now. */
const checkedNow = (): number => Date.now()
