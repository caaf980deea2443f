import type { ChainNode } from '../../lib/schema/verdict.ts'
import { shortDigest } from '../ui/digest.tsx'
import { withDays } from '../ui/when.ts'
import { CheckMark, VerdictIcon } from './verdict-icon.tsx'
import { visible } from '../../lib/schema/visible.ts'

const labels: Readonly<Record<ChainNode['node'], string>> = {
  tag: 'Tag',
  manifest: 'Manifest',
  layer: 'Chart layer',
  'signed-hash': 'Signed hash',
  'signed-metadata': 'Signed metadata',
  'chart-yaml': 'Chart.yaml',
  config: 'Config',
}

type Joint = NonNullable<ChainNode['joint']>

const words: Readonly<Record<Joint['state'], string>> = {
  holds: 'text-ink-2',
  note: 'text-caution',
  fails: 'text-broken',
  absent: 'text-ink-3',
}

const across: Readonly<Record<Joint['state'], string>> = {
  holds: 'border-t-2 border-solid border-line-strong',
  note: 'border-t-2 border-solid border-line-strong',
  fails: 'border-t-2 border-dashed border-broken',
  absent: 'border-t-2 border-dotted border-line-strong',
}

const down: Readonly<Record<Joint['state'], string>> = {
  holds: 'border-l-2 border-solid border-line-strong',
  note: 'border-l-2 border-solid border-line-strong',
  fails: 'border-l-2 border-dashed border-broken',
  absent: 'border-l-2 border-dotted border-line-strong',
}

function JointMark({ state }: { state: Joint['state'] }) {
  switch (state) {
    case 'holds':
      return <CheckMark kind="passed" size={14} />
    case 'note':
      return <CheckMark kind="warning" size={16} />
    case 'fails':
      return <VerdictIcon status="invalid" size={16} className="text-broken" />
    case 'absent':
      return <CheckMark kind="not-applicable" size={14} />
  }
}

const spoken: Readonly<Record<Joint['state'], string>> = {
  holds: 'holds',
  note: 'holds with a note',
  fails: 'does not hold',
  absent: 'is absent',
}

function Ring() {
  return <span aria-hidden className="inline-block size-[11px] shrink-0 rounded-full border-2 border-ink" />
}

const value = (text: string): string =>
  text === '' ? '–' : text.startsWith('sha256:') ? shortDigest(text) : visible(text)

/** Tag to manifest to layer to signed hash to metadata to config: each joint passed, noted, failed or absent. Stands upright on a phone. */
export function Chain({ nodes }: { nodes: readonly ChainNode[] }) {
  return (
    <ol
      aria-label="The chain from tag to config"
      className={`flex flex-col lg:grid lg:grid-flow-col ${nodes.length > 6 ? 'lg:[grid-template-columns:repeat(6,minmax(0,1fr))_auto]' : 'lg:[grid-template-columns:repeat(5,minmax(0,1fr))_auto]'}`}
    >
      {nodes.map((node, i) => (
        <li key={node.node} className="relative max-lg:pb-1 max-lg:pl-6 lg:min-w-0">
          <Leg joint={node.joint} last={i === nodes.length - 1} />
          <div className="max-lg:grid max-lg:grid-cols-[116px_minmax(0,1fr)] lg:pr-3">
            <p className="text-label text-ink-3">
              {node.node === 'layer' && i === 0 ? 'Archive' : labels[node.node]}
            </p>
            <p className="truncate font-mono text-label font-medium" title={visible(node.value)}>
              {value(node.value)}
            </p>
            <p className="truncate text-label text-ink-3 max-lg:col-start-2" title={visible(node.note)}>
              {withDays(visible(node.note))}
            </p>
          </div>
          {node.joint !== null && (
            <p className={`flex items-center gap-1.5 text-label lg:hidden ${words[node.joint.state]}`}>
              <JointMark state={node.joint.state} />
              {node.joint.words}
              <span className="sr-only">, the joint {spoken[node.joint.state]}</span>
            </p>
          )}
        </li>
      ))}
    </ol>
  )
}

/** The line to the next node: across on a wide screen, with its words above; down on a phone. */
function Leg({ joint, last }: { joint: ChainNode['joint']; last: boolean }) {
  return (
    <>
      <div className="max-lg:hidden">
        <p
          className={`h-5 truncate pr-3 pl-7 text-center text-label ${joint === null ? '' : words[joint.state]}`}
        >
          {joint?.words}
          {joint !== null && <span className="sr-only">, the joint {spoken[joint.state]}</span>}
        </p>
        <div className="mb-2 flex h-4 items-center gap-[11px]">
          <Ring />
          {joint !== null && (
            <>
              <span aria-hidden className={`h-0 flex-1 ${across[joint.state]}`} />
              <JointMark state={joint.state} />
              <span aria-hidden className={`mr-1.5 h-0 flex-1 ${across[joint.state]}`} />
            </>
          )}
        </div>
      </div>
      <div
        aria-hidden
        className="absolute top-[5px] bottom-[-5px] left-0 flex flex-col items-center lg:hidden"
      >
        <Ring />
        {!last && joint !== null && <span className={`my-1 w-0 flex-1 ${down[joint.state]}`} />}
      </div>
    </>
  )
}
