import { Download, FileWarning } from 'lucide-react'
import type { Metadata } from 'next'
import { CodeView } from '../../../../../../components/chart/code-view.tsx'
import { languageOf } from '../../../../../../components/chart/code-lines.ts'
import { fetchCommands } from '../../../../../../components/chart/fetch-commands.ts'
import { FileTree } from '../../../../../../components/chart/file-tree.tsx'
import { indexNames, type TemplateName } from '../../../../../../components/chart/name-index.ts'
import { NamePane } from '../../../../../../components/chart/name-pane.tsx'
import { RAWS, RawPane } from '../../../../../../components/chart/raw-pane.tsx'
import { ProblemWords } from '../../../../../../components/source/listing-notice.tsx'
import { CopyButton } from '../../../../../../components/ui/copy-button.tsx'
import { FootBar } from '../../../../../../components/ui/foot-bar.tsx'
import { Icon } from '../../../../../../components/ui/icon.tsx'
import { Notice } from '../../../../../../components/ui/notice.tsx'
import { Snippet } from '../../../../../../components/ui/snippet.tsx'
import { Stream } from '../../../../../../components/ui/stream.tsx'
import { count, plural } from '../../../../../../components/ui/when.ts'
import { api, chartHref, type ChartAddress } from '../../../../../../lib/client/routes.ts'
import type { Chart } from '../../../../../../lib/schema/chart.ts'
import type { Source } from '../../../../../../lib/schema/source.ts'
import { chartOf, fileOf, manifestOf, sourceOf, templatesOf } from '../../../../asked.ts'
import { chartParams } from '../../chart-params.ts'
import { pinnedOf } from '../pinned.ts'

export const metadata: Metadata = { title: 'Files' }

type Props = PageProps<'/[source]/[repository]/[version]/files'>

const hints = [
  { caps: ['t'], words: 'find a file' },
  { caps: ['j', 'k'], words: 'move' },
  { caps: ['y'], words: 'copy reference' },
]

/** Above this a text is offered to download instead of shown. */
const MOST_SHOWN = 2_000_000

export default async function FilesPage({ params, searchParams }: Props) {
  const address = await chartParams(params)
  const [asked, source] = await Promise.all([
    chartOf(address.source, address.repository, address.version),
    sourceOf(address.source),
  ])
  if (!asked.ok || source === undefined) return null
  const chart = asked.value
  const query = await searchParams
  const one = (name: string): string | undefined => [query[name]].flat()[0]
  const path =
    one('path') ?? chart.files.find((file) => file.path === 'Chart.yaml')?.path ?? chart.files[0]?.path ?? ''
  const name = one('name')
  const raw = RAWS.find((each) => each === one('raw')) ?? 'manifest'
  const names = indexNames(await templatesOf(address.source, address.repository, chart.digest))
  return (
    <>
      <main
        id="main"
        data-fill
        className={`grid min-h-0 flex-1 lg:grid-cols-[272px_minmax(0,1fr)] ${name === undefined ? '' : 'lg:grid-cols-[272px_minmax(0,1fr)_340px]'} lg:grid-rows-[minmax(0,1fr)_minmax(0,292px)]`}
      >
        <div className="min-h-0 border-line bg-rail max-lg:max-h-[50vh] max-lg:overflow-y-auto max-lg:border-b lg:row-span-2 lg:flex lg:flex-col lg:border-r [&>nav]:flex-1">
          <FileTree chart={address} files={chart.files} current={path} />
        </div>
        <FilePane chart={chart} address={address} path={path} name={name} names={names} />
        {name !== undefined && <NamePane chart={address} name={name} known={names.get(name)} path={path} />}
        <div
          className={`grid min-h-0 border-t border-line lg:grid-cols-[minmax(0,1.1fr)_minmax(0,1fr)] ${name === undefined ? '' : 'lg:col-span-2'}`}
        >
          <Stream fallback={<div className="animate-late p-4 text-ink-3">Asking for the manifest</div>}>
            <RawManifestPane address={address} chart={chart} raw={raw} path={path} />
          </Stream>
          <FetchPane chart={chart} source={source} />
        </div>
      </main>
      <FootBar hints={hints}>
        {plural(chart.files.length, 'file')}, {count(chart.archive.unpacked)} bytes unpacked
      </FootBar>
    </>
  )
}

async function FilePane({
  chart,
  address,
  path,
  name,
  names,
}: {
  chart: Chart
  address: ChartAddress
  path: string
  name: string | undefined
  names: ReadonlyMap<string, TemplateName>
}) {
  const file = await fileOf(address.source, address.repository, chart.digest, path)
  const text = file.ok ? readText(file.value) : null
  const defines = [...names.values()].filter((known) =>
    known.definitions.some((place) => place.path === path),
  )
  const folders = path.split('/')
  const pinned = { ...address, version: chart.digest }
  return (
    <section aria-label={path} className="flex min-h-0 min-w-0 flex-col">
      <div className="flex min-h-9 shrink-0 flex-wrap items-center gap-x-3 border-b border-line px-4">
        <h2 className="min-w-0 truncate font-mono text-label">
          {folders.slice(0, -1).map((folder, i) => (
            <span key={i} className="text-ink-3">
              {folder} /{' '}
            </span>
          ))}
          <span className="font-medium">{folders.at(-1)}</span>
        </h2>
        <span className="text-label text-ink-3">
          {file.ok && `${count(file.value.length)} bytes`}
          {defines.length > 0 && `, ${plural(defines.length, 'define')}`}
        </span>
        <span className="flex-1" />
        {file.ok && (
          <>
            <a className="text-label hover:underline" href={api.file(pinned, path)}>
              Raw
            </a>
            {text !== null && <CopyButton text={text} label="file" />}
            <a
              href={api.file(pinned, path)}
              download={folders.at(-1)}
              aria-label="Download"
              title="Download"
              className="grid size-6 place-items-center rounded-control text-ink-3 hover:bg-hover hover:text-ink"
            >
              <Icon of={Download} size={14} />
            </a>
          </>
        )}
      </div>
      {!file.ok ? (
        <div className="px-4">
          <Notice icon={FileWarning} title={`${path} could not be read`} code={file.problem.code}>
            <ProblemWords problem={file.problem} />
          </Notice>
        </div>
      ) : text === null ? (
        <div className="px-4">
          <Notice icon={FileWarning} title="Not shown as text">
            {file.value.length > MOST_SHOWN
              ? 'It is too large for a page; download it instead.'
              : 'Its bytes are no UTF-8 text. Download it to look inside.'}
          </Notice>
        </div>
      ) : text === '' ? (
        <p className="px-4 py-3 text-ink-3">The file is empty.</p>
      ) : (
        <CodeView
          text={text}
          language={languageOf(path)}
          label={`Text of ${path}`}
          nameHref={(each) => (names.has(each) ? chartHref(address, 'files', { path, name: each }) : null)}
          notes={usesOf(defines, path, address)}
          {...(name !== undefined && hereOf(names.get(name), path))}
        />
      )}
    </section>
  )
}

function readText(bytes: Uint8Array): string | null {
  if (bytes.length > MOST_SHOWN || bytes.includes(0)) return null
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return null
  }
}

/** At the end of a line that defines a name: how often it is used. */
const usesOf = (
  defines: readonly TemplateName[],
  path: string,
  address: ChartAddress,
): ReadonlyMap<number, { text: string; href: string }> =>
  new Map(
    defines.flatMap(({ name, definitions, uses }) =>
      definitions
        .filter((place) => place.path === path)
        .map(
          (place) =>
            [
              place.line,
              { text: plural(uses.length, 'use'), href: chartHref(address, 'files', { path, name }) },
            ] as const,
        ),
    ),
  )

function hereOf(known: TemplateName | undefined, path: string): { here?: number } {
  const place = known?.definitions.find((each) => each.path === path)
  return place === undefined ? {} : { here: place.line }
}

async function RawManifestPane({
  address,
  chart,
  raw,
  path,
}: {
  address: ChartAddress
  chart: Chart
  raw: (typeof RAWS)[number]
  path: string
}) {
  const manifest = await manifestOf(address.source, address.repository, chart.digest)
  if (!manifest.ok)
    return (
      <div className="px-4">
        <Notice icon={FileWarning} title="The manifest could not be read" code={manifest.problem.code}>
          <ProblemWords problem={manifest.problem} />
        </Notice>
      </div>
    )
  if (manifest.value === null)
    return (
      <section className="px-4 py-2.5">
        <h2 className="font-semibold">No manifest</h2>
        <p className="text-ink-2">This kind of source holds archives alone; only a registry has manifests.</p>
      </section>
    )
  return <RawPane chart={address} manifest={manifest.value} raw={raw} path={path} />
}

async function FetchPane({ chart, source }: { chart: Chart; source: Source }) {
  const pinned = await pinnedOf(source, chart)
  const commands = fetchCommands({ ...pinned, layer: chart.archive.digest })
  return (
    <section
      aria-label="Fetch it elsewhere"
      className="flex min-h-0 min-w-0 flex-col border-line max-lg:border-t lg:border-l"
    >
      <div className="flex h-9 shrink-0 items-center gap-3 border-b border-line px-4">
        <h2 className="font-semibold">
          {source.kind === 'oci' ? 'Fetch the chart layer' : 'Fetch the archive'}
        </h2>
        <span className="text-label text-ink-3">{count(chart.archive.size)} bytes</span>
      </div>
      <div className="min-h-0 space-y-2 overflow-y-auto px-4 py-2">
        {commands.map(({ tool, text }) => (
          <div key={tool} className="grid grid-cols-[44px_minmax(0,1fr)] gap-1">
            <span className="pt-2 text-label text-ink-3">{tool}</span>
            <Snippet text={text} label={`${tool} command`} small />
          </div>
        ))}
      </div>
    </section>
  )
}
