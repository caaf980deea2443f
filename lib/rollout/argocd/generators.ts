import { Dict, type Value } from '../../go/value.ts'
import type { Fields } from '../fields.ts'
import { TooLarge, toValue } from '../node.ts'
import type { Problems } from '../problem.ts'

/** More Applications than this come from no list that people write. */
const MOST = 2000

/** Fills in the expressions of a generator with the parameters of the one before it (matrix). */
export type FillIn = (generator: Fields, params: Dict) => Fields | undefined

/**
 * The parameters that generators make: those of lists, and of matrices of lists. What needs a cluster, a repository or a service
 * is told. Mirrors list.go and matrix.go of applicationset/generators.
 */
export function parametersOf(generators: readonly Fields[], fill: FillIn, problems: Problems): Dict[] {
  const all: Dict[] = []
  for (const generator of generators) {
    const found = generate(generator, fill, problems)
    if (all.length + found.length > MOST) {
      problems.add(generator.at, 'ROLLOUT_LIMIT', { what: 'generated Applications', limit: String(MOST) })
      return all
    }
    all.push(...found)
  }
  return all
}

function generate(generator: Fields, fill: FillIn, problems: Problems): Dict[] {
  const list = generator.map('list')
  if (list !== undefined) return listed(list, problems)
  const matrix = generator.map('matrix')
  if (matrix !== undefined) return crossed(matrix, fill, problems)
  const [kind = 'generator'] = generator.node.entries.keys()
  problems.add(generator.at, 'NOT_FOLLOWED', {
    feature: `the generator ${kind}`,
    reason: 'it needs a cluster, a repository or a service',
  })
  return []
}

function listed(list: Fields, problems: Problems): Dict[] {
  if (list.has('elementsYaml'))
    problems.add(list.place('elementsYaml'), 'NOT_FOLLOWED', {
      feature: 'elementsYaml',
      reason: 'it is filled in by another generator',
    })
  return list.maps('elements').flatMap(({ node }) => {
    try {
      const value: Value = toValue(node)
      return value instanceof Dict ? [value] : []
    } catch (error) {
      if (!(error instanceof TooLarge)) throw error
      problems.add(node.at, 'ROLLOUT_LIMIT', { what: 'values that aliases unfold to', limit: '500000' })
      return []
    }
  })
}

/** Every pair of the two generators; the second may use what the first one made. */
function crossed(matrix: Fields, fill: FillIn, problems: Problems): Dict[] {
  const [first, second, ...more] = matrix.maps('generators')
  if (first === undefined || second === undefined || more.length > 0) {
    problems.add(matrix.at, 'VALUE_REFUSED', {
      field: 'generators',
      found: String(matrix.list('generators').length),
      rule: 'a matrix has two',
    })
    return []
  }
  const pairs: Dict[] = []
  for (const one of generate(first, fill, problems)) {
    const filled = fill(second, one)
    if (filled === undefined) continue
    for (const other of generate(filled, fill, problems)) {
      if (pairs.length >= MOST) return pairs
      pairs.push(new Dict([...one.entries, ...other.entries]))
    }
  }
  return pairs
}
