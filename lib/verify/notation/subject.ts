import { toHex } from '../bytes.ts'
import { DerError, readAll, readDer } from '../der.ts'
import type { Certificate } from '../x509.ts'

const NAMES: Readonly<Record<string, string>> = {
  '550403': 'CN',
  '550406': 'C',
  '550407': 'L',
  '550408': 'ST',
  '550409': 'STREET',
  '55040a': 'O',
  '55040b': 'OU',
  '550405': 'SERIALNUMBER',
  '0992268993f22c640119': 'DC',
}

/** A certificate's subject by short attribute names. One that occurs twice is in the list twice. */
export function subjectOf({ subject }: Certificate): [name: string, value: string][] {
  try {
    return readAll(readDer(subject).content).flatMap((set) =>
      readAll(set.content).map((pair): [string, string] => {
        const [oid, value] = readAll(pair.content)
        const key = toHex(oid!.content)
        return [
          NAMES[key] ?? key,
          new TextDecoder(value!.tag === 0x1e ? 'utf-16be' : 'utf-8').decode(value!.content),
        ]
      }),
    )
  } catch (error) {
    if (error instanceof DerError || error instanceof TypeError) return []
    throw error
  }
}

/** `CN=…, O=…`: for people, never to be parsed again. */
export const describeSubject = (certificate: Certificate): string =>
  subjectOf(certificate)
    .map(([name, value]) => `${name}=${value}`)
    .join(', ')

/** Whether every attribute that is asked for is there exactly once with that value. */
export function hasAttributes(certificate: Certificate, asked: ReadonlyMap<string, string>): boolean {
  const subject = subjectOf(certificate)
  return [...asked].every(([name, value]) => {
    const found = subject.filter(([own]) => own === name)
    return found.length === 1 && found[0]![1] === value
  })
}
