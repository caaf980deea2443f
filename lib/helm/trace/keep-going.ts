import { TemplateError, TemplateSet } from '../../go/template/index.ts'
import type { Maker, Rules } from '../../go/template/traced/state.ts'
import type { Reads } from '../../go/template/traced/reads.ts'
import { GoError } from '../../go/value.ts'
import { execError, parseError } from '../engine/exec-error.ts'
import { helmFunctions } from '../engine/functions.ts'
import type { Renderable } from '../engine/scope.ts'
import { HelmError } from '../error.ts'
import type { HelmProfile } from '../profile.ts'
import { sortManifests, type Sorted } from '../release/sort.ts'
import type { RenderError } from '../request.ts'
import type { Warnings } from '../warnings.ts'

/** One thing that would have stopped a render. */
export interface Failure {
  /** the template file; empty where none is at fault */
  readonly template: string
  readonly error: RenderError
  /** kinds that the file names, whose objects are missing now */
  readonly kinds: readonly string[]
  /** what it wrote all the same, where that is no YAML */
  readonly written: string
}

/** A value that `required` asked for and did not get. */
export interface MissingValue {
  /** what the chart says of it */
  readonly message: string
  readonly template: string
  readonly line: number
  readonly reads: readonly Reads[]
}

/** Collects what fails, so that one template does not hide the others. */
export class Failures {
  readonly list: Failure[] = []
  readonly missing: MissingValue[] = []

  /** Notes a refusal. @throws whatever is none, and spent budgets */
  note(error: unknown, template: string, text: string, profile: HelmProfile, written = ''): void {
    if (!(error instanceof GoError)) throw error
    const refused = error instanceof HelmError ? error : execError(template, error, profile)
    const { code, message, frames } = refused
    this.list.push({ template, error: { code, text: message, frames }, kinds: kindsOf(text), written })
  }

  /** Parses all templates that can be parsed. */
  parse(
    paths: readonly string[],
    templates: ReadonlyMap<string, Renderable>,
    profile: HelmProfile,
  ): TemplateSet {
    const set = new TemplateSet(helmFunctions(profile), { missingKey: 'zero', name: 'gotpl' })
    for (const path of paths) {
      const { text } = templates.get(path)!
      try {
        set.parse(path, text)
      } catch (error) {
        this.note(error instanceof TemplateError ? parseError(path, error) : error, path, text, profile)
      }
    }
    return set
  }

  /** Sorts what can be read; a file that is no YAML is left out whole. */
  sort(files: ReadonlyMap<string, string>, profile: HelmProfile, warnings: Warnings): Sorted {
    const good = new Map<string, string>()
    for (const [path, text] of files) {
      try {
        sortManifests(new Map([[path, text]]), profile, warnings)
        good.set(path, text)
      } catch (error) {
        this.note(error, path, text, profile, text)
      }
    }
    return sortManifests(good, profile, warnings)
  }

  /** Rules by which `required` notes what is missing and goes on. */
  rules(rules: Rules): Rules {
    const required: Maker = ({ s, func, args, known, place }) => {
      const [message, value] = args
      s.known = known[1]
      if (value !== null && value !== undefined && value !== '') return func.call(s.run, args)
      const { parseName } = place.tree
      const reads = s.whole(value, known[1])?.all() ?? []
      const isKnown = this.missing.some((each) => each.template === parseName && each.line === place.line)
      if (!isKnown)
        this.missing.push({ message: message as string, template: parseName, line: place.line, reads })
      return value
    }
    return { ...rules, instead: new Map([...rules.instead, ['required', required]]) }
  }
}

/** The kinds that a template writes out. */
const kindsOf = (text: string): string[] => [
  ...new Set([...text.matchAll(/^kind:[ \t]*([A-Za-z][\w.]*)/gm)].map((match) => match[1]!)),
]
