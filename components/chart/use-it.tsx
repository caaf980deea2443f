import { CopyButton } from '../ui/copy-button.tsx'
import { useItSnippets, type Pinned } from './use-it-snippets.ts'

const pins = {
  digest: 'pinned to this digest',
  version: 'pinned to this version; such a repository knows no digests',
  file: 'its bytes, checked against their digest',
} as const

/** Snippets for Helm, Flux and Argo CD behind radio buttons, so that choosing needs no script. `id` tells two on one page apart. */
export function UseIt({ chart, id }: { chart: Pinned; id: string }) {
  const { pin, snippets } = useItSnippets(chart)
  return (
    <section aria-labelledby={`${id}-title`} className="use-it">
      <div className="flex flex-wrap items-center gap-x-2 gap-y-1.5">
        <h2 id={`${id}-title`} className="flex-1 text-body font-semibold whitespace-nowrap">
          Use it <span className="ml-1 text-label font-normal whitespace-normal text-ink-3">{pins[pin]}</span>
        </h2>
        {snippets.length > 1 && (
          <div
            role="radiogroup"
            aria-label="Tool"
            className="inline-flex h-8 divide-x divide-line-strong overflow-hidden rounded-control border border-line-strong md:h-6"
          >
            {snippets.map(({ tool }, i) => (
              <label
                key={tool}
                className="inline-flex items-center px-2.5 text-label text-ink-2 has-checked:bg-hover has-checked:font-medium has-checked:text-ink has-focus-visible:outline-2 has-focus-visible:-outline-offset-2 has-focus-visible:outline-accent"
              >
                <input
                  type="radio"
                  name={`${id}-tool`}
                  value={i}
                  defaultChecked={i === 0}
                  className="sr-only"
                />
                {tool}
              </label>
            ))}
          </div>
        )}
      </div>
      <div className="pt-1.5">
        {snippets.map(({ tool, text }, i) => (
          <div key={tool} data-panel={i} className="relative rounded-control border border-line bg-rail">
            <pre
              tabIndex={0}
              aria-label={`${tool} snippet`}
              className="max-h-[340px] overflow-auto px-2.5 py-2 pr-9 text-label leading-[18px] wrap-anywhere whitespace-pre-wrap"
            >
              {text}
            </pre>
            <CopyButton text={text} label={`${tool} snippet`} className="absolute top-1 right-1" />
          </div>
        ))}
      </div>
    </section>
  )
}
