import type { SeenCertificate } from '../../lib/schema/diagnosis.ts'
import { CopyButton } from '../ui/copy-button.tsx'
import { day } from '../ui/when.ts'

/** What a person compares before trusting: subject, issuer, validity and SHA-256 of each certificate that was sent. */
export function CertificateChain({
  certificates,
  broken,
}: {
  certificates: readonly SeenCertificate[]
  /** what is wrong with where the chain leads; none when it holds */
  broken?: string | undefined
}) {
  const last = certificates.at(-1)
  return (
    <ol>
      {certificates.map((certificate, i) => (
        <li key={certificate.sha256} className="relative pb-2.5 pl-5">
          <Leg
            dashed={broken !== undefined && i === certificates.length - 1}
            ends={i === certificates.length - 1 && broken === undefined}
          />
          <p className="break-words">
            <span className="font-medium">{shortName(certificate.subject)}</span>{' '}
            <span className="text-ink-2">
              {certificate.subject === certificate.issuer
                ? 'issued by itself'
                : `issued by ${shortName(certificate.issuer)}`}
            </span>
          </p>
          <p className="text-label text-ink-2">
            valid {day(certificate.validFrom)} to {day(certificate.validTo)}
          </p>
          <p className="flex items-start gap-1 text-label text-ink-2">
            <code className="min-w-0 break-all">
              <span className="text-ink-3">SHA-256</span> {certificate.sha256}
            </code>
            <CopyButton text={certificate.sha256} label="fingerprint" className="-mt-0.5 shrink-0" />
          </p>
        </li>
      ))}
      {broken !== undefined && last !== undefined && last.subject !== last.issuer && (
        <li className="relative pl-5">
          <span
            aria-hidden
            className="absolute top-1 left-0 size-[11px] rounded-full border-2 border-line-strong"
          />
          <p className="text-ink-2">
            {shortName(last.issuer)} <span className="text-ink-3">{broken}</span>
          </p>
        </li>
      )}
    </ol>
  )
}

function Leg({ dashed, ends }: { dashed: boolean; ends: boolean }) {
  return (
    <>
      <span aria-hidden className="absolute top-1 left-0 size-[11px] rounded-full border-2 border-ink" />
      {!ends && (
        <span
          aria-hidden
          className={`absolute top-[19px] bottom-[-2px] left-[4.5px] border-l-2 ${dashed ? 'border-dashed border-broken' : 'border-line-strong'}`}
        />
      )}
    </>
  )
}

/** The common name where there is one. */
const shortName = (name: string): string => /(?:^|, )CN=([^,]+)/.exec(name)?.[1] ?? name
