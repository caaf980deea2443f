import type { Connection } from '../connection/connection.ts'
import { ClassicSource } from '../sources/classic/classic-source.ts'
import { HttpClient } from '../transport/http-client.ts'
import type { Examination, Finding } from './examine.ts'
import { networkSteps } from './network-steps.ts'

/** The steps of a classic repository: its index, and one archive checked against it. */
export function classicSteps(base: URL, connection: Connection): Examination[] {
  const source = new ClassicSource(base, connection, { name: '', now: () => new Date(), freshFor: 60_000 })
  let names: string[] = []
  const list = async (): Promise<Finding> => {
    const { charts } = await source.list()
    names = charts.map((c) => c.repository)
    return { words: `index.yaml names ${names.length} charts` }
  }
  const chart = async (): Promise<Finding> => {
    const [name] = names
    if (name === undefined) return { words: 'the index names no chart', noted: true }
    const resolved = await source.resolve(name, '>0.0.0-0')
    const bytes = await source.archive(resolved)
    return { words: `${name} ${resolved.tag} was read, ${bytes.length} bytes, ${resolved.digest}` }
  }
  return [
    ...networkSteps(new HttpClient(connection)),
    { step: 'list', run: list },
    { step: 'chart', run: chart },
  ]
}
