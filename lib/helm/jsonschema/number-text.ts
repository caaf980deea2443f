import { formatFloat } from '../../go/strconv/index.ts'
import { toFloat, type Rational } from './rational.ts'

const SUPERSCRIPT = '⁰¹²³⁴⁵⁶⁷⁸⁹'

/** A count as golang.org/x/text prints it in English: 1,000. */
export const countText = (n: number | bigint): string => n.toString().replace(/\B(?=(\d{3})+$)/g, ',')

/** A number as golang.org/x/text prints it in English: 65,535 and 0.5 and 1×10⁰⁶. */
export function numberText(r: Rational): string {
  const [mantissa, exponent] = formatFloat(toFloat(r), 'g').split('e')
  const [whole, fraction] = mantissa!.split('.')
  const grouped = whole!.replace(/\B(?=(\d{3})+$)/g, ',') + (fraction === undefined ? '' : `.${fraction}`)
  if (exponent === undefined) return grouped
  const digits = exponent.slice(1).replace(/\d/g, (d) => SUPERSCRIPT[Number(d)]!)
  return `${grouped}×10${exponent.startsWith('-') ? '⁻' : ''}${digits}`
}
