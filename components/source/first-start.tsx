import { ClipboardPaste, Plus, Terminal } from 'lucide-react'
import type { LucideIcon } from 'lucide-react'
import type { ReactNode } from 'react'
import { addConnectionHref, checkHref, openHref } from '../../lib/client/routes.ts'
import { Icon } from '../ui/icon.tsx'
import { Snippet } from '../ui/snippet.tsx'

/** As shown, and as read when tried. */
const EXAMPLES = [
  { shown: 'oci://registry.example.com/team/web:1.4.2', text: 'oci://registry.example.com/team/web:1.4.2' },
  {
    shown: 'helm upgrade -i web oci://… -n prod',
    text: 'helm upgrade -i web oci://registry.example.com/team/web --version 1.4.2 -n prod',
  },
  { shown: 'https://charts.example.com/index.yaml', text: 'https://charts.example.com/index.yaml' },
] as const

const CONFIG = `sources:
  - name: prod
    title: Production
    url: oci://registry.example.com/platform
    auth: { tokenFile: ./prod.token }
    tls: { caFile: ./corp-ca.pem }
`

/** Three ways to go on where nothing but the sample is there. */
export function FirstStart() {
  return (
    <section aria-labelledby="first" className="pt-[22px]">
      <h1 id="first" className="text-title font-medium">
        Nothing is connected yet. The sample source below works without a network.
      </h1>
      <p className="mt-1 text-prose text-ink-2">
        This server asks only those hosts that you name, and this page asks none but this server.
      </p>
      <div className="mt-4 grid border-y border-line md:grid-cols-3 md:divide-x md:divide-line max-md:divide-y max-md:divide-line">
        <Way icon={ClipboardPaste} title="Paste a reference" className="md:pr-8">
          <p className="text-ink-2">
            The box above reads what you already have. It opens the chart once, without keeping a connection.
          </p>
          <ul className="mt-2 border-t border-line">
            {EXAMPLES.map(({ shown, text }) => (
              <li key={text} className="flex min-h-[30px] items-center gap-3 border-b border-line py-1">
                <code className="min-w-0 flex-1 text-label break-all">{shown}</code>
                <a className="link text-label text-ink-2" href={openHref(text)} aria-label={`Try ${text}`}>
                  try
                </a>
              </li>
            ))}
          </ul>
        </Way>
        <Way icon={Plus} title="Add a registry" className="md:px-8">
          <p className="mb-2 text-ink-2">
            <a className="link-accent" href={addConnectionHref()}>
              Add it here
            </a>
            , and see each step of the connection. Or name it in{' '}
            <code className="text-label">chartroom.yaml</code> beside the server, or wherever{' '}
            <code className="text-label">CHARTROOM_CONFIG</code> points.
          </p>
          <Snippet text={CONFIG} label="start of chartroom.yaml" small />
        </Way>
        <Way icon={Terminal} title="Check a file, or a pipeline" className="md:pl-8">
          <p className="mb-2 text-ink-2">
            <a className="link-accent" href={checkHref()}>
              Drop a chart file
            </a>{' '}
            and its signature: they are judged in this browser. The same on the command line, from a folder,
            an archive or a registry.
          </p>
          <Snippet
            text={
              'chartroom verify ./web-1.4.2.tgz --keyring keys.asc\nchartroom template web ./web-1.4.2.tgz -f prod.yaml'
            }
            label="commands"
            small
          />
          <p className="mt-2 text-label text-ink-3">
            A folder can be rendered. It cannot be verified: the signature covers the packed bytes.
          </p>
        </Way>
      </div>
    </section>
  )
}

function Way({
  icon,
  title,
  className,
  children,
}: {
  icon: LucideIcon
  title: string
  className: string
  children: ReactNode
}) {
  return (
    <section aria-label={title} className={`min-w-0 py-4 ${className}`}>
      <h2 className="mb-1.5 flex items-center gap-2 font-semibold">
        <Icon of={icon} className="text-ink-2" />
        {title}
      </h2>
      {children}
    </section>
  )
}
