import { shape, unmarshalInto, type Shaped } from '../../yaml/index.ts'

const headOf = (pkg: string) => {
  const metadata = shape.struct(
    'struct { Name string "json:\\"name\\""; Annotations map[string]string "json:\\"annotations\\"" }',
    { name: shape.text, annotations: shape.map(shape.text), namespace: shape.anything },
    '',
  )
  return shape.struct(`${pkg}.SimpleHead`, {
    apiVersion: shape.text,
    kind: shape.text,
    metadata: shape.pointer(metadata),
  })
}

const heads: Readonly<Record<string, ReturnType<typeof headOf>>> = {
  releaseutil: headOf('releaseutil'),
  util: headOf('util'),
}

/** What is read of each document: kind, name and annotations. (The namespace is for our pages; Helm does not read it.) */
export type SimpleHead = Shaped<ReturnType<typeof headOf>>

/** @throws YamlError or GoError in Go's words, without the file's name */
export const readHead = (document: string, pkg: string): SimpleHead => unmarshalInto(document, heads[pkg]!)
