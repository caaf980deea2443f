import type { ReactNode } from 'react'
import type { CompareView } from '../../lib/client/compare-state.ts'
import { chartHref } from '../../lib/client/routes.ts'
import type { ImageChange, NewRisk } from '../../lib/objects/compare.ts'
import { changedLines } from '../../lib/objects/drawing.ts'
import type { NoiseRule } from '../../lib/objects/noise.ts'
import { riskWords } from '../../lib/objects/risk-words.ts'
import { isSameSigner, signerOf } from '../../lib/objects/signer.ts'
import { count, plural } from '../ui/when.ts'
import { CheckMark, VerdictIcon } from '../verify/verdict-icon.tsx'
import { toneText, verdictWords } from '../verify/verdict-words.ts'
import type { Compared, Side } from './compared.ts'
import { imageTags, shortImageName } from './image-words.ts'

interface Props {
  readonly compared: Compared
  readonly from: Side
  readonly to: Side
  readonly folds: ReadonlySet<NoiseRule>
  /** whether own values are in it */
  readonly isOwn: boolean
  readonly hrefOf: (view: CompareView) => string
  readonly onView: (view: CompareView) => void
}

/** What sets the two apart, said first: objects, images, signer, values, risks. */
export function Band(props: Props) {
  return (
    <section
      aria-label="What differs"
      className="grid shrink-0 border-b border-line max-md:divide-y max-md:divide-line md:grid-cols-2 lg:grid-cols-[1.15fr_1.15fr_1fr_1fr_1.35fr] lg:divide-x lg:divide-line"
    >
      <Objects {...props} />
      <Images {...props} />
      <Signer {...props} />
      <Values {...props} />
      <Risks {...props} />
    </section>
  )
}

function Column({ label, says, children }: { label: string; says: ReactNode; children?: ReactNode }) {
  return (
    <div className="min-w-0 px-4 py-2.5 md:max-lg:odd:pl-6 lg:first:pl-6">
      <h2 className="text-ink-3">{label}</h2>
      <p className="text-[14px] leading-[22px] font-medium">{says}</p>
      <div className="leading-6 text-ink-2">{children}</div>
    </div>
  )
}

/** A link that shows a view of this page; without scripts it loads it. */
function ToView({
  view,
  children,
  hrefOf,
  onView,
}: Pick<Props, 'hrefOf' | 'onView'> & { view: CompareView; children: ReactNode }) {
  return (
    <a
      className="link"
      href={hrefOf(view)}
      onClick={(event) => {
        if (event.metaKey || event.ctrlKey || event.shiftKey) return
        event.preventDefault()
        onView(view)
      }}
    >
      {children}
    </a>
  )
}

const signs = { added: '+', removed: '−', changed: '~', renamed: '→' } as const
const tones = {
  added: 'text-holds',
  removed: 'text-broken',
  changed: 'text-caution',
  renamed: 'text-caution',
} as const

function Objects({ compared: { render, sections, refused }, folds }: Props) {
  if (render === null) {
    const which = refused.before !== null && refused.after !== null ? 'Neither' : 'One side does not'
    return (
      <Column
        label="Objects"
        says={
          <span className="inline-flex items-center gap-1.5 text-broken">
            <CheckMark kind="failed" size={14} />{' '}
            {which === 'Neither' ? 'Neither renders' : `${which} render`}
          </span>
        }
      >
        <p>so there is nothing to compare</p>
      </Column>
    )
  }
  const shown = sections.filter((section) => isShown(section, folds))
  const parts = (['added', 'removed', 'changed', 'renamed'] as const).flatMap((change) => {
    const n = shown.filter((section) => section.change === change).length
    return n === 0 ? [] : [{ change, n }]
  })
  const folded = sections.length - shown.length
  return (
    <Column
      label="Objects"
      says={
        parts.length === 0
          ? 'No object differs'
          : parts.map(({ change, n }, i) => (
              <span key={change}>
                {i > 0 && ', '}
                <span className={`whitespace-nowrap ${tones[change]}`}>
                  {signs[change]}
                  {count(n)} {change}
                </span>
              </span>
            ))
      }
    >
      <p>
        {count(render.counts.before)} before, {count(render.counts.after)} after
        {render.counts.removed === 0 && parts.length > 0 && ', none removed'}
      </p>
      {folded > 0 && <p>{plural(folded, 'differs', 'differ')} in noise only, folded</p>}
    </Column>
  )
}

/** Whether a section has anything to show while some rules fold theirs. */
export function isShown(
  section: { change: string; added: number; removed: number; noise: Compared['sections'][number]['noise'] },
  folds: ReadonlySet<NoiseRule>,
): boolean {
  const { added, removed } = changedLines(section, folds)
  return section.change !== 'changed' || added + removed > 0
}

const FACTS = 3

function Images({ compared: { render }, hrefOf, onView }: Props) {
  if (render === null) return <Column label="Images" says={<span className="text-ink-3">not known</span>} />
  const changes = render.images.filter(({ change }) => change !== 'same')
  const n = (change: ImageChange['change']): number => changes.filter((i) => i.change === change).length
  const parts = (['added', 'removed', 'changed'] as const).filter((change) => n(change) > 0)
  const more = changes.length - FACTS
  return (
    <Column
      label="Images"
      says={
        parts.length === 0
          ? render.images.length === 0
            ? 'None on either side'
            : 'The same'
          : parts.map((change, i) => (
              <span key={change}>
                {i > 0 && ', '}
                <span className={`whitespace-nowrap ${tones[change]}`}>
                  {signs[change]}
                  {count(n(change))} {change}
                </span>
              </span>
            ))
      }
    >
      {parts.length === 0 && render.images.length > 0 && (
        <p>
          <ToView view="images" hrefOf={hrefOf} onView={onView}>
            {plural(render.images.length, 'image')}
          </ToView>
        </p>
      )}
      {changes.slice(0, more > 0 ? FACTS - 1 : FACTS).map((image) => (
        <p key={image.name} className="truncate font-mono text-label leading-6" title={image.name}>
          {shortImageName(image.name)}{' '}
          {image.change === 'changed' ? (
            <>
              {imageTags(image.before)} <span aria-label="to">→</span>{' '}
              <span className="font-medium text-ink">{imageTags(image.after)}</span>
            </>
          ) : image.change === 'added' ? (
            <span className="font-medium text-ink">{imageTags(image.after)}</span>
          ) : (
            imageTags(image.before)
          )}{' '}
          {image.change !== 'changed' && <span className="font-sans text-ink-3">{image.change}</span>}
        </p>
      ))}
      {more > 0 && (
        <p>
          <ToView view="images" hrefOf={hrefOf} onView={onView}>
            {count(more + 1)} more
          </ToView>
        </p>
      )}
    </Column>
  )
}

function Verdict({ side }: { side: Side }) {
  const { words, tone } = verdictWords[side.verdict.status]
  return (
    <a
      href={chartHref(side.address, 'verify')}
      className={`inline-flex items-center gap-1 align-bottom ${toneText[tone]} hover:underline`}
    >
      <VerdictIcon status={side.verdict.status} size={15} /> {words}
    </a>
  )
}

function Signer({ from, to }: Props) {
  const same = isSameSigner(from.verdict, to.verdict)
  const alike = from.verdict.status === to.verdict.status
  const [before, after] = [signerOf(from.verdict), signerOf(to.verdict)]
  const words =
    same === true ? 'Same signer' : same === false ? 'Another signer' : alike ? 'Both' : 'Signature'
  const policies = [from, to].map(({ verdict }) => verdict.policy ?? null)
  return (
    <Column
      label="Signer"
      says={
        alike ? (
          <>
            {same === null ? words : `${words}, both`} <Verdict side={to} />
          </>
        ) : (
          <>
            <Verdict side={from} /> <span aria-label="to">→</span> <Verdict side={to} />
          </>
        )
      }
    >
      {same === true && after !== null && <SignerName signer={after} />}
      {same !== true && (
        <>
          {before !== null && <SignerName signer={before} label={from.version} />}
          {after !== null && <SignerName signer={after} label={to.version} />}
        </>
      )}
      {policies.some((policy) => policy !== null) && (
        <p className="truncate">
          policy{' '}
          {policies[0]?.met === policies[1]?.met
            ? `${policies[1]?.met === true ? 'met' : 'not met'} by both`
            : `${policies[0]?.met === true ? 'met' : 'not met'} before, ${policies[1]?.met === true ? 'met' : 'not met'} after`}
        </p>
      )}
    </Column>
  )
}

function SignerName({ signer, label }: { signer: { name: string; key: string }; label?: string }) {
  return (
    <p className="truncate">
      {label !== undefined && <span className="font-mono text-label text-ink-3">{label} </span>}
      {signer.name} <span className="font-mono text-label">{signer.key}</span>
    </p>
  )
}

function Values({ compared: { values, upgrade }, isOwn, hrefOf, onView }: Props) {
  const label = isOwn ? 'Your values' : 'Values'
  const link = (words: ReactNode): ReactNode => (
    <ToView view="values" hrefOf={hrefOf} onView={onView}>
      {words}
    </ToView>
  )
  if (values === null) return <Column label={label} says={<span className="text-ink-3">not known</span>} />
  // a default behind a key that is set changes nothing
  const keys = (state: string): number =>
    values
      .filter((v) => v.state === state && !(state === 'default' && upgrade?.set.includes(v.path) === true))
      .reduce((sum, v) => sum + v.keys, 0)
  const [required, vanished, retyped, defaults, added] = (
    ['required', 'vanished', 'retyped', 'default', 'added'] as const
  ).map(keys) as [number, number, number, number, number]
  const rest = [
    upgrade !== null && vanished > 0 && `${plural(vanished, 'key')} vanished`,
    added > 0 && `${plural(added, 'new key')}`,
    defaults > 0 && `${plural(defaults, 'default')} changed`,
  ].filter((part) => part !== false)
  const findings = upgrade?.findings ?? []
  const warned = findings.length + required
  const grave = [
    required > 0 && `${plural(required, 'key')} newly required`,
    upgrade === null && vanished > 0 && `${plural(vanished, 'key')} vanished`,
    retyped > 0 && `${plural(retyped, 'key')} changed type`,
  ].filter((part) => part !== false)
  return (
    <Column
      label={label}
      says={
        upgrade !== null ? (
          warned > 0 ? (
            <span className="inline-flex items-baseline gap-1.5 text-caution">
              <CheckMark kind="warning" size={14} />
              {findings.length > 0
                ? `${count(findings.length)} of ${plural(upgrade.keys, 'key')} to look at`
                : `${plural(required, 'key')} newly required`}
            </span>
          ) : (
            `All ${plural(upgrade.keys, 'key')} still known`
          )
        ) : grave.length > 0 ? (
          <span className="inline-flex items-baseline gap-1.5 text-caution">
            <CheckMark kind="warning" size={14} /> {grave.join(', ')}
          </span>
        ) : rest.length > 0 ? (
          'No key is gone'
        ) : (
          'The same'
        )
      }
    >
      {findings.slice(0, 2).map(({ path }) => (
        <p key={path} className="truncate font-mono text-label leading-6">
          {link(path)}
        </p>
      ))}
      {upgrade === null &&
        values
          .filter(({ state }) => state === 'vanished' || state === 'required')
          .slice(0, 2)
          .map(({ path }) => (
            <p key={path} className="truncate font-mono text-label leading-6">
              {link(path)}
            </p>
          ))}
      {rest.length > 0 && <p className="truncate">{link(rest.join(', '))}</p>}
    </Column>
  )
}

function Risks({ compared: { render }, hrefOf, onView }: Props) {
  if (render === null) return <Column label="Risks" says={<span className="text-ink-3">not known</span>} />
  const apis = render.apis.filter(({ isOld }) => !isOld)
  const groups = grouped(render.risks)
  const total = groups.length + (apis.length > 0 ? 1 : 0)
  const more = total - FACTS
  const facts = [
    ...groups.map(({ code, risks }) => ({
      key: code,
      words: riskWords[code],
      about: risks.length === 1 ? risks[0]!.object : plural(risks.length, 'object'),
    })),
    ...(apis.length > 0
      ? [{ key: 'api', words: 'API not served', about: plural(apis.length, 'object') }]
      : []),
  ]
  return (
    <Column
      label="Risks"
      says={
        total === 0 ? (
          'Nothing new to look at'
        ) : (
          <span className="inline-flex items-baseline gap-1.5 text-caution">
            <CheckMark kind="warning" size={14} /> {count(total)} to look at
          </span>
        )
      }
    >
      {facts.slice(0, more > 0 ? FACTS - 1 : FACTS).map(({ key, words, about }) => (
        <p key={key} className="truncate">
          <ToView view="risks" hrefOf={hrefOf} onView={onView}>
            {words}
          </ToView>
          , {about}
        </p>
      ))}
      {more > 0 && (
        <p>
          <ToView view="risks" hrefOf={hrefOf} onView={onView}>
            {count(more + 1)} more
          </ToView>
        </p>
      )}
    </Column>
  )
}

/** Risks by what they are, in the order in which they come. */
export function grouped(
  risks: readonly NewRisk[],
): { readonly code: NewRisk['code']; readonly risks: readonly NewRisk[] }[] {
  const groups = new Map<NewRisk['code'], NewRisk[]>()
  for (const risk of risks) groups.set(risk.code, [...(groups.get(risk.code) ?? []), risk])
  return [...groups].map(([code, members]) => ({ code, risks: members }))
}
