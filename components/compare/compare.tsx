'use client'

import { useRouter } from 'next/navigation'
import {
  lazy,
  Suspense,
  useCallback,
  useDeferredValue,
  useEffect,
  useMemo,
  useRef,
  useState,
  type ReactNode,
} from 'react'
import { ApiError, askJson } from '../../lib/client/api.ts'
import { replaceAddress } from '../../lib/client/address-bar.ts'
import { writeCompareState, type CompareState, type CompareView } from '../../lib/client/compare-state.ts'
import { writeCluster, type DeclaredCluster } from '../../lib/client/declared-cluster.ts'
import { api, compareHref, type Query } from '../../lib/client/routes.ts'
import { say } from '../../lib/client/toast.ts'
import { readFragment, writeFragment, type FragmentLayer } from '../../lib/client/values-fragment.ts'
import type { ChartComparison } from '../../lib/objects/compare-charts.ts'
import { NOISE_RULES, noiseRules, type NoiseRule } from '../../lib/objects/noise.ts'
import { verdictLine } from '../../lib/objects/signer.ts'
import { Button } from '../ui/button.tsx'
import { CodeName } from '../ui/code-name.tsx'
import { FootBar } from '../ui/foot-bar.tsx'
import { useMedia } from '../ui/media.ts'
import { Popover } from '../ui/popover.tsx'
import { segmentClass, Segments } from '../ui/segments.tsx'
import { count, plural } from '../ui/when.ts'
import { Band, grouped, isShown } from './band.tsx'
import { CompareBar } from './compare-bar.tsx'
import { comparedOf, type Compared, type Side } from './compared.ts'
import { DiffSection } from './diff-section.tsx'
import { Rail } from './rail.tsx'
import { lineCount, type Section } from './section.ts'
import { useMoves } from './use-moves.ts'
import { useOwnComparison, type OwnRequest } from './use-own-comparison.ts'

// none of these is on the first screen
const ImagesList = lazy(() => import('./lists.tsx').then((m) => ({ default: m.ImagesList })))
const RisksList = lazy(() => import('./lists.tsx').then((m) => ({ default: m.RisksList })))
const ValuesList = lazy(() => import('./lists.tsx').then((m) => ({ default: m.ValuesList })))
const OwnValues = lazy(() => import('./own-values.tsx').then((m) => ({ default: m.OwnValues })))

interface Props {
  readonly from: Side
  readonly to: Side
  readonly pickers: { readonly from: ReactNode; readonly to: ReactNode }
  /** with default values, as the server rendered it */
  readonly initial: Compared
  /** files that differ; null where nobody asked for them */
  readonly files: readonly Section[] | null
  readonly state: CompareState
  readonly cluster: DeclaredCluster
  /** whether this browser is known to run scripts */
  readonly isScripted: boolean
}

/** Lines that are drawn with the page itself. */
const EAGER = 240
const NONE: readonly FragmentLayer[] = []
const NO_SECTIONS: readonly Section[] = []
const hints = [
  { caps: ['n', 'N'], words: 'difference' },
  { caps: ['[', ']'], words: 'object' },
  { caps: ['u'], words: 'unified' },
  { caps: ['z'], words: 'noise' },
  { caps: ['e'], words: 'your values' },
]

/** Two charts beside each other: the band first, then what differs, object by object. */
export function Compare({ from, to, pickers, initial, files, state: asked, cluster, isScripted }: Props) {
  const router = useRouter()
  const [state, setState] = useState(asked)
  const [layers, setLayers] = useState<readonly FragmentLayer[]>(NONE)
  const [editing, setEditing] = useState(false)
  const wide = useMedia('(width >= 1080px)', isScripted)
  const layout = wide ? (state.layout ?? 'split') : 'unified'
  const folds = useMemo(() => new Set(state.folds), [state.folds])

  const query = useMemo(
    (): Query => ({ ...writeCluster(cluster), crds: cluster.crds ? null : '0' }),
    [cluster],
  )
  const sides = useMemo(() => ({ from: from.address, to: to.address }), [from.address, to.address])
  const hrefWith = useCallback(
    (next: Partial<CompareState>): string =>
      compareHref(sides, { ...query, ...writeCompareState({ ...state, ...next }) }),
    [sides, query, state],
  )
  const change = useCallback(
    (next: Partial<CompareState>): void => {
      setState((before) => ({ ...before, ...next }))
      replaceAddress(`${hrefWith(next)}${location.hash.startsWith('#v1.') ? location.hash : ''}`)
    },
    [hrefWith],
  )

  useEffect(() => {
    void readFragment(location.hash).then((found) => {
      if (found !== null) setLayers(found)
      else if (location.hash.startsWith('#v1.'))
        say('The values in this link cannot be read', 'nothing of them is used')
    })
  }, [])
  const wanted = useMemo(
    () => (layers.length === 0 ? null : requestOf(cluster, layers, state.ownToOnly)),
    [layers, cluster, state.ownToOnly],
  )
  const own = useOwnComparison([api.archive(from.pinned), api.archive(to.pinned)], wanted)
  const [late, askLate] = useLate(
    api.compare({ ...lateQuery(from, to), ...query, crds: cluster.crds ? null : '0' }),
    initial,
  )
  const compared = useMemo(
    () => (own.kind === 'done' ? comparedOf(own.comparison, own.ms) : (late ?? initial)),
    [own, late, initial],
  )

  const sections = state.view === 'files' ? (files ?? NO_SECTIONS) : compared.sections
  const words = useDeferredValue(state.q.trim().toLowerCase())
  const shown = useMemo(
    () => sections.filter((section) => isShown(section, folds) && holds(section, words)),
    [sections, folds, words],
  )
  const eager = useMemo(() => eagerOf(sections), [sections])
  const pane = useRef<HTMLDivElement>(null)
  const { current, go, next, step } = useMoves(pane, shown, asked.object)
  const goTo = (id: string): void => {
    const isThere = shown.some((section) => section.id === id)
    change({
      object: id,
      ...(state.view === 'files' ? {} : { view: 'objects' as const }),
      ...(isThere ? {} : { q: '' }),
    })
    go(id)
  }
  const view = (next: CompareView): void => {
    if (next === 'files' && files === null)
      router.push(`${hrefWith({ view: next, object: '' })}${location.hash}`)
    else change({ view: next, object: '' })
  }
  const useLayers = (used: readonly FragmentLayer[], ownToOnly: boolean): void => {
    setEditing(false)
    setLayers(used)
    setState((before) => ({ ...before, ownToOnly }))
    void writeFragment(used).then((fragment) =>
      replaceAddress(`${hrefWith({ ownToOnly })}${fragment === '' ? '' : `#${fragment}`}`),
    )
  }
  const copy = async (form: 'Markdown' | 'JSON'): Promise<void> => {
    const whole = own.kind === 'done' ? own.comparison : await wholeOf(from, to, query)
    const text =
      form === 'JSON'
        ? JSON.stringify({ from: from.verdict, to: to.verdict, ...whole }, null, 2)
        : await markdownOf(whole, from, to, folds, own.kind === 'done')
    await navigator.clipboard.writeText(text)
    say(`Comparison copied as ${form}`)
  }

  return (
    <>
      <main id="main" data-fill className="flex min-h-0 flex-1 flex-col" aria-busy={own.kind === 'working'}>
        <CompareBar
          pickers={pickers}
          swapHref={compareHref({ from: to.address, to: from.address }, query)}
          cluster={cluster}
          valuesWords={
            layers.length === 0
              ? 'defaults'
              : `${state.ownToOnly ? 'defaults → ' : ''}${plural(layers.length, 'layer')}`
          }
          onCluster={(part) =>
            router.replace(
              `${compareHref(sides, { ...writeCluster({ ...cluster, ...part }), crds: cluster.crds ? null : '0', ...writeCompareState(state) })}${location.hash}`,
              { scroll: false },
            )
          }
          onValues={() => setEditing(true)}
          onCopy={(form) => {
            copy(form).catch((error: unknown) =>
              say(error instanceof ApiError ? error.problem.title : 'This browser does not let pages copy'),
            )
          }}
        />
        <OwnState own={own} isOwn={layers.length > 0} />
        <Band
          compared={compared}
          from={from}
          to={to}
          folds={folds}
          isOwn={own.kind === 'done'}
          hrefOf={(next) => hrefWith({ view: next, object: '' })}
          onView={view}
        />
        <div className="no-bar inset-page flex min-h-11 shrink-0 items-center gap-3 overflow-x-auto border-b border-line md:min-h-10">
          <Views
            state={state}
            compared={compared}
            folds={folds}
            files={files}
            hrefWith={hrefWith}
            onView={view}
          />
          <span className="flex-1" />
          {(state.view === 'objects' || state.view === 'files') && (
            <>
              <span className="js-only inline-flex max-lg:hidden">
                <Segments label="Layout" className="md:h-6">
                  {(['split', 'unified'] as const).map((each) => (
                    <button
                      key={each}
                      type="button"
                      aria-pressed={layout === each}
                      onClick={() => change({ layout: each })}
                      className={`${segmentClass(layout === each)} text-label`}
                    >
                      {each === 'split' ? 'Side by side' : 'Unified'}
                    </button>
                  ))}
                </Segments>
              </span>
              {state.view === 'objects' && (
                <NoiseRules folds={state.folds} onChange={(next) => change({ folds: next })} />
              )}
            </>
          )}
          <span hidden>
            <button type="button" data-key="n" onClick={() => next(1)}>
              Next difference
            </button>
            <button type="button" data-key="N" onClick={() => next(-1)}>
              Previous difference
            </button>
            <button type="button" data-key="]" onClick={() => step(1)}>
              Next object
            </button>
            <button type="button" data-key="[" onClick={() => step(-1)}>
              Previous object
            </button>
            <button
              type="button"
              data-key="u"
              onClick={() => change({ layout: layout === 'split' ? 'unified' : 'split' })}
            >
              Unified or side by side
            </button>
            <button
              type="button"
              data-key="z"
              onClick={() => change({ folds: state.folds.length > 0 ? [] : NOISE_RULES })}
            >
              Fold or show noise
            </button>
          </span>
        </div>
        {state.view === 'values' ? (
          <Pane label="Values that differ" isScripted={isScripted}>
            <ValuesList compared={compared} />
          </Pane>
        ) : state.view === 'risks' ? (
          <Pane label="Risks" isScripted={isScripted}>
            <RisksList
              compared={compared}
              hrefOf={(id) => hrefWith({ view: 'objects', object: id })}
              onGo={goTo}
            />
          </Pane>
        ) : state.view === 'images' ? (
          <Pane label="Images" isScripted={isScripted}>
            <ImagesList compared={compared} />
          </Pane>
        ) : shown.length === 0 && state.q.trim() === '' ? (
          <Pane label="Differences" isScripted={isScripted}>
            <Nothing
              compared={compared}
              view={state.view}
              sections={sections}
              onValues={() => setEditing(true)}
            />
          </Pane>
        ) : (
          <div className="compare-panes grid min-h-0 flex-1">
            <Rail
              sections={shown}
              folds={folds}
              release={cluster.release}
              q={state.q}
              onQ={(q) => change({ q })}
              current={current}
              hrefOf={(id) => hrefWith({ object: id })}
              onGo={goTo}
            />
            <div
              ref={pane}
              role="region"
              aria-label="Differences line by line"
              tabIndex={0}
              className="relative min-w-0 -outline-offset-2 lg:min-h-0 lg:overflow-y-auto"
            >
              {shown.length === 0 && (
                <p className="px-4 py-3 text-ink-2">
                  None of {count(sections.length)} holds “{state.q}”.
                </p>
              )}
              {shown.map((section) => (
                <DiffSection
                  key={section.id}
                  section={section}
                  layout={layout}
                  folds={folds}
                  pane={pane}
                  isEager={!isScripted || eager.has(section.id) || section.id === asked.object}
                  isWhole={!isScripted && section.id === asked.object}
                  onNear={askLate}
                  alone={hrefWith({ object: section.id })}
                />
              ))}
            </div>
          </div>
        )}
        {editing && (
          <Suspense>
            <OwnValues
              layers={layers}
              ownToOnly={state.ownToOnly}
              onUse={useLayers}
              onClose={() => setEditing(false)}
            />
          </Suspense>
        )}
      </main>
      <FootBar hints={hints}>
        <span role="status" className="min-w-0 truncate">
          {own.kind === 'done'
            ? `Rendered here in ${Math.round(own.ms)} ms, your values stay in this browser`
            : `Both rendered with default values in ${Math.round(initial.ms)} ms`}
        </span>
      </FootBar>
    </>
  )
}

const holds = ({ group, name, source, id }: Section, words: string): boolean =>
  words === '' || `${group} ${name} ${source} ${id}`.toLowerCase().includes(words)

/** The first sections, as far as they make a screen or two. */
function eagerOf(sections: readonly Section[]): ReadonlySet<string> {
  const eager = new Set<string>()
  let lines = 0
  for (const section of sections) {
    if (lines > EAGER) break
    eager.add(section.id)
    lines += Math.min(EAGER, lineCount(section))
  }
  return eager
}

const lateQuery = (from: Side, to: Side): Query => {
  const href = new URLSearchParams(compareHref({ from: from.pinned, to: to.pinned }).split('?')[1])
  return { from: href.get('from'), to: href.get('to') }
}

const requestOf = (
  cluster: DeclaredCluster,
  layers: readonly FragmentLayer[],
  ownToOnly: boolean,
): OwnRequest => ({
  seed: cluster.seed,
  ...(ownToOnly && { fromValues: [] }),
  request: {
    profile: cluster.profile,
    values: layers,
    release: { name: cluster.release, namespace: cluster.namespace, isUpgrade: cluster.upgrade },
    ...(cluster.kubeVersion !== '' && { kubeVersion: cluster.kubeVersion }),
    apiVersions: cluster.apiVersions,
    includeCrds: cluster.crds,
    noHooks: !cluster.hooks,
    skipTests: !cluster.tests,
    skipSchemaValidation: !cluster.schema,
  },
})

const wholeOf = (from: Side, to: Side, query: Query): Promise<ChartComparison> =>
  askJson<ChartComparison>(api.compare({ ...lateQuery(from, to), ...query }))

async function markdownOf(
  whole: ChartComparison,
  from: Side,
  to: Side,
  folds: ReadonlySet<NoiseRule>,
  isOwn: boolean,
): Promise<string> {
  const { markdownReport } = await import('../../lib/objects/report.ts')
  const side = ({ name, version, pinned, verdict }: Side) => ({
    title: `${name} ${version}`,
    digest: pinned.version,
    verdict: verdictLine(verdict),
  })
  // a link with own values in it is not for everybody's eyes
  const link = isOwn ? '' : location.href
  return markdownReport({ ...whole, before: side(from), after: side(to) }, folds, link)
}

/** What is on screen stays as it is; only lines that were missing come in. */
function filled(initial: Compared, whole: Compared): Compared {
  const late = new Map(whole.sections.map((section) => [section.id, section]))
  return {
    ...initial,
    sections: initial.sections.map((section) =>
      section.diff === null ? (late.get(section.id) ?? section) : section,
    ),
  }
}

/** Lines that did not come with the page, once somebody scrolls near them: all of them with one question. */
function useLate(url: string, initial: Compared): [Compared | null, () => void] {
  const [late, setLate] = useState<{ url: string; compared: Compared } | null>(null)
  const asking = useRef('')
  const ask = useCallback(() => {
    if (asking.current === url) return
    asking.current = url
    askJson<ChartComparison>(url).then(
      (whole) => setLate({ url, compared: filled(initial, comparedOf(whole, initial.ms)) }),
      () => {
        asking.current = ''
        say('Some lines could not be fetched', 'scroll to ask again')
      },
    )
  }, [url, initial])
  return [late?.url === url ? late.compared : null, ask]
}

function Views({
  state,
  compared,
  folds,
  files,
  hrefWith,
  onView,
}: {
  state: CompareState
  compared: Compared
  folds: ReadonlySet<NoiseRule>
  files: readonly Section[] | null
  hrefWith: (next: Partial<CompareState>) => string
  onView: (view: CompareView) => void
}) {
  const { render, values, upgrade } = compared
  const counts: Readonly<Record<CompareView, number | null>> = {
    objects: compared.sections.filter((section) => isShown(section, folds)).length,
    images: render === null ? null : render.images.filter(({ change }) => change !== 'same').length,
    values: values === null ? null : values.length + (upgrade?.findings.length ?? 0),
    risks:
      render === null
        ? null
        : grouped(render.risks).length + (render.apis.some(({ isOld }) => !isOld) ? 1 : 0),
    files: files?.length ?? null,
  }
  return (
    <Segments label="What is compared" className="shrink-0">
      {(['objects', 'images', 'values', 'risks', 'files'] as const).map((view) => (
        <a
          key={view}
          href={hrefWith({ view, object: '' })}
          aria-current={state.view === view ? 'true' : undefined}
          onClick={(event) => {
            if (event.metaKey || event.ctrlKey || event.shiftKey) return
            event.preventDefault()
            onView(view)
          }}
          className={segmentClass(state.view === view)}
        >
          {view.charAt(0).toUpperCase() + view.slice(1)}
          {counts[view] !== null && <span className="text-ink-3">{count(counts[view])}</span>}
        </a>
      ))}
    </Segments>
  )
}

function NoiseRules({
  folds,
  onChange,
}: {
  folds: readonly NoiseRule[]
  onChange: (folds: readonly NoiseRule[]) => void
}) {
  const words =
    folds.length === NOISE_RULES.length
      ? 'Noise folded'
      : folds.length === 0
        ? 'Noise shown'
        : 'Noise partly folded'
  return (
    <span className="js-only">
      <Popover
        label="Which noise is folded"
        at="right"
        className={`inline-flex h-8 items-center rounded-control border border-line-strong px-2.5 text-label whitespace-nowrap md:h-6 ${folds.length > 0 ? 'bg-hover font-medium' : ''}`}
        button={words}
      >
        <fieldset className="w-64 px-3 py-2">
          <legend className="sr-only">Folded as noise</legend>
          {NOISE_RULES.map((rule) => (
            <label key={rule} className="flex h-8 items-center gap-2">
              <input
                type="checkbox"
                className="size-4 accent-accent"
                checked={folds.includes(rule)}
                onChange={(event) =>
                  onChange(
                    NOISE_RULES.filter((each) =>
                      each === rule ? event.target.checked : folds.includes(each),
                    ),
                  )
                }
              />
              {noiseRules[rule]}
            </label>
          ))}
          <p className="border-t border-line pt-2 text-label text-ink-3">
            A line is folded where nothing of it differs but such a value.
          </p>
        </fieldset>
      </Popover>
    </span>
  )
}

/** @param isScripted without scripts nothing can come later, so the page waits for what is loaded by itself */
function Pane({ label, isScripted, children }: { label: string; isScripted: boolean; children: ReactNode }) {
  return (
    <div
      role="region"
      aria-label={label}
      tabIndex={0}
      className="min-h-0 flex-1 -outline-offset-2 md:px-2 lg:overflow-y-auto"
    >
      {isScripted ? <Suspense>{children}</Suspense> : children}
    </div>
  )
}

/** Nothing to show has reasons that look different: nothing differs, only noise does, or one side does not render. */
function Nothing({
  compared: { refused },
  view,
  sections,
  onValues,
}: {
  compared: Compared
  view: CompareView
  sections: readonly Section[]
  onValues: () => void
}) {
  if (view === 'files')
    return <p className="px-4 py-3 text-ink-2">Both archives hold the same files, byte for byte.</p>
  if (refused.before === null && refused.after === null)
    return (
      <p className="px-4 py-3 text-ink-2">
        {sections.length === 0
          ? 'Both create the same objects, line for line.'
          : `${plural(sections.length, 'object differs', 'objects differ')} in noise only, which is folded.`}
      </p>
    )
  return (
    <div className="px-4 py-3">
      {(
        [
          ['The first one', refused.before],
          ['The second one', refused.after],
        ] as const
      ).map(
        ([words, error]) =>
          error !== null && (
            <div key={words} role="alert" className="mb-3 border-l-2 border-broken bg-broken-wash px-3 py-2">
              <p className="font-medium">
                {words} does not render with these values <CodeName code={error.code} />
              </p>
              <p className="font-mono text-label break-words whitespace-pre-wrap text-ink-2">
                Error: {error.text}
              </p>
            </div>
          ),
      )}
      <p className="text-ink-2">Values and files can be compared all the same.</p>
      <div className="js-only pt-2">
        <Button onClick={onValues}>Give your values</Button>
      </div>
    </div>
  )
}

/** While own values are rendered, or when that fails, the page says what it still shows. */
function OwnState({ own, isOwn }: { own: ReturnType<typeof useOwnComparison>; isOwn: boolean }) {
  if (!isOwn || own.kind === 'done' || own.kind === 'none') return null
  return (
    <p
      role={own.kind === 'failed' ? 'alert' : 'status'}
      className="inset-page shrink-0 border-b border-line py-1.5 text-ink-2"
    >
      {own.kind === 'working' ? (
        'Rendering both with your values; below are the defaults.'
      ) : (
        <>
          <span className="font-medium text-ink">Your values could not be compared:</span> {own.message}{' '}
          <CodeName code={own.code} /> {own.cure} Below are the defaults.
        </>
      )}
    </p>
  )
}
