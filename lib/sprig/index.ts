import type { Func } from '../go/value.ts'
import { certificateFunctions } from './certificates.ts'
import { cipherFunctions } from './ciphers.ts'
import { dateFunctions } from './date.ts'
import { defaultFunctions } from './defaults.ts'
import { dictFunctions } from './dict.ts'
import { encodingFunctions } from './encoding.ts'
import type { Family } from './family.ts'
import { flowFunctions } from './flow.ts'
import { hashFunctions } from './hashes.ts'
import { jsonFunctions } from './json.ts'
import { listFunctions } from './list.ts'
import { numericFunctions } from './numeric.ts'
import { passwordFunctions } from './passwords.ts'
import { pathFunctions } from './path.ts'
import { randomFunctions } from './random.ts'
import { reflectFunctions } from './reflect.ts'
import { regexFunctions } from './regex.ts'
import { semverFunctions } from './semver.ts'
import { stringFunctions } from './strings.ts'
import { urlFunctions } from './url.ts'

const families: readonly Family[] = [
  certificateFunctions,
  cipherFunctions,
  dateFunctions,
  defaultFunctions,
  dictFunctions,
  encodingFunctions,
  flowFunctions,
  hashFunctions,
  jsonFunctions,
  listFunctions,
  numericFunctions,
  passwordFunctions,
  pathFunctions,
  randomFunctions,
  reflectFunctions,
  regexFunctions,
  semverFunctions,
  stringFunctions,
  urlFunctions,
]

const table: ReadonlyMap<string, Func> = new Map(families.flatMap((family) => Object.entries(family)))

/**
 * Sprig 3.3.0's functions as Helm keeps them: all but env and expandenv, getHostByName in Helm's form, and without
 * toJson and fromJson, which Helm brings itself. Both profiles pin the same sprig, so there is one table.
 */
export const sprigFunctions = (): ReadonlyMap<string, Func> => table
