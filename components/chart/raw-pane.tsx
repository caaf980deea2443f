import Link from 'next/link'
import { chartHref, type ChartAddress } from '../../lib/client/routes.ts'
import type { RawManifest } from '../../lib/schema/chart.ts'
import { CopyButton } from '../ui/copy-button.tsx'
import { Digest } from '../ui/digest.tsx'
import { segmentClass, Segments } from '../ui/segments.tsx'
import { count } from '../ui/when.ts'
import { CodeView } from './code-view.tsx'

export const RAWS = ['manifest', 'config', 'prov', 'layers'] as const
export type Raw = (typeof RAWS)[number]

const words: Readonly<Record<Raw, string>> = {
  manifest: 'Manifest',
  config: 'Config',
  prov: '.prov',
  layers: 'Layers',
}

/** What the registry holds for this version, as it sent it: manifest, config, provenance, layers. */
export function RawPane({
  chart,
  manifest,
  raw,
  path,
}: {
  chart: ChartAddress
  manifest: RawManifest
  raw: Raw
  path: string
}) {
  const text = textOf(manifest, raw)
  const bytes = text === null ? 0 : new TextEncoder().encode(text).length
  return (
    <section aria-label="As the registry holds it" className="flex min-h-0 min-w-0 flex-col">
      <div className="flex min-h-9 shrink-0 items-center gap-x-3 gap-y-1 border-b border-line px-4 max-md:flex-wrap max-md:py-2">
        <h2 className="font-semibold">{words[raw]}</h2>
        <span className="min-w-0 truncate text-label text-ink-3">
          {raw === 'layers'
            ? `${manifest.layers.length} blobs, config first`
            : text === null
              ? 'not there'
              : `as the registry sent it, ${count(bytes)} bytes${raw === 'manifest' ? ', its hash is its digest' : ''}`}
        </span>
        <span className="flex-1" />
        <Segments label="What is shown" className="shrink-0 md:h-6">
          {RAWS.map((each) => (
            <Link
              key={each}
              href={chartHref(chart, 'files', { path, raw: each })}
              prefetch={false}
              scroll={false}
              aria-current={each === raw ? 'true' : undefined}
              className={`${segmentClass(each === raw)} text-label`}
            >
              {words[each]}
              {each === 'layers' && <span className="text-ink-3">{manifest.layers.length}</span>}
            </Link>
          ))}
        </Segments>
        {text !== null && <CopyButton text={text} label={words[raw]} className="-mr-2" />}
      </div>
      <div className="min-h-0 flex-1 overflow-auto">
        {raw === 'layers' ? (
          <Layers manifest={manifest} />
        ) : text === null ? (
          <p className="px-4 py-3 text-ink-2">
            {raw === 'prov'
              ? 'The manifest lists no provenance layer: nobody signed this version that way.'
              : 'This version has none.'}
          </p>
        ) : (
          <CodeView
            text={raw === 'prov' ? text : indented(text)}
            language={raw === 'prov' ? 'text' : 'json'}
            label={words[raw]}
            prefix="R"
          />
        )}
      </div>
    </section>
  )
}

function textOf(manifest: RawManifest, raw: Raw): string | null {
  switch (raw) {
    case 'manifest':
      return manifest.text
    case 'config':
      return manifest.config
    case 'prov':
      return manifest.provenance
    case 'layers':
      return null
  }
}

/** Indented for reading; what cannot be parsed stays as it is. Copying gives the bytes as they came. */
function indented(text: string): string {
  try {
    return JSON.stringify(JSON.parse(text), null, 2)
  } catch {
    return text
  }
}

function Layers({ manifest }: { manifest: RawManifest }) {
  return (
    <table className="w-full">
      <thead>
        <tr className="h-8 border-b border-line text-left text-label text-ink-3">
          <th className="pl-4 font-normal">Media type</th>
          <th className="font-normal">Digest</th>
          <th className="pr-4 text-right font-normal">Size</th>
        </tr>
      </thead>
      <tbody>
        {manifest.layers.map((layer) => (
          <tr key={layer.digest + layer.mediaType} className="h-9 border-b border-line">
            <td className="max-w-0 truncate pr-3 pl-4 font-mono text-label" title={layer.mediaType}>
              {layer.mediaType}
            </td>
            <td className="w-[190px]">
              <Digest value={layer.digest} />
            </td>
            <td className="w-20 pr-4 text-right">{count(layer.size)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
