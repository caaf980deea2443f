import { readFileSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import { LineCounter, parseDocument } from 'yaml'
import { Config } from '../../schema/config.ts'
import { SourceError } from '../errors/source-error.ts'
import { isReservedName } from './reserved-names.ts'

/** A configuration file, understood. */
export interface LoadedConfig {
  readonly file: string
  readonly config: Config
  /** a path of the file's text as an absolute one */
  path(relative: string): string
}

/**
 * Reads and checks `chartroom.yaml`.
 * @throws SourceError CONFIG_INVALID with file, line and column of each fault
 */
export function readConfig(file: string): LoadedConfig {
  let text: string
  try {
    text = readFileSync(file, 'utf8')
  } catch (error) {
    throw new SourceError('CONFIG_INVALID', `${file} cannot be read: ${(error as Error).message}`, {
      phase: 'configuration',
      cause: error,
    })
  }
  return { file, config: parseConfig(text, file), path: (relative) => resolve(dirname(file), relative) }
}

/** @throws SourceError CONFIG_INVALID */
export function parseConfig(text: string, file: string): Config {
  const lines = new LineCounter()
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false })
  const at = (offset: number): string => {
    const { line, col } = lines.linePos(offset)
    return `${file}:${line}:${col}`
  }
  const syntax = document.errors.map((e) => `${at(e.pos[0])}: ${e.message}`)
  if (syntax.length > 0) throw invalid(syntax)

  const result = Config.safeParse(document.toJS() ?? {})
  if (!result.success) {
    throw invalid(
      result.error.issues.map((issue) => {
        const path = issue.path.filter((p) => typeof p !== 'symbol')
        return `${at(offsetOf(document, path))}: ${path.join('.') || 'the file'}: ${issue.message}`
      }),
    )
  }
  const config = result.data
  const faults = [...duplicateNames(config), ...reservedNames(config), ...inlineSecrets(config)].map(
    ({ path, words }) => `${at(offsetOf(document, path))}: ${words}`,
  )
  if (faults.length > 0) throw invalid(faults)
  return config
}

interface Fault {
  readonly path: readonly (string | number)[]
  readonly words: string
}

function duplicateNames({ sources = [] }: Config): Fault[] {
  return sources.flatMap(({ name }, i) =>
    sources.findIndex((s) => s.name === name) < i
      ? [{ path: ['sources', i, 'name'], words: `a second source is named "${name}"` }]
      : [],
  )
}

/** A source of such a name could be listed and never opened: the address leads to a page of Chartroom itself. */
function reservedNames({ sources = [] }: Config): Fault[] {
  return sources.flatMap(({ name }, i) =>
    isReservedName(name)
      ? [
          {
            path: ['sources', i, 'name'],
            words: `no source can be named "${name}", for /${name} is a page of Chartroom itself`,
          },
        ]
      : [],
  )
}

function inlineSecrets({ sources = [], allowInlineSecrets = false }: Config): Fault[] {
  if (allowInlineSecrets) return []
  const words =
    'a password in the file’s own text; use passwordFile or passwordEnv, or say allowInlineSecrets: true'
  return sources.flatMap((s, i) =>
    s.auth?.password === undefined ? [] : [{ path: ['sources', i, 'auth', 'password'], words }],
  )
}

/** Where in the text the innermost part of `path` that exists begins. */
function offsetOf(document: ReturnType<typeof parseDocument>, path: readonly (string | number)[]): number {
  for (let depth = path.length; depth >= 0; depth--) {
    const node = document.getIn(path.slice(0, depth), true) as
      | { range?: [number, number, number] | null }
      | undefined
    if (node?.range) return node.range[0]
  }
  return 0
}

const invalid = (faults: readonly string[]): SourceError =>
  new SourceError('CONFIG_INVALID', faults[0]!, {
    phase: 'configuration',
    seen: faults.slice(1, 10).join('; '),
  })
