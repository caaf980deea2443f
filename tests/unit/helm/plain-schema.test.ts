import { describe, expect, it } from 'vitest'
import { unmarshal } from '../../../lib/go/json/index.ts'
import type { Dict } from '../../../lib/go/value.ts'
import { drafts } from '../../../lib/helm/jsonschema/draft.ts'
import { validateAgainstSingleSchema } from '../../../lib/helm/jsonschema/index.ts'
import { isObject, parseJson, type JsonObject } from '../../../lib/helm/jsonschema/json.ts'
import { metaschema } from '../../../lib/helm/jsonschema/metaschemas.ts'
import { isPlainSchema, keywordChecks } from '../../../lib/helm/jsonschema/plain-schema.ts'

const VOCABULARIES = ['applicator', 'content', 'core', 'meta-data', 'validation']

const values =
  `null true false 0 1 -1 1.5 1.0 1e40 "" "a" "#" "#/definitions/a" "(" "string" "strin" "^[a" "^a-b$" "http://x/y"
  "json-schema.org/draft-07/schema" [] ["a"] ["a","a"] ["string","null"] [1,1] [true,false] [{}] [{"type":"x"}] [true] {}
  {"a":{}} {"a":true} {"a":1} {"a":{"type":"nope"}} {"type":"string"} {"required":[]}`.split(/\s+/)

describe('schemas that are taken for valid', () => {
  it.each(drafts.map(({ version, url }) => [version, url] as const))(
    'are so to the schema of draft %s, whatever stands at a keyword',
    (version, url) => {
      let plain = 0
      for (const keyword of [...keywordChecks.keys(), 'unknown']) {
        for (const value of values) {
          for (const text of [
            `{"${keyword}":${value}}`,
            `{"$schema":"${url}#","properties":{"p":{"${keyword}":${value}}}}`,
          ]) {
            if (!isPlainSchema(parseJson(text), version)) continue
            plain++
            const judged = unmarshal(text) as Dict
            expect(
              validateAgainstSingleSchema(judged, `{"$ref":"${url}"}`, () => {}),
              text,
            ).toBeUndefined()
          }
        }
      }
      expect(plain).toBeGreaterThan(200)
    },
  )

  it('have no keyword that a draft knows and the check does not', () => {
    const known = drafts.flatMap(({ version, url }) =>
      version < 2019 ? [url] : [url, ...VOCABULARIES.map((name) => url.replace(/schema$/, `meta/${name}`))],
    )
    const keywords = known.flatMap((url) => {
      const schema = metaschema(url) as JsonObject
      const properties = schema.get('properties')
      return isObject(properties) ? [...properties.keys()] : []
    })
    expect(keywords.length).toBeGreaterThan(150)
    expect(keywords.filter((keyword) => !keywordChecks.has(keyword))).toEqual([])
  })

  it('leave what names another draft to that one', () => {
    const text = '{"$schema":"http://json-schema.org/draft-07/schema#","type":"object"}'
    expect(isPlainSchema(parseJson(text), 7)).toBe(true)
    expect(isPlainSchema(parseJson(text), 2020)).toBe(false)
  })
})
