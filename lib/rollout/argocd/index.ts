import type { Dict, Host } from '../../go/value.ts'
import type { Builder } from '../builder.ts'
import { Fields } from '../fields.ts'
import type { KubeObject, KubeObjects } from '../kubernetes.ts'
import { Refused } from '../problem.ts'
import { readApplication } from './application.ts'
import { filled, goFill, plainFill, type Fill } from './filling.ts'
import { parametersOf } from './generators.ts'

const GROUP = 'argoproj.io'

/** Reads Applications, and those that ApplicationSets make of lists. */
export function readArgo(objects: KubeObjects, builder: Builder, host: Host): void {
  for (const { fields, name, file, at } of objects.entries(GROUP, 'Application')) {
    builder.reads({ path: file, tool: 'argocd', what: 'Application' })
    const spec = fields.map('spec')
    const nameAt = fields.map('metadata')?.place('name') ?? at
    if (spec !== undefined) readApplication({ name, spec, file, at, nameAt }, builder)
  }
  for (const object of objects.entries(GROUP, 'ApplicationSet')) {
    builder.reads({ path: object.file, tool: 'argocd', what: 'ApplicationSet' })
    applicationSet(object, builder, host)
  }
}

function applicationSet({ fields, file, at }: KubeObject, builder: Builder, host: Host): void {
  const { problems } = builder
  const spec = fields.map('spec')
  const template = spec?.map('template')
  if (spec === undefined || template === undefined) {
    problems.add(at, 'FIELD_MISSING', { field: 'template', in: 'spec' })
    return
  }
  if (spec.has('templatePatch'))
    problems.add(
      spec.place('templatePatch'),
      'NOT_APPLIED',
      { feature: 'templatePatch', effect: 'Applications are read without it' },
      'warning',
    )
  const options = spec.texts('goTemplateOptions').map(({ text }) => text)
  const isGo = spec.flag('goTemplate') === true
  const fillFor = (params: Dict): Fill => (isGo ? goFill(params, options, host, problems) : plainFill(params))
  const fillIn = (node: Fields, params: Dict): Fields | undefined => {
    try {
      const made = filled(node.node, fillFor(params))
      return made.kind === 'map' ? new Fields(made, node.what, problems) : undefined
    } catch (error) {
      if (!(error instanceof Refused)) throw error
      return undefined
    }
  }
  for (const params of parametersOf(spec.maps('generators'), fillIn, problems)) {
    const made = fillIn(template, params)
    const own = made?.map('spec')
    const metadata = made?.map('metadata')
    if (own === undefined || metadata === undefined) continue
    const name = metadata.needed('name', true)
    readApplication({ name, spec: own, file, at: template.at, nameAt: metadata.place('name') }, builder)
  }
}
