import type { ReactNode } from 'react'
import { riskReasons } from '../../lib/objects/risk-reasons.ts'
import { riskWords } from '../../lib/objects/risk-words.ts'
import type { OwnKeyFinding } from '../../lib/objects/upgrade-check.ts'
import type { ValueChange } from '../../lib/objects/values-delta.ts'
import { apiWords } from '../preview/api-words.ts'
import { plural } from '../ui/when.ts'
import { CheckMark } from '../verify/verdict-icon.tsx'
import { grouped } from './band.tsx'
import { ChangeSign } from './change-sign.tsx'
import type { Compared } from './compared.ts'
import { imageTags } from './image-words.ts'

function Group({ title, note, children }: { title: string; note?: string; children: ReactNode }) {
  return (
    <section className="pt-3">
      <h3 className="flex flex-wrap gap-x-2 border-b border-line px-4 pb-1.5 font-semibold">
        {title} {note !== undefined && <span className="font-normal text-ink-3">{note}</span>}
      </h3>
      <ul>{children}</ul>
    </section>
  )
}

function Empty({ children }: { children: ReactNode }) {
  return <p className="px-4 py-3 text-ink-2">{children}</p>
}

const row = 'flex min-h-9 flex-wrap items-baseline gap-x-3 gap-y-0.5 border-b border-line px-4 py-2'

const STATES = {
  required: { title: 'Required now', note: 'the schema asks for them and no default gives them' },
  vanished: { title: 'Vanished', note: 'the new defaults do not have them' },
  retyped: { title: 'Changed type', note: '' },
  default: { title: 'Default changed', note: 'where you set nothing, this changes underneath you' },
  added: { title: 'New', note: '' },
} as const

/** Keys of the values that are not what they were, own ones first. */
export function ValuesList({ compared: { values, upgrade } }: { compared: Compared }) {
  if (values === null) return <Empty>The values of one side cannot be read.</Empty>
  if (values.length === 0 && upgrade === null)
    return <Empty>Both offer the same values with the same defaults.</Empty>
  return (
    <div className="pb-6">
      {upgrade !== null && (
        <Group title="Your values" note={`${plural(upgrade.keys, 'key')} set, held against the new version`}>
          {upgrade.findings.length === 0 && (
            <Empty>All of them are known there, with the type that you set.</Empty>
          )}
          {upgrade.findings.map((finding) => (
            <OwnKey key={finding.path} finding={finding} />
          ))}
        </Group>
      )}
      {(Object.keys(STATES) as (keyof typeof STATES)[]).map((state) => {
        const changes = values.filter((change) => change.state === state)
        if (changes.length === 0) return null
        const { title, note } = STATES[state]
        return (
          <Group
            key={state}
            title={title}
            note={[plural(changes.length, 'key'), note].filter(Boolean).join(', ')}
          >
            {changes.map((change) => (
              <ValueRow
                key={change.path}
                change={change}
                isSet={upgrade?.set.includes(change.path) === true}
              />
            ))}
          </Group>
        )
      })}
    </div>
  )
}

function OwnKey({ finding: { path, state, own, after, nearest } }: { finding: OwnKeyFinding }) {
  return (
    <li className={row}>
      <span className="inline-flex items-center gap-1.5 font-medium text-caution">
        <CheckMark kind="warning" size={14} />
        {state === 'gone' ? 'No longer read' : state === 'unread' ? 'Read by neither' : 'Another type'}
      </span>
      <code className="text-label break-all">{path}</code>
      <span className="text-ink-2">
        you set <code className="text-label">{own}</code>
        {state === 'retyped' && (
          <>
            , the new default is <code className="text-label">{after}</code>
          </>
        )}
        {nearest !== null && (
          <>
            ; did you mean <code className="text-label">{nearest}</code>?
          </>
        )}
      </span>
    </li>
  )
}

function ValueRow({
  change: { path, keys, before, after, state },
  isSet,
}: {
  change: ValueChange
  /** whether the own values decide it */
  isSet: boolean
}) {
  return (
    <li className={row}>
      <ChangeSign
        change={
          state === 'added' || state === 'required' ? 'added' : state === 'vanished' ? 'removed' : 'changed'
        }
      />
      <code className="text-label font-medium break-all">{path}</code>
      {keys > 1 && <span className="text-ink-3">{plural(keys, 'key')} below</span>}
      <span className="min-w-0 font-mono text-label break-all text-ink-2">
        {state === 'required' ? (
          <span className="font-sans">{after}</span>
        ) : (
          <>
            {before}
            {before !== '' && after !== '' && <span aria-label="to"> → </span>}
            {after !== '' && <span className="text-ink">{after}</span>}
          </>
        )}
      </span>
      {isSet && state === 'default' && <span className="text-ink-3">you set it, so nothing changes</span>}
    </li>
  )
}

/** What the new version brings that a person should look at. */
export function RisksList({
  compared: { render },
  hrefOf,
  onGo,
}: {
  compared: Compared
  hrefOf: (id: string) => string
  onGo: (id: string) => void
}) {
  if (render === null) return <Empty>Not known: one side does not render.</Empty>
  const { risks, apis } = render
  if (risks.length + apis.length === 0)
    return (
      <Empty>
        Nothing new was found. Looked for: rights in the whole cluster, privileged pods, paths, ports and
        networks of nodes, root, capabilities, webhooks, open services, removed CRDs, fields that cannot be
        changed, APIs that are not served.
      </Empty>
    )
  const link = (object: string): ReactNode => (
    <a
      className="link font-mono text-label break-all"
      href={hrefOf(object)}
      onClick={(event) => {
        if (event.metaKey || event.ctrlKey || event.shiftKey) return
        event.preventDefault()
        onGo(object)
      }}
    >
      {object}
    </a>
  )
  return (
    <div className="pb-6">
      {grouped(risks).map(({ code, risks: members }) => (
        <Group key={code} title={riskWords[code]} note={riskReasons[code]}>
          {members.map(({ object, part, seen }) => (
            <li key={`${object} ${part} ${seen}`} className={row}>
              <span className="self-center text-caution">
                <CheckMark kind="warning" size={14} />
              </span>
              {link(object)}
              {part !== '' && <span className="text-ink-2">{part}</span>}
              {seen !== '' && <code className="min-w-0 text-label break-all text-ink-2">{seen}</code>}
            </li>
          ))}
        </Group>
      ))}
      {apis.length > 0 && (
        <Group title="Kubernetes APIs" note="for the declared version">
          {apis.map((api) => (
            <li key={`${api.apiVersion} ${api.object}`} className={row}>
              <span className="self-center text-caution">
                <CheckMark kind="warning" size={14} />
              </span>
              {link(api.object)}
              <span className="text-ink-2">
                {apiWords(api)}
                {api.isOld && ' (before as well)'}
              </span>
            </li>
          ))}
        </Group>
      )}
    </div>
  )
}

/** Every image of both renders, those that differ first. */
export function ImagesList({ compared: { render } }: { compared: Compared }) {
  if (render === null) return <Empty>Not known: one side does not render.</Empty>
  if (render.images.length === 0) return <Empty>Neither names an image.</Empty>
  return (
    <ul className="pb-6">
      {render.images.map(({ name, change, before, after }) => (
        <li key={name} className={row}>
          {change === 'same' ? <span className="w-3" /> : <ChangeSign change={change} />}
          <code className={`text-label break-all ${change === 'same' ? 'text-ink-2' : 'font-medium'}`}>
            {name}
          </code>
          <span className="font-mono text-label break-all text-ink-2">
            {change === 'changed' ? (
              <>
                {imageTags(before)} <span aria-label="to">→</span>{' '}
                <span className="font-medium text-ink">{imageTags(after)}</span>
              </>
            ) : (
              imageTags(after.length > 0 ? after : before)
            )}
          </span>
          {change === 'same' && <span className="text-ink-3">the same</span>}
        </li>
      ))}
    </ul>
  )
}
