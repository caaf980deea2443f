import type { RolloutView } from '../../lib/client/rollout-run.ts'
import type { ConnectionAsked, TrustAsked } from '../../lib/rollout/index.ts'
import { Snippet } from '../ui/snippet.tsx'

/** Connections and trust that the files ask for, and a draft of them for chartroom.yaml. */
export function FoundSettings({ view: { rollout, draft } }: { view: RolloutView }) {
  const { connections, trust } = rollout
  if (connections.length === 0 && trust.length === 0) return null
  return (
    <section aria-label="Settings in these files" className="grid gap-x-10 gap-y-6 pt-6 lg:grid-cols-2">
      <div className="min-w-0">
        <h2 className="font-medium">
          Connections in these files <span className="font-normal text-ink-2">nothing is saved</span>
        </h2>
        <ul className="mt-2 border-t border-line">
          {connections.map((one, i) => (
            <li key={i} className="border-b border-line py-1.5">
              <span className="mr-3 font-medium">{one.name}</span>
              <span className="font-mono text-label break-all text-ink-2">{one.url}</span>
              <p className="text-label text-ink-2">{connectionWords(one)}</p>
            </li>
          ))}
          {connections.length === 0 && <li className="py-1.5 text-ink-3">none</li>}
        </ul>
        <h2 className="mt-5 font-medium">Trust in these files</h2>
        <ul className="mt-2 border-t border-line">
          {trust.map((one, i) => (
            <li key={i} className="border-b border-line py-1.5">
              <span className="mr-3">{trustWords(one)}</span>
              <span className="font-mono text-label break-all text-ink-2">{one.match}</span>
              <span className="ml-3 font-mono text-least text-ink-3">
                {one.at.file}:{one.at.line}
              </span>
            </li>
          ))}
          {trust.length === 0 && <li className="py-1.5 text-ink-2">No file asks for a signature.</li>}
        </ul>
      </div>
      <div className="min-w-0">
        <h2 className="font-medium">
          The same for Chartroom{' '}
          <span className="font-normal text-ink-2">a draft for chartroom.yaml; secrets are only named</span>
        </h2>
        <div className="mt-2">
          <Snippet text={draft} label="draft" small />
        </div>
      </div>
    </section>
  )
}

function connectionWords(one: ConnectionAsked): string {
  const parts = [
    one.username !== null && `as ${one.username}`,
    one.password !== null && `password from ${one.password}`,
    one.caFile !== null && `CA ${one.caFile}`,
    one.certFile !== null && `certificate ${one.certFile}`,
    one.insecureSkipVerify && 'certificates unchecked',
    one.plainHttp && 'plain HTTP',
  ].filter((part) => part !== false)
  return `${parts.length === 0 ? 'anonymous' : parts.join(', ')} · ${one.at.file}:${one.at.line}`
}

function trustWords(asked: TrustAsked): string {
  switch (asked.kind) {
    case 'provenance':
      return `.prov by a key of ${asked.keyring ?? 'Helm’s own keyring'}`
    case 'cosign-key':
      return `cosign by a key in Secret ${asked.secret}`
    case 'cosign-identity':
      return `cosign by ${asked.subject} of ${asked.issuer}`
    case 'notation':
      return `notation${asked.secret === null ? '' : ` by Secret ${asked.secret}`}`
  }
}
