import type { Key, Reads } from '../../go/template/traced/reads.ts'
import { union } from '../../go/template/traced/reads.ts'
import { fromBytes } from '../../go/text.ts'
import type { Chart } from '../chart/chart.ts'

const DEFINE = /\{\{-?\s*define\s+"([^"]+)"/g

/** What a chart's text defines under a name, and what decides that the chart is there. */
interface Definer {
  readonly text: string
  readonly from: number
  readonly to: number
  readonly reads: Reads | undefined
}

/**
 * Names that several charts define, not all of them alike, where a condition decides which of those charts are there:
 * switching one on or off may put another text in the place of a template that other charts include.
 */
export class Definers {
  readonly #found = new Map<string, Definer[]>()

  /** Notes what a chart and those below it define, before any of them is switched off. */
  collect(chart: Chart, values: Key, prefix = '', outer?: Reads): void {
    for (const { data } of chart.templates) this.#read(fromBytes(data), outer)
    for (const below of chart.dependencies) {
      const requests = (chart.metadata.dependencies ?? []).filter((each) => each?.name === below.name)
      if (requests.length === 0) this.collect(below, values, `${prefix}${below.name}.`, outer)
      for (const request of requests) {
        const { name, alias, condition, tags } = request!
        let reads = outer
        const paths = [
          ...(tags ?? []).map((tag) => `tags.${tag}`),
          ...condition
            .trim()
            .split(',')
            .filter((each) => each !== '')
            .map((each) => prefix + each),
        ]
        for (const path of paths)
          reads = union(reads, path.split('.').reduce((at, each) => at.child(each), values).value)
        this.collect(below, values, `${prefix}${alias === '' ? name : alias}.`, reads)
      }
    }
  }

  /** What decides which text a name has. */
  of(name: string): Reads | undefined {
    const definers = this.#found.get(name)
    if (definers === undefined || definers.length < 2) return undefined
    const bodies = new Set(definers.map(bodyOf))
    if (bodies.size === 1) return undefined
    return definers.reduce<Reads | undefined>((all, { reads }) => union(all, reads), undefined)
  }

  #read(text: string, reads: Reads | undefined): void {
    if (!text.includes('define')) return
    const matches = [...text.matchAll(DEFINE)]
    matches.forEach((match, i) => {
      const definers = this.#found.get(match[1]!) ?? []
      definers.push({ text, from: match.index, to: matches[i + 1]?.index ?? text.length, reads })
      this.#found.set(match[1]!, definers)
    })
  }
}

/** What is defined, without comments and white space. */
const bodyOf = ({ text, from, to }: Definer): string =>
  text.slice(from, to).replace(/\{\{-?\s*\/\*[\s\S]*?\*\/\s*-?\}\}|\s+/g, '')
