import type { TrustPolicy } from '../../lib/schema/trust.ts'
import { CodeName } from '../ui/code-name.tsx'
import { plural } from '../ui/when.ts'

/** Each policy with what it asks for and how many charts it holds for. */
export function PolicyRows({ policies }: { policies: readonly TrustPolicy[] }) {
  if (policies.length === 0)
    return (
      <p className="border-b border-line py-2 text-ink-2">
        Without a policy any configured key counts, everywhere, and cosign and Notation signatures have
        nothing to be judged by but configured keys.
      </p>
    )
  return (
    <ul aria-label="Policies">
      {policies.map(({ match, asks, charts, refused }) => (
        <li
          key={match}
          className="border-b border-line py-2 md:grid md:grid-cols-[minmax(0,1fr)_minmax(0,1.4fr)_minmax(110px,auto)] md:gap-x-6"
        >
          <p className="font-mono text-label font-medium wrap-anywhere">{match}</p>
          <div className="text-ink-2">
            {asks.length === 0 ? 'asks for nothing' : asks.map(({ words }) => <p key={words}>{words}</p>)}
          </div>
          <p className="md:text-right">
            {plural(charts, 'chart')}
            {refused.map(({ source, code }) => (
              <span key={source} className="block text-label text-ink-3">
                {source} not listed in full: <CodeName code={code} />
              </span>
            ))}
          </p>
        </li>
      ))}
    </ul>
  )
}
