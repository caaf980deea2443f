import type { Chart } from '../../lib/schema/chart.ts'
import type { Verdict } from '../../lib/schema/verdict.ts'
import { decisive, signerName } from './verdict-summary.ts'

interface Limit {
  readonly that: string
  readonly because: string
}

/** What even this verdict leaves open. */
export function NotProven({ verdict, chart }: { verdict: Verdict; chart: Chart }) {
  return (
    <section aria-label="What this does not prove">
      <h2 className="flex min-h-[30px] items-center pb-1 font-semibold">What this does not prove</h2>
      <ul>
        {limits(verdict, chart).map(({ that, because }) => (
          <li key={that} className="border-t border-line py-[7px] text-ink-2">
            <span className="font-medium text-ink">{that}</span> {because}
          </li>
        ))}
      </ul>
    </section>
  )
}

function limits(verdict: Verdict, chart: Chart): Limit[] {
  const images: Limit = {
    that: 'That its images are signed.',
    because: 'A chart’s signature does not cover them, and they were not checked.',
  }
  switch (verdict.status) {
    case 'verified':
    case 'untrusted':
      return [
        { that: 'That the chart is safe.', because: 'A signature says who packed it, not what it does.' },
        ...otherSigner(verdict, chart),
        images,
      ]
    case 'invalid':
      return [
        {
          that: 'That the signed archive is safe.',
          because: 'A signature says who packed it, not what it does.',
        },
        { that: 'Who changed it.', because: 'A registry keeps no author of a push; its audit log may.' },
        images,
      ]
    case 'unsigned':
      return [
        {
          that: 'That it was never signed.',
          because: 'Whoever can push here can also take a signature away.',
        },
        {
          that: 'That something is wrong with it.',
          because: 'Most charts are not signed. Nothing says who packed this one.',
        },
        images,
      ]
    case 'unknown':
      return [
        {
          that: 'That it is not signed, or badly signed.',
          because: 'It could not be checked; both are open.',
        },
        images,
      ]
  }
}

/** Where the chart itself names another key than the one that signed. */
function otherSigner(verdict: Verdict, chart: Chart): Limit[] {
  const claimed = /fingerprint:\s*([0-9A-Fa-f ]{16,60})/
    .exec(chart.metadata.annotations['artifacthub.io/signKey'] ?? '')?.[1]
    ?.replaceAll(' ', '')
    .toUpperCase()
  const mechanism = decisive(verdict)
  const used = [mechanism?.signer?.fingerprint, mechanism?.signer?.primaryFingerprint]
  if (claimed === undefined || mechanism === undefined || used.includes(claimed)) return []
  return [
    {
      that: `That ${chart.metadata.name}’s authors made it.`,
      because: `${signerName(mechanism) ?? 'Another key'} signed it; the key ${claimed.slice(0, 4)} … ${claimed.slice(-4)} that the chart names is only a claim in it.`,
    },
  ]
}
