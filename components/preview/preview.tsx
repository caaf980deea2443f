'use client'

import { Dices, Lock } from 'lucide-react'
import { useCallback, useEffect, useMemo, useReducer, useRef, useState } from 'react'
import { PROFILES, writeCluster, type DeclaredCluster } from '../../lib/client/declared-cluster.ts'
import { replaceAddress } from '../../lib/client/address-bar.ts'
import { chartHref, type ChartAddress } from '../../lib/client/routes.ts'
import { say } from '../../lib/client/toast.ts'
import { setPath as setPathText } from '../../lib/client/values-doc.ts'
import { readFragment, writeFragment, type FragmentLayer } from '../../lib/client/values-fragment.ts'
import type { RenderedObject, RenderError } from '../../lib/helm/request.ts'
import type { PartialRender } from '../../lib/helm/trace/answers.ts'
import { CodeName } from '../ui/code-name.tsx'
import { Icon } from '../ui/icon.tsx'
import { segmentClass, Segments } from '../ui/segments.tsx'
import { count, plural } from '../ui/when.ts'
import { CheckMark } from '../verify/verdict-icon.tsx'
import { apiWords } from './api-words.ts'
import { ClusterBar } from './cluster-bar.tsx'
import { FailureBar, FailureView, WhyPane } from './failure-view.tsx'
import { Inspector } from './inspector.tsx'
import { layersAfter, noLayers, requestLayers } from './layers.ts'
import { LayersPane } from './layers-pane.tsx'
import { ManifestPane } from './manifest-pane.tsx'
import { blockLines, objectAt } from './manifest-text.ts'
import { ObjectRail } from './object-rail.tsx'
import { PartialList, PartialNote } from './partial.tsx'
import { Split } from './split.tsx'
import { ValuesXray } from './values-xray.tsx'
import { valueProblems } from './value-problems.ts'
import type { Asked, Rendered, RendererState } from './renderer.ts'
import { SlowNotice } from './slow-notice.tsx'
import { useObjectSummary, type ObjectSummary } from './use-object-summary.ts'
import { useRenderer } from './use-renderer.ts'
import { useTracer, type Traced } from './use-tracer.ts'

interface Props {
  /** by digest, so that what is rendered cannot change underneath */
  readonly chart: ChartAddress & { readonly version: string }
  /** as it stands in the address */
  readonly address: ChartAddress & { readonly version: string }
  readonly name: string
  readonly archiveUrl: string
  readonly defaults: string
  /** the chart's values.schema.json; null where there is none */
  readonly schema: string | null
  readonly initial: DeclaredCluster
}

type Pane = 'values' | 'objects' | 'manifests' | 'why'

const NO_OBJECTS: readonly RenderedObject[] = []

/** A chart rendered in the visitor's own browser, with own values: values, objects, manifests, and why it fails. */
export function Preview({ chart, address, name, archiveUrl, defaults, schema, initial }: Props) {
  const [cluster, setCluster] = useState(initial)
  const [{ list: layers, chosen }, act] = useReducer(layersAfter, noLayers)
  const [loaded, setLoaded] = useState(false)
  const [pane, setPane] = useState<Pane>('manifests')
  const panes = useRef<HTMLDivElement>(null)

  useLayersInAddress({
    address,
    cluster,
    layers,
    loaded,
    onLoad: useCallback((found) => (act({ act: 'load', layers: found }), setLoaded(true)), []),
  })
  const asked = useMemo(() => (loaded ? askedOf(cluster, layers) : null), [cluster, layers, loaded])
  const { state, rendered, stop, goOn } = useRenderer(archiveUrl, asked)
  const shown = useMemo(() => shownOf(rendered), [rendered])
  // what is half typed is no reason to take the manifests away
  const [kept, setKept] = useState<Shown | null>(null)
  if (rendered?.response.ok && kept !== shown) setKept(shown)
  const unread = shown.error?.code === 'VALUES_INVALID' ? kept : null
  const told = useMemo(() => ({ defaults, schema }), [defaults, schema])
  const written = layers.find((layer) => layer.id === chosen)?.text ?? ''
  const problems = useMemo(() => valueProblems(shown.error, written, name), [shown.error, written, name])

  const [line, setLine] = useState<number | null>(null)
  const [path, setPath] = useState<string | null>(null)
  const [key, setKey] = useState<{ names: readonly (string | number)[] } | null>(null)
  const fails = shown.error !== null && GOES_ON.has(shown.error.code)
  const onScreen = useMemo(() => {
    if (asked === null || rendered === null || !(rendered.response.ok || fails)) return null
    return fails ? { ...asked, request: { ...asked.request, keepGoing: true } } : asked
  }, [asked, rendered, fails])
  const { traced, why, touched, values } = useTracer(archiveUrl, onScreen, line, path, chosen === 'effective')
  const random = useMemo(() => new Set(traced?.random), [traced])
  const onPath = useCallback((names: readonly string[] | null) => setPath(names && setPathText(names)), [])

  const [goTo, setGoTo] = useState<{ line: number } | null>(null)
  const [current, setCurrent] = useState(0)
  const partial = traced?.partial ?? null
  const part = useMemo(() => (partial === null ? null : partOf(partial)), [partial])
  const { lines, inBlock, text, notes, objects } = unread ?? part ?? shown
  const onTop = useCallback((line: number) => setCurrent(Math.max(0, objectAt(objects, line + 1))), [objects])
  const summary = useObjectSummary(text, objects, cluster.kubeVersion)
  const go = (index: number, at?: number): void => {
    const object = objects[index]
    if (object === undefined) return
    setGoTo({ line: at === undefined || at < 0 ? object.line : at })
    setCurrent(index)
    setPane('manifests')
  }
  const goToKey = (names: readonly (string | number)[], layer: string | null): void => {
    const files = layers.filter((each) => each.kind === 'file' && each.text.trim() !== '')
    const [, n] = /^values\[(\d+)\]$/.exec(layer ?? '') ?? []
    const file = n === undefined ? undefined : files[Number(n)]
    if (file !== undefined) act({ act: 'choose', chosen: file.id })
    else if (layer?.startsWith('chart')) act({ act: 'choose', chosen: 'defaults' })
    setKey({ names })
    setPane('values')
  }
  const layerName = (layer: string): string => {
    const [, kind, n] = /^([\w-]+)\[(\d+)\]$/.exec(layer) ?? []
    if (kind === undefined) return layer === 'chart' ? 'chart defaults' : `${layer.slice(6)} defaults`
    const files = layers.filter((each) => each.kind === 'file' && each.text.trim() !== '')
    const file = files[Number(n)]
    return kind === 'values' && file?.kind === 'file' ? file.name : `--${kind}`
  }
  const profile = `Helm ${PROFILES.find((each) => each.profile === cluster.profile)!.words}`
  const change = (next: Partial<DeclaredCluster>): void => setCluster((before) => ({ ...before, ...next }))

  const manifests = (
    <ManifestPane
      name={`${cluster.release}-${name}`}
      text={text}
      lines={lines}
      inBlock={inBlock}
      objects={objects}
      notes={notes}
      cluster={cluster}
      onCluster={change}
      goTo={goTo}
      onTop={onTop}
      cursor={line}
      onCursor={setLine}
      lit={touched}
      random={random}
    />
  )

  return (
    <>
      <ClusterBar
        cluster={cluster}
        onChange={change}
        onCopyLink={() => {
          void navigator.clipboard
            .writeText(location.href)
            .then(() => say(layers.length > 0 ? 'Link copied, with your values in it' : 'Link copied'))
        }}
      />
      {shown.error !== null && unread === null && (
        <FailureBar
          error={shown.error}
          profile={profile}
          onAnyway={shown.error.code === 'SCHEMA_VIOLATION' ? () => change({ schema: false }) : undefined}
        />
      )}
      {(state.kind === 'slow' || state.kind === 'stopped') && (
        <SlowNotice state={state} onStop={stop} onGoOn={goOn} />
      )}
      <div className="border-b border-line px-4 py-2 lg:hidden">
        <Segments label="Pane" className="w-full [&>button]:flex-1 [&>button]:justify-center">
          {(['values', 'objects', 'manifests', 'why'] as const).map((each) => (
            <button
              key={each}
              type="button"
              aria-pressed={pane === each}
              className={segmentClass(pane === each)}
              onClick={() => setPane(each)}
            >
              {each.charAt(0).toUpperCase() + each.slice(1)}
              {each === 'objects' && <span className="text-ink-3">{objects.length}</span>}
            </button>
          ))}
        </Segments>
      </div>
      <div
        ref={panes}
        className={`grid min-h-0 flex-1 max-lg:h-[calc(100dvh-220px)] max-lg:min-h-[420px] ${shown.error === null || unread !== null ? 'preview-panes' : 'preview-panes-why'}`}
      >
        <div className={`flex min-h-0 min-w-0 flex-col ${pane === 'values' ? '' : 'max-lg:hidden'}`}>
          <LayersPane
            layers={layers}
            defaults={defaults}
            chosen={chosen}
            act={act}
            told={told}
            problems={problems}
            trace={traced}
            goTo={key}
            onPath={onPath}
            xray={<ValuesXray values={values} layerName={layerName} onKey={goToKey} onTouched={setPath} />}
            problem={
              shown.error !== null &&
              (shown.error.code === 'VALUES_INVALID' || shown.error.code === 'SCHEMA_VIOLATION')
                ? shown.error.text
                : null
            }
          />
        </div>
        <Split
          label="Width of the values"
          name="values-width"
          parent={panes}
          least={240}
          most={720}
          initial={356}
        />
        <div className={`flex min-h-0 min-w-0 flex-col ${pane === 'objects' ? '' : 'max-lg:hidden'}`}>
          <ObjectRail
            objects={objects}
            release={cluster.release}
            namespace={cluster.namespace}
            summary={summary}
            current={objects.length === 0 ? -1 : current}
            onGo={go}
            empty={
              rendered === null && state.kind !== 'failed'
                ? waitingFor(state)
                : shown.error === null
                  ? 'Nothing is rendered with these values.'
                  : 'None: rendering stops before there is one.'
            }
          />
        </div>
        <Split
          label="Width of the objects"
          name="objects-width"
          parent={panes}
          least={160}
          most={480}
          initial={254}
        />
        <div
          className={`flex min-h-0 min-w-0 flex-col xl:flex-row ${pane === 'manifests' || pane === 'why' ? '' : 'max-lg:hidden'}`}
        >
          <div className={`flex min-h-0 min-w-0 flex-1 flex-col ${pane === 'why' ? 'max-lg:hidden' : ''}`}>
            {state.kind === 'failed' ? (
              <Unrendered state={state} />
            ) : shown.error !== null && unread === null ? (
              <>
                <div
                  className={`flex min-h-0 flex-col ${partial === null ? 'flex-1' : 'max-h-[46%] shrink-0 border-b border-line'}`}
                >
                  <FailureView error={shown.error} chart={chart} />
                </div>
                {partial !== null && (
                  <>
                    <PartialNote partial={partial} />
                    {manifests}
                  </>
                )}
              </>
            ) : rendered === null ? (
              <p role="status" className="animate-late px-4 py-3 text-ink-3">
                {waitingFor(state)}
              </p>
            ) : (
              <>
                {unread !== null && (
                  <p role="status" className="shrink-0 border-b border-line bg-rail px-4 py-1.5 text-ink-2">
                    The values cannot be read. Below is what the last readable ones gave.
                  </p>
                )}
                {manifests}
              </>
            )}
          </div>
          {onScreen !== null && !fails && (
            <div
              className={`flex min-h-0 max-lg:flex-1 lg:max-xl:h-[38%] ${pane === 'why' ? '' : 'max-lg:hidden'}`}
            >
              <Inspector
                chart={chart}
                line={line}
                why={why}
                isWaiting={traced === null}
                layerName={layerName}
                onKey={goToKey}
                onTouched={setPath}
              />
            </div>
          )}
        </div>
        {shown.error !== null && unread === null && (
          <div className="flex min-h-0 min-w-0 flex-col border-line max-lg:border-t lg:border-l">
            <WhyPane error={shown.error} chart={chart} />
            {partial !== null && (
              <div className="max-h-[60%] shrink-0 overflow-y-auto">
                <PartialList
                  partial={partial}
                  chart={chart}
                  onSet={(at, value) =>
                    act({
                      act: 'add',
                      layer: { kind: 'set', text: `${at}=${value.replace(/[\\,{}]/g, '\\$&')}` },
                    })
                  }
                />
              </div>
            )}
          </div>
        )}
      </div>
      <Foot rendered={rendered} traced={traced} shown={shown} summary={summary} />
    </>
  )
}

const askedOf = (cluster: DeclaredCluster, layers: Parameters<typeof requestLayers>[0]): Asked => ({
  seed: cluster.seed,
  request: {
    profile: cluster.profile,
    values: requestLayers(layers),
    release: { name: cluster.release, namespace: cluster.namespace, isUpgrade: cluster.upgrade },
    ...(cluster.kubeVersion !== '' && { kubeVersion: cluster.kubeVersion }),
    apiVersions: cluster.apiVersions,
    includeCrds: cluster.crds,
    noHooks: !cluster.hooks,
    skipTests: !cluster.tests,
    skipSchemaValidation: !cluster.schema,
    notes: true,
  },
})

/** Refusals past which the rest can be rendered. */
const GOES_ON: ReadonlySet<RenderError['code']> = new Set([
  'TEMPLATE_PARSE',
  'TEMPLATE_EXEC',
  'TEMPLATE_FAIL',
  'OUTPUT_INVALID',
])

/** What renders although something fails, as the page shows it. */
function partOf({
  stdout,
  objects,
  notes,
}: PartialRender): Pick<Shown, 'text' | 'lines' | 'inBlock' | 'objects' | 'notes'> {
  const lines = stdout.split('\n')
  if (lines.at(-1) === '') lines.pop()
  let blocks: Uint8Array | undefined
  return {
    text: () => stdout,
    lines,
    inBlock: (line) => (blocks ??= blockLines(lines))[line] === 1,
    objects,
    notes,
  }
}

const waitingFor = (state: RendererState): string =>
  state.kind === 'fetching'
    ? 'Fetching the chart'
    : state.kind === 'stopped'
      ? 'Nothing was rendered yet.'
      : 'Rendering'

interface Shown {
  /** all that `helm template` prints; joined when asked for */
  readonly text: () => string
  readonly inBlock: (line: number) => boolean
  readonly lines: readonly string[]
  readonly objects: readonly RenderedObject[]
  readonly notes: string
  readonly warnings: readonly string[]
  readonly error: RenderError | null
}

const NOTHING: Shown = {
  text: () => '',
  inBlock: () => false,
  lines: [],
  objects: NO_OBJECTS,
  notes: '',
  warnings: [],
  error: null,
}

/** A response as the page shows it. */
function shownOf(rendered: Rendered | null): Shown {
  if (rendered === null) return NOTHING
  const { response, lines, inBlock } = rendered
  if (!response.ok) return { ...NOTHING, warnings: response.warnings, error: response.error }
  const { objects, notes, warnings } = response
  return { text: () => response.stdout, lines, inBlock, objects, notes: notes ?? '', warnings, error: null }
}

/** Reads own values from the fragment once, then keeps query and fragment in step with what is on screen. */
function useLayersInAddress({
  address,
  cluster,
  layers,
  loaded,
  onLoad,
}: {
  address: ChartAddress
  cluster: DeclaredCluster
  layers: readonly FragmentLayer[]
  loaded: boolean
  onLoad: (layers: readonly FragmentLayer[]) => void
}): void {
  useEffect(() => {
    let gone = false
    void readFragment(location.hash).then((found) => {
      if (gone) return
      onLoad(found ?? [{ kind: 'file', name: 'values.yaml', text: '' }])
      if (found === null && location.hash.startsWith('#v1.'))
        say('The values in this link cannot be read', 'nothing of them is used')
    })
    return () => {
      gone = true
    }
  }, [onLoad])

  useEffect(() => {
    if (!loaded) return
    let gone = false
    const timer = setTimeout(() => {
      const kept = layers.filter(
        (layer) => layer.text.trim() !== '' || (layer.kind === 'file' && layer.name !== 'values.yaml'),
      )
      void writeFragment(kept).then((fragment) => {
        if (gone) return
        replaceAddress(
          `${chartHref(address, 'preview', writeCluster(cluster))}${fragment === '' ? '' : `#${fragment}`}`,
        )
      })
    }, 500)
    return () => {
      gone = true
      clearTimeout(timer)
    }
  }, [address, cluster, layers, loaded])
}

function Unrendered({ state }: { state: { code: string; message: string; cure?: string | undefined } }) {
  return (
    <div role="alert" className="px-4 py-3">
      <p className="font-medium">
        The chart could not be opened for rendering <CodeName code={state.code} />
      </p>
      <p className="text-ink-2">{state.message}</p>
      {state.cure !== undefined && <p className="text-ink-2">{state.cure}</p>}
    </div>
  )
}

/** Below: where and how fast it was rendered, what came out, and that values stay here. */
function Foot({
  rendered,
  traced,
  shown,
  summary,
}: {
  rendered: Rendered | null
  traced: Traced | null
  shown: Shown
  summary: ObjectSummary | null
}) {
  const warnings = [
    ...shown.warnings,
    ...(shown.error === null ? (summary?.apis ?? []) : []).map(
      (api) =>
        `${shown.objects[api.object]?.kind ?? ''}/${shown.objects[api.object]?.name ?? ''}: ${apiWords(api)}`,
    ),
  ]
  return (
    <footer className="inset-page sticky bottom-0 z-20 mt-auto flex h-8 shrink-0 items-center gap-4 border-t border-line bg-rail text-label whitespace-nowrap md:h-7">
      <span role="status" className="font-medium">
        {rendered === null
          ? 'Not rendered yet'
          : `Rendered here in ${rendered.ms < 10 ? rendered.ms.toFixed(1) : Math.round(rendered.ms)} ms`}
      </span>
      {rendered !== null && shown.error === null && (
        <>
          <span className="text-ink-2">{plural(shown.objects.length, 'object')}</span>
          <span className="text-ink-2 max-md:hidden">{count(shown.lines.length)} lines</span>
          {summary !== null && <span className="text-ink-2">{plural(summary.images.length, 'image')}</span>}
        </>
      )}
      {shown.error !== null && (
        <span className="inline-flex items-center gap-1 font-medium text-broken">
          <CheckMark kind="failed" size={14} /> stopped
        </span>
      )}
      {warnings.length > 0 && <FootList words={plural(warnings.length, 'warning')} items={warnings} />}
      {traced !== null && traced.unread.length > 0 && (
        <FootList
          words={plural(traced.unread.length, 'unused key')}
          items={traced.unread.map(({ path, meant }) =>
            meant === null ? path : `${path} — did you mean ${meant}?`,
          )}
        />
      )}
      {traced !== null && traced.random.length > 0 && (
        <span className="inline-flex items-center gap-1 font-medium text-unsettled max-md:hidden">
          <Icon of={Dices} size={14} /> {plural(traced.random.length, 'random line')}, fixed by the seed
        </span>
      )}
      <span className="flex-1" />
      <span className="inline-flex items-center gap-1.5 text-ink-2 max-md:hidden">
        <Icon of={Lock} size={14} /> Your values stay in this browser
      </span>
    </footer>
  )
}

/** Findings that are counted, and listed when asked for. */
function FootList({ words, items }: { words: string; items: readonly string[] }) {
  return (
    <details className="relative">
      <summary className="inline-flex items-center gap-1 font-medium text-caution">
        <CheckMark kind="warning" size={14} /> {words}
      </summary>
      <ul className="absolute bottom-7 left-0 max-h-64 w-[min(640px,90vw)] overflow-auto rounded-float border border-line-strong bg-ground p-3 font-mono whitespace-pre-wrap shadow-float">
        {items.map((item, i) => (
          <li key={i}>{item}</li>
        ))}
      </ul>
    </details>
  )
}
