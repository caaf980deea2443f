import { FileQuestion } from 'lucide-react'
import { homeHref } from '../../lib/client/routes.ts'
import type { Verdict } from '../../lib/schema/verdict.ts'
import type { DroppedVerdict } from '../../lib/verify/dropped/judge.ts'
import { Notice } from '../ui/notice.tsx'
import { Snippet } from '../ui/snippet.tsx'
import { day, moment } from '../ui/when.ts'
import { Chain } from '../verify/chain.tsx'
import { CopyAs } from '../verify/copy-as.tsx'
import { MechanismPanel } from '../verify/mechanism-panel.tsx'
import { OthersPane } from '../verify/others-pane.tsx'
import { VerdictIcon } from '../verify/verdict-icon.tsx'
import { toneText, verdictWords } from '../verify/verdict-words.ts'
import { verdictMarkdown } from '../verify/verdict-text.ts'
import { checkCommands, checkSentence, missingWords } from './check-words.ts'
import type { Checked } from './use-checker.ts'
import { visible } from '../../lib/schema/visible.ts'

/** The verdict on what lies on the page: sentence, chain, checks, what else to fetch. */
export function CheckedFiles({ checked: { result, ms } }: { checked: Checked }) {
  const { verdict, missing } = result
  if (verdict === null)
    return (
      <Notice icon={FileQuestion} title="Nothing here can be judged yet" level={1}>
        {result.keys.length > 0 || result.files.some(({ kind }) => kind === 'key')
          ? 'A key alone signs nothing. Add the archive and its signature.'
          : 'Add a packed chart (.tgz), its signature and the signer’s public key.'}
      </Notice>
    )
  const { sentence, more } = checkSentence(verdict, result)
  const commands = checkCommands(result)
  const isPartial = missing.length > 0 && !more.includes(missingWords(missing))
  return (
    <>
      <section
        aria-label="Verdict"
        className="flex flex-wrap items-start gap-x-6 gap-y-3 border-b border-line pt-[18px] pb-5"
      >
        <div className="flex min-w-0 flex-[1_1_480px] gap-2">
          <VerdictIcon
            status={verdict.status}
            size={20}
            className={`mt-[3px] ${toneText[verdictWords[verdict.status].tone]}`}
          />
          <div className="min-w-0" aria-live="polite">
            <h1 className="text-title font-medium wrap-anywhere">
              <span className="sr-only">{verdictWords[verdict.status].words}. </span>
              {sentence}
            </h1>
            {more !== '' && <p className="mt-1.5 max-w-[760px] text-prose text-ink-2">{more}</p>}
            {isPartial && <p className="text-prose text-ink-2">{missingWords(missing)}</p>}
            <p className="mt-1.5 flex flex-wrap gap-x-2 text-label text-ink-3">
              <span>Checked {moment(verdict.checkedAt, true)}</span>
              <span>· in {Math.max(1, Math.round(ms))} ms</span>
              <span>· no policy: a file has no address that one could match</span>
            </p>
          </div>
        </div>
        <CopyAs
          forms={[
            { name: 'JSON', text: JSON.stringify(verdict, null, 2) },
            { name: 'Markdown', text: verdictMarkdown(verdict, verdict.reference, '') },
            { name: 'Commands', text: commands },
          ]}
        />
      </section>
      {verdict.chain !== undefined && (
        <section aria-label="Chain" className="border-b border-line py-3.5">
          <Chain nodes={verdict.chain} />
        </section>
      )}
      <div className="grid gap-x-12 gap-y-8 py-5 lg:grid-cols-[minmax(0,1fr)_minmax(340px,408px)]">
        <div className="min-w-0 space-y-6">
          {verdict.mechanisms.map((mechanism) => (
            <MechanismPanel key={mechanism.mechanism} mechanism={mechanism} />
          ))}
          <Inapplicable verdict={verdict} />
        </div>
        <div className="min-w-0 space-y-7">
          <Keys result={result} now={Date.parse(verdict.checkedAt)} />
          <Unpacked verdict={verdict} result={result} />
          <OthersPane verdict={verdict} />
          <NotProven verdict={verdict} />
        </div>
      </div>
    </>
  )
}

/** Mechanisms that sign manifests, where there is none. */
function Inapplicable({ verdict }: { verdict: Verdict }) {
  const hasCosign = verdict.mechanisms.some(({ mechanism }) => mechanism === 'cosign')
  const name = hasCosign ? 'Notation' : 'cosign, Notation'
  return (
    <section aria-label={name}>
      <div className="flex min-h-[30px] flex-wrap items-center gap-x-2.5 border-b border-line pb-1">
        <h2 className="font-semibold">{name}</h2>
        <span className="text-ink-3">cannot apply</span>
        <span className="flex-1" />
        <span className="text-label text-ink-3">covers the manifest’s digest</span>
      </div>
      <p className="border-b border-line py-1.5 text-ink-2">
        A file has no manifest.{' '}
        <a className="link" href={homeHref()}>
          Open the chart from its registry
        </a>{' '}
        to have {hasCosign ? 'it' : 'them'} judged.
      </p>
    </section>
  )
}

const grouped = (hex: string): string => hex.replaceAll(/(.{4})(?=.)/g, '$1 ')

function Keys({ result: { keys }, now }: { result: DroppedVerdict; now: number }) {
  if (keys.length === 0) return null
  return (
    <section aria-label="Keys you dropped">
      <h2 className="flex min-h-[30px] items-center pb-1 font-semibold">
        Keys you dropped
        {keys.length > 8 && <span className="ml-2 font-normal text-ink-3">8 of {keys.length}</span>}
      </h2>
      <ul>
        {keys.slice(0, 8).map((key) => (
          <li key={key.fingerprint} className="border-t border-line py-[7px]">
            <p className="font-medium wrap-anywhere">{visible(key.userIds[0] ?? 'no user id')}</p>
            <p className="font-mono text-label text-ink-2">{grouped(key.fingerprint)}</p>
            <p className="text-label text-ink-3">
              {key.title},{' '}
              {key.revocation
                ? `revoked ${day(new Date(key.revocation.at * 1000).toISOString())}: ${key.revocation.reason}`
                : key.expires === undefined
                  ? 'no expiry'
                  : `${key.expires * 1000 <= now ? 'expired' : 'expires'} ${day(new Date(key.expires * 1000).toISOString())}`}
            </p>
          </li>
        ))}
      </ul>
    </section>
  )
}

/** The other question that brings people here. */
function Unpacked({ verdict, result }: { verdict: Verdict; result: DroppedVerdict }) {
  const [name = '', version = ''] =
    verdict.chain?.find(({ node }) => node === 'chart-yaml')?.value.split(' ') ?? []
  const chart = result.unpacked?.name || name || 'CHART'
  const at = result.unpacked?.version || version
  const command = `helm pull oci://REGISTRY/${chart}${at === '' ? '' : ` --version ${at}`} --prov`
  return (
    <section aria-label="Unpacked already?">
      <h2 className="flex min-h-[30px] items-center pb-1 font-semibold">Unpacked already?</h2>
      <p className="border-t border-line py-[7px] text-ink-2">
        <span className="font-medium text-ink">A folder cannot be verified.</span> The signature covers the
        bytes of the archive. Packing again gives other bytes: times, order and compression differ.
      </p>
      <p className="border-t border-line py-[7px] text-ink-2">
        Fetch the two files from where the chart came, and drop them here:
      </p>
      <Snippet text={command} label="command" />
    </section>
  )
}

function NotProven({ verdict }: { verdict: Verdict }) {
  const limits =
    verdict.status === 'verified' || verdict.status === 'untrusted'
      ? [
          ['That the chart is safe.', 'A signature says who packed it, not what it does.'],
          ['That the key is its signer’s.', 'A key says of itself whose it is. Compare its fingerprint.'],
          ['That its images are signed.', 'A chart’s signature does not cover them.'],
        ]
      : [
          ['Anything about where it came from.', 'These files were taken as they lie on your disk.'],
          ['That its images are signed.', 'A chart’s signature does not cover them.'],
        ]
  return (
    <section aria-label="What this does not prove">
      <h2 className="flex min-h-[30px] items-center pb-1 font-semibold">What this does not prove</h2>
      <ul>
        {limits.map(([that, because]) => (
          <li key={that} className="border-t border-line py-[7px] text-ink-2">
            <span className="font-medium text-ink">{that}</span> {because}
          </li>
        ))}
      </ul>
    </section>
  )
}
