import type { ReactNode } from 'react'
import { Fact, Facts } from '../ui/facts.tsx'

/** Annotations that people know by a name; the rest is shown as it stands. */
const NAMES: Readonly<Record<string, string>> = {
  'artifacthub.io/license': 'Licence',
  'artifacthub.io/operator': 'Operator',
  'artifacthub.io/operatorCapabilities': 'Operator does',
  'artifacthub.io/category': 'Category',
  'artifacthub.io/prerelease': 'Pre-release',
  'artifacthub.io/containsSecurityUpdates': 'Security fixes',
  'artifacthub.io/signKey': 'Signing key',
  'artifacthub.io/links': 'Links',
  'artifacthub.io/images': 'Images',
  'artifacthub.io/changes': 'Changes',
  'artifacthub.io/crds': 'CRDs',
  'artifacthub.io/recommendations': 'Recommends',
  'artifacthub.io/screenshots': 'Screenshots',
  licenses: 'Licence',
  license: 'Licence',
  category: 'Category',
  images: 'Images',
}

/** What the publisher says in annotations: claims, checked by nobody, so without a colour and without a tick. */
export function Claims({ annotations }: { annotations: Readonly<Record<string, string>> }) {
  const entries = Object.entries(annotations)
  return (
    <section aria-labelledby="claims">
      <h2 id="claims" className="mb-1.5 text-body font-semibold">
        The publisher says{' '}
        <span className="ml-1 text-label font-normal text-ink-3">
          claims in Chart.yaml, checked by nobody
        </span>
      </h2>
      <Facts>
        {entries.map(([key, text]) => (
          <Fact key={key} name={NAMES[key] ?? key.replace(/^.*\//, '')}>
            <Claim text={text} name={key} />
          </Fact>
        ))}
      </Facts>
    </section>
  )
}

function Claim({ name, text }: { name: string; text: string }): ReactNode {
  if (text === 'true') return 'yes'
  if (text === 'false') return 'no'
  const trimmed = text.trim()
  if (!trimmed.includes('\n')) return trimmed
  const fingerprint = /fingerprint:\s*(\S+)/.exec(trimmed)?.[1]
  if (fingerprint !== undefined) return <code className="text-label break-all">{fingerprint}</code>
  const items = listed(trimmed)
  return (
    <details>
      <summary className="link text-ink-2">
        {items.length > 0
          ? items.slice(0, 3).join(', ') + (items.length > 3 ? ` and ${items.length - 3} more` : '')
          : 'show'}
      </summary>
      <pre
        aria-label={name}
        tabIndex={0}
        className="mt-1 max-h-64 overflow-auto rounded-control border border-line bg-rail p-2 text-least leading-[18px] whitespace-pre-wrap"
      >
        {trimmed}
      </pre>
    </details>
  )
}

/** Lists as Artifact Hub wants them hold a name, a title or a description each; plain ones are their items. */
function listed(text: string): string[] {
  for (const field of ['name', 'title', 'description']) {
    const found = [...text.matchAll(new RegExp(`^\\s*-?\\s*${field}:\\s*(.+)$`, 'gm'))].map((match) =>
      unquote(match[1]!),
    )
    if (found.length > 0) return found
  }
  return [...text.matchAll(/^\s*-\s+(.+)$/gm)].map((match) => unquote(match[1]!))
}

const unquote = (text: string): string => text.trim().replace(/^(['"])(.*)\1$/, '$2')
