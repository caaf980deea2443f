import { ImageOff } from 'lucide-react'
import type { ReactElement, ReactNode } from 'react'
import Markdown, { type Components } from 'react-markdown'
import rehypeRaw from 'rehype-raw'
import rehypeSanitize, { defaultSchema } from 'rehype-sanitize'
import remarkGfm from 'remark-gfm'
import { fileHref, type ChartAddress } from '../../lib/client/routes.ts'
import { CopyButton } from '../ui/copy-button.tsx'
import { Icon } from '../ui/icon.tsx'
import { headingIds, README_PREFIX } from './readme-plugins.ts'

const schema = { ...defaultSchema, clobberPrefix: README_PREFIX }

/**
 * A chart's README as GitHub shows it, made safe: raw HTML is parsed and sanitised, nothing runs, no other host is
 * asked. Images are named instead of loaded, for loading one would tell its host who reads this.
 */
export function Readme({
  text,
  chart,
  files,
}: {
  text: string
  chart: ChartAddress
  files: ReadonlySet<string>
}) {
  return (
    <div className="prose">
      <Markdown
        remarkPlugins={[remarkGfm]}
        rehypePlugins={[rehypeRaw, [rehypeSanitize, schema], headingIds]}
        components={componentsFor(chart, files)}
      >
        {text}
      </Markdown>
    </div>
  )
}

function componentsFor(chart: ChartAddress, files: ReadonlySet<string>): Components {
  const link = (href: string | undefined): { href: string; outside: boolean } | null => {
    if (href === undefined || href === '') return null
    if (href.startsWith('#'))
      return { href: `#${README_PREFIX}${decodeURIComponent(href.slice(1)).toLowerCase()}`, outside: false }
    if (/^(?:https?:|mailto:)/i.test(href)) return { href, outside: true }
    const path = href.replace(/^\.?\//, '').replace(/[?#].*$/, '')
    return files.has(path) ? { href: fileHref(chart, path), outside: false } : null
  }
  return {
    a: ({ href, children, id }) => {
      const to = link(href)
      if (to === null) return <span id={id}>{children}</span>
      return (
        <a href={to.href} {...(to.outside && { rel: 'noreferrer noopener' })}>
          {children}
        </a>
      )
    },
    img: ({ alt, src }) => (
      <span
        className="mr-1.5 inline-flex max-w-full items-center gap-1 align-bottom text-label text-ink-3"
        title={typeof src === 'string' ? src : undefined}
      >
        <Icon of={ImageOff} size={14} />
        <span className="truncate">{alt === undefined || alt === '' ? 'image, not loaded' : alt}</span>
      </span>
    ),
    pre: ({ children }) => (
      <div className="snippet">
        <pre tabIndex={0}>{children}</pre>
        <CopyButton
          text={textOf(children).replace(/\n$/, '')}
          label="code"
          className="absolute top-1.5 right-1.5 bg-rail"
        />
      </div>
    ),
    table: ({ children }) => (
      <div className="table-scroll" tabIndex={0} role="group" aria-label="Table">
        <table>{children}</table>
      </div>
    ),
    // headings of a README stand below the page's own
    h1: ({ children, id }) => (
      <h2 id={id} data-level="1">
        {children}
      </h2>
    ),
    h2: ({ children, id }) => (
      <h3 id={id} data-level="2">
        {children}
      </h3>
    ),
    h3: ({ children, id }) => <h4 id={id}>{children}</h4>,
    h4: ({ children, id }) => <h5 id={id}>{children}</h5>,
    h5: ({ children, id }) => <h6 id={id}>{children}</h6>,
    h6: ({ children, id }) => <h6 id={id}>{children}</h6>,
    input: ({ checked }) => (
      <span aria-label={checked === true ? 'done' : 'open'}>{checked === true ? '☑' : '☐'} </span>
    ),
  }
}

function textOf(node: ReactNode): string {
  if (typeof node === 'string' || typeof node === 'number') return String(node)
  if (Array.isArray(node)) return node.map((each) => textOf(each as ReactNode)).join('')
  if (node !== null && typeof node === 'object' && 'props' in node)
    return textOf((node as ReactElement<{ children?: ReactNode }>).props.children)
  return ''
}
