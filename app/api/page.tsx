import type { Metadata } from 'next'
import Link from 'next/link'
import { AppBar } from '@/components/ui/app-bar.tsx'
import { Fact, Facts } from '@/components/ui/facts.tsx'
import { Snippet } from '@/components/ui/snippet.tsx'
import { codesHref } from '@/lib/client/routes.ts'
import { operations, type Operation } from '@/lib/schema/operations.ts'

export const metadata: Metadata = { title: 'API' }

const EXAMPLE: Readonly<Record<string, string>> = {
  source: 'sample',
  repository: 'lighthouse',
  version: '1.4.0',
  path: 'values.yaml',
  from: 'sample/lighthouse/1.4.0',
  to: 'sample/lighthouse/1.5.0',
  image: 'docker.io/library/busybox:1.37',
  connection: 'registry',
  in: 'production',
}

const REGISTRY = '{"title":"Registry","url":"oci://registry.example.com/charts","auth":{"kind":"anonymous"}}'
const BODY: Readonly<Record<string, string>> = {
  renderChart: '{"values":[{"kind":"set","text":"replicaCount=2"}]}',
  listImagesOf: '{"values":[{"kind":"set","text":"replicaCount=2"}]}',
  compareChartsWith:
    '{"from":{"source":"sample","repository":"lighthouse","version":"1.4.0"},"to":{"source":"sample","repository":"lighthouse"},"values":[{"kind":"set","text":"replicaCount=2"}]}',
  rememberRepository: '{"repository":"redis"}',
  addConnection: REGISTRY,
  changeConnection: REGISTRY,
  tryConnection: `{"connection":${REGISTRY}}`,
}

/** A command that can be pasted as it stands and works with the shipped sample. */
function commandOf({ method, path, parameters, answer, body, changes, id }: Operation): string {
  const at = `/api/v1${path}`.replaceAll(/\{(\w+)\}/g, (_, name: string) => EXAMPLE[name] ?? name)
  const query = Object.entries(parameters).filter(([, p]) => p.in === 'query' && p.required)
  const search = query.map(([name]) => `${name}=${EXAMPLE[name] ?? name}`).join('&')
  const origin = changes ? '-H "Origin: http://127.0.0.1:3000" ' : ''
  const verb = method === 'put' || method === 'delete' ? `-X ${method.toUpperCase()} ` : ''
  const sent = body === undefined ? '' : `--json '${BODY[id] ?? '{}'}' `
  const flags = `${verb}${origin}${sent}${answer === 'application/gzip' ? '-O ' : ''}`
  return `curl -s ${flags}http://127.0.0.1:3000${at}${search && `?${search}`}`
}

export default function ApiPage() {
  return (
    <>
      <AppBar trail={[{ words: 'API' }]} />
      <main id="main" className="mx-auto w-full max-w-[1080px] px-4 pt-5 pb-12 md:px-6">
        <h1 className="text-title font-semibold">API</h1>
        <p className="max-w-[760px] text-prose text-ink-2">
          What the pages show, for scripts. Described in full by{' '}
          <a className="link-accent" href="/api/v1/openapi.json">
            openapi.json
          </a>
          . A failure is a problem document whose <code className="font-mono">code</code> has{' '}
          <Link className="link-accent" href={codesHref()}>
            a page here
          </Link>
          . What is addressed by <code className="font-mono">sha256:…</code> never changes and may be kept for
          ever.
        </p>
        {operations.map((operation) => (
          <section
            key={operation.id}
            aria-label={operation.summary}
            className="mt-6 border-t border-line pt-3"
          >
            <h2 className="font-semibold">{operation.summary}</h2>
            <p className="pt-0.5 pb-2 font-mono text-label wrap-anywhere">
              <span className="text-ink-3 uppercase">{operation.method}</span> /api/v1{operation.path}
            </p>
            <div className="grid gap-x-10 gap-y-3 lg:grid-cols-[minmax(0,1fr)_minmax(0,1fr)]">
              <Parameters operation={operation} />
              <div>
                <Snippet text={commandOf(operation)} label="command" small />
              </div>
            </div>
          </section>
        ))}
      </main>
    </>
  )
}

function Parameters({ operation: { parameters, answer } }: { operation: Operation }) {
  return (
    <Facts>
      {Object.entries(parameters).map(([name, { description }]) => (
        <Fact key={name} name={name}>
          {description}
        </Fact>
      ))}
      <Fact name="answers">
        <code className="font-mono text-label">
          {typeof answer === 'string' ? answer : 'application/json'}
        </code>
      </Fact>
    </Facts>
  )
}
