import { quote, parseGoUint } from '../../go/strconv/index.ts'
import { GoError } from '../../go/value.ts'

/** A Kubernetes version: as shown, as compared with a chart's constraint, and its first two numbers. */
export interface KubeVersion {
  readonly version: string
  readonly normalized: string
  readonly major: string
  readonly minor: string
}

/** What both profiles assume without `--kube-version`. */
export const defaultKubeVersion: KubeVersion = {
  version: 'v1.36.0',
  normalized: 'v1.36.0',
  major: '1',
  minor: '36',
}

/**
 * Reads `--kube-version`: two or more numbers, then anything. Mirrors `ParseKubeVersion` over apimachinery's ParseGeneric.
 * @param keepsSuffix what follows the numbers stays in `version`
 * @throws GoError
 */
export function parseKubeVersion(text: string, keepsSuffix: boolean): KubeVersion {
  const numbers = /^[\t\n\f\r ]*v?(\d+(?:\.\d+)*)[^\n]*$/.exec(text)?.[1]
  if (numbers === undefined) throw new GoError(`could not parse ${quote(text)} as version`)
  const components = numbers.split('.')
  if (components.length < 2) throw new GoError(`illegal version string ${quote(text)}`)
  if (/^0\d/.test(numbers))
    throw new GoError(`illegal zero-prefixed version component ${quote(components[0]!)} in ${quote(text)}`)
  const values = components.map((component) => numberOf(component, text))
  const normalized = `v${values.join('.')}`
  const version = text.startsWith('v') ? text : `v${text}`
  return {
    version: keepsSuffix ? version : normalized,
    normalized,
    major: String(values[0]),
    minor: String(values[1]),
  }
}

function numberOf(component: string, text: string): bigint {
  try {
    return parseGoUint(component)
  } catch (error) {
    const where = `${quote(component)} in ${quote(text)}`
    throw new GoError(`illegal non-numeric version component ${where}: ${(error as Error).message}`)
  }
}
