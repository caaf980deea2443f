import type { OwnCheck, Problem, ProblemArgs, ProblemCode } from '../rollout/index.ts'

const list = (text: string): string => (text === '' ? 'none' : text)

const sentences: { readonly [C in ProblemCode]: (args: ProblemArgs[C]) => string } = {
  YAML_INVALID: ({ detail }) => detail,
  KEY_TWICE: ({ key }) => `${key} stands twice`,
  FIELD_UNKNOWN: ({ field, in: where, nearest }) =>
    `${where} knows no field ${field}${nearest === '' ? '' : `; did you mean ${nearest}?`}`,
  FIELD_TYPE: ({ field, expected, found }) => `${field} takes ${expected}, not ${found}`,
  FIELD_MISSING: ({ field, in: where }) => `${where} needs ${field}`,
  VALUE_REFUSED: ({ field, found, rule }) => `${field} ${JSON.stringify(found)} is refused: ${rule}`,
  FORMAT_UNKNOWN: ({ found }) => `${found} holds no rollout`,
  ROLLOUT_FILE_MISSING: ({ path, asked }) => `${path} was not given; ${asked} names it`,
  OUTSIDE_FILES: ({ path, by }) => `${by} ${path}: not among the given files`,
  CYCLE: ({ chain }) => chain,
  TEMPLATE_FAILED: ({ detail, at }) => (at === '' ? detail : `${detail}, at <${at}>`),
  PROGRAM_REFUSED: ({ function: name, program }) => `${name} would run ${program}; no program is run here`,
  VARIABLE_MISSING: ({ name }) => `the variable ${name} was not given`,
  SECRET_MISSING: ({ name, by }) => `the secret ${name} is not given (${by})`,
  OBJECT_MISSING: ({ kind, name, namespace }) =>
    `${kind} ${name} is in none of the files${namespace === '' ? '' : ` (${namespace})`}`,
  REPOSITORY_UNKNOWN: ({ name, known }) => `no repository is named ${name}; the file names ${list(known)}`,
  ENVIRONMENT_UNKNOWN: ({ name, known }) => `no environment is named ${name}; the file names ${list(known)}`,
  REMOTE_REFUSED: ({ address, by }) => `${by} names ${address}, which is not fetched`,
  CHART_NOT_NAMED: ({ release }) => `${release === '' ? 'the release' : release} names no chart`,
  NOT_A_PACKED_CHART: ({ what, where }) => `${what} lies ${where}`,
  VERSION_REFUSED: ({ version, rule }) => `version ${version} is refused: ${rule}`,
  NOT_APPLIED: ({ feature, effect }) => `${feature} is not applied here: ${effect}`,
  NOT_FOLLOWED: ({ feature, reason }) => `${feature} is not followed: ${reason}`,
  RELEASE_TWICE: ({ name, namespace, first }) =>
    `${name}${namespace === '' ? '' : ` in ${namespace}`} stands at ${first} already`,
  UNKNOWN_VALUE: ({ field, because }) => `${field} is not known: ${because}`,
  ROLLOUT_LIMIT: ({ what, limit }) => `more than ${limit} ${what}`,
}

/** A problem as one sentence, without its place. */
export const problemSentence = ({ code, args }: Pick<Problem, 'code' | 'args'>): string =>
  (sentences[code] as (given: Readonly<Record<string, string>>) => string)(args)

/** What a tool does about signatures with its own settings, in few words. */
export function ownCheckWords(own: OwnCheck): { readonly title: string; readonly detail: string } {
  switch (own.kind) {
    case 'none':
      return { title: 'Installs it', detail: own.because }
    case 'stops':
      return { title: 'Stops', detail: own.because }
    case 'provenance':
      return {
        title: 'Checks the .prov as Helm does',
        detail: own.keyring === null ? 'with Helm’s own keyring' : `with ${own.keyring}`,
      }
    case 'cosign':
    case 'notation':
      return { title: `Checks ${own.kind}`, detail: own.asks }
  }
}
