import { openLine } from '../../lib/client/open-line.ts'
import { chartHref, homeHref } from '../../lib/client/routes.ts'
import { writeFragment } from '../../lib/client/values-fragment.ts'
import { listSources } from '../../lib/server/actions/list-sources.ts'

/** The box and "open by name" without scripts: reads what was sent and leads there. What cannot be read leads home. */
async function open(text: string, source: string, repository: string): Promise<Response> {
  if (source !== '' && repository !== '') {
    const [name, version] = repository.replace(/^\/+|\/+$/g, '').split(/[:@](?=[^/]*$|sha256:)/, 2)
    return to(
      chartHref({
        source,
        repository: name!,
        version: version === undefined || version === '' ? undefined : version,
      }),
    )
  }
  const opening = openLine(text, await listSources())
  if (opening.href === null)
    return to(
      `${homeHref()}?q=${encodeURIComponent(opening.reading.kind === 'search' ? opening.reading.text.slice(0, 200) : '')}`,
    )
  const fragment = await writeFragment(opening.layers)
  return to(fragment === '' ? opening.href : `${opening.href}#${fragment}`)
}

const to = (location: string): Response => new Response(null, { status: 303, headers: { location } })
const textOf = (value: unknown): string => (typeof value === 'string' ? value.slice(0, 16_384) : '')

export function GET(request: Request): Promise<Response> {
  const { searchParams } = new URL(request.url)
  return open(
    textOf(searchParams.get('q')),
    textOf(searchParams.get('source')),
    textOf(searchParams.get('repository')),
  )
}

/** Posted rather than asked for, because a pasted line may hold what belongs in no log. */
export async function POST(request: Request): Promise<Response> {
  const form = await request.formData()
  return open(textOf(form.get('q')), textOf(form.get('source')), textOf(form.get('repository')))
}
