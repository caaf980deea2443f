import { expect, test } from 'vitest'
import { manifestKeeper } from '../../../components/preview/manifest.ts'
import { blockLines } from '../../../components/preview/manifest-text.ts'
import { openSession, render, type ChartFile, type RenderRequest } from '../../../lib/helm/index.ts'
import { seededHost } from '../../../lib/worker/host-seeded.ts'
import { partSender } from '../../../lib/worker/part-sender.ts'

const bytes = new TextEncoder()
const files: ChartFile[] = Object.entries({
  'Chart.yaml': 'apiVersion: v2\nname: web\nversion: 1.0.0\n',
  'values.yaml': 'count: 3\nend: x\n',
  'crds/c.yaml': 'kind: CustomResourceDefinition\nmetadata:\n  name: c\n\n',
  'templates/many.yaml':
    '{{ range until (int .Values.count) }}---\nkind: ConfigMap\nmetadata: { name: c{{ . }} }\ndata:\n  t: |\n    a: b\n    {{ $.Values.end }}\n\n{{ end }}',
  'templates/last.yaml': 'kind: Zebra\nmetadata: { name: z }\nend: {{ .Values.end }}\n\n\n',
  'templates/hook.yaml': 'kind: Job\nmetadata: { name: j, annotations: { helm.sh/hook: test } }\nx: 1\n\n',
}).map(([path, text]) => ({ path, data: bytes.encode(text) }))

const request = (values: string, more: Partial<RenderRequest> = {}): Omit<RenderRequest, 'files'> => ({
  profile: 'helm-4.2',
  values: [{ kind: 'file', name: 'v', text: values }],
  release: { name: 'r', namespace: 'd' },
  notes: true,
  ...more,
})

test('what the page puts together is what a render prints, whatever was sent before', () => {
  const session = openSession(files)
  const send = partSender()
  const keep = manifestKeeper()
  const row = [
    request('count: 3'),
    request('count: 2'),
    request('count: 0', { noHooks: true }),
    request('count: 4', { includeCrds: true, profile: 'helm-3.21' }),
    request('count: 4\nend: y', { includeCrds: true }),
    request('count: 4\nend: ['),
    request('count: 4\nend: y', { includeCrds: true }),
  ]
  for (const asked of row) {
    const rendered = session.renderParts(asked, seededHost('s'), 's')
    const { response, lines, inBlock } = keep(structuredClone(rendered.ok ? send(rendered) : rendered))
    const whole = render({ ...asked, files }, seededHost('s'))
    expect({ ...response, ...(response.ok && { stdout: response.stdout }) }).toEqual(whole)
    const expected = whole.ok ? whole.stdout.split('\n').slice(0, -1) : []
    expect(lines).toEqual(expected)
    expect(lines.map((_, i) => inBlock(i))).toEqual([...blockLines(expected)].map(Boolean))
  }
})

test('only what changed is sent, and what stays the same is the same object', () => {
  const session = openSession(files)
  const send = partSender()
  const keep = manifestKeeper()
  const turn = (values: string) => {
    const rendered = session.renderParts(request(values), seededHost('s'), 's')
    if (!rendered.ok) throw new Error(rendered.error.text)
    const sent = send(rendered)
    return { fresh: sent.fresh.map(({ name }) => name), manifest: keep(sent) }
  }
  const first = turn('count: 2')
  expect(first.fresh).toEqual(['c0', 'c1', 'z', 'j'])
  const again = turn('count: 2\nunread: 1')
  expect(again.fresh).toEqual([])
  expect(again.manifest.response.ok && again.manifest.response.objects).toBe(
    first.manifest.response.ok && first.manifest.response.objects,
  )
  expect(turn('count: 2\nend: new').fresh).toEqual(['c0', 'c1', 'z'])
})
