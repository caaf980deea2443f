import { base } from '../../go/path/index.ts'
import { parseVersion } from '../../go/semver/index.ts'
import { isPrint, quote } from '../../go/strconv/index.ts'
import { isSpace } from '../../go/unicode/index.ts'
import { GoError } from '../../go/value.ts'
import { shape, type Shape, type Shaped } from '../../yaml/index.ts'

const { anything, flag, list, map, pointer, struct, text } = shape

const dependencyFields = {
  name: text,
  version: text,
  repository: text,
  condition: text,
  tags: list(text),
  enabled: flag,
  'import-values': list(anything),
  alias: text,
}
const maintainerFields = { name: text, email: text, url: text }

/** Go's Metadata and what hangs on it, its package named as the Helm version names it. Fields in Go's order. */
const metadataOf = (pkg: string) => {
  const dependency = struct(`${pkg}.Dependency`, dependencyFields)
  return struct(`${pkg}.Metadata`, {
    name: text,
    home: text,
    sources: list(text),
    version: text,
    description: text,
    keywords: list(text),
    maintainers: list(pointer(struct(`${pkg}.Maintainer`, maintainerFields))),
    icon: text,
    apiVersion: text,
    condition: text,
    tags: text,
    appVersion: text,
    deprecated: flag,
    annotations: map(text),
    kubeVersion: text,
    dependencies: list(pointer(dependency)),
    type: text,
  })
}

const shapes: Readonly<Record<string, ReturnType<typeof metadataOf>>> = {
  chart: metadataOf('chart'),
  v2: metadataOf('v2'),
}

/** Chart.yaml as Helm holds it; nil lists and maps are null. */
export type Metadata = Shaped<ReturnType<typeof metadataOf>>
export type Dependency = NonNullable<NonNullable<Metadata['dependencies']>[number]>
export type Maintainer = NonNullable<NonNullable<Metadata['maintainers']>[number]>

/** The shape to decode Chart.yaml into. */
export const metadataShape = (pkg: string): Shape<Metadata> => shapes[pkg]!

const invalid = (words: string): never => {
  throw new GoError(`validation: ${words}`)
}

const ALIAS = /^[a-zA-Z0-9_-]+$/

/** Checks and cleans metadata in place. Mirrors `Metadata.Validate`. @throws GoError */
export function validateMetadata(md: Metadata): void {
  for (const field of [
    'name',
    'description',
    'home',
    'icon',
    'condition',
    'tags',
    'appVersion',
    'kubeVersion',
  ] as const) {
    md[field] = sanitize(md[field])
  }
  md.sources = md.sources?.map(sanitize) ?? null
  md.keywords = md.keywords?.map(sanitize) ?? null
  if (md.apiVersion === '') invalid('chart.metadata.apiVersion is required')
  if (md.name === '') invalid('chart.metadata.name is required')
  if (md.name === '.' || md.name === '..') invalid(`chart.metadata.name ${quote(md.name)} is not allowed`)
  if (md.name !== base(md.name)) invalid(`chart.metadata.name ${quote(md.name)} is invalid`)
  if (md.version === '') invalid('chart.metadata.version is required')
  if (!isVersion(md.version)) invalid(`chart.metadata.version ${quote(md.version)} is invalid`)
  if (!['', 'application', 'library'].includes(md.type))
    invalid('chart.metadata.type must be application or library')
  for (const maintainer of md.maintainers ?? []) {
    if (maintainer === null) return invalid('maintainers must not contain empty or null nodes')
    for (const field of ['name', 'email', 'url'] as const) maintainer[field] = sanitize(maintainer[field])
  }
  const names = new Set<string>()
  for (const dependency of md.dependencies ?? []) {
    if (dependency === null) return invalid('dependencies must not contain empty or null nodes')
    validateDependency(dependency)
    const key = dependency.alias === '' ? dependency.name : dependency.alias
    if (names.has(key)) invalid(`more than one dependency with name or alias ${quote(key)}`)
    names.add(key)
  }
}

function validateDependency(dependency: Dependency): void {
  for (const field of ['name', 'version', 'repository', 'condition'] as const)
    dependency[field] = sanitize(dependency[field])
  dependency.tags = dependency.tags?.map(sanitize) ?? null
  if (dependency.alias !== '' && !ALIAS.test(dependency.alias)) {
    invalid(`dependency ${quote(dependency.name)} has disallowed characters in the alias`)
  }
}

function isVersion(version: string): boolean {
  try {
    parseVersion(version)
    return true
  } catch {
    return false
  }
}

/** White space becomes a space, what cannot be printed goes. Mirrors `sanitizeString`. */
function sanitize(text: string): string {
  if (/^[ -~]*$/.test(text)) return text
  let out = ''
  for (const c of text) {
    const rune = c.codePointAt(0)!
    if (isSpace(rune)) out += ' '
    else if (isPrint(rune)) out += c
  }
  return out
}
