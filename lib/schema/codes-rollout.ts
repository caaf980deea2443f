import type { ProblemCode } from '../rollout/index.ts'
import type { Explanation } from './codes.ts'

/** What can be wrong in the files of a rollout: what each code says, and what to do. */
export const rolloutCodes: Readonly<Record<ProblemCode, Explanation>> = {
  YAML_INVALID: {
    title: 'Not YAML',
    meaning:
      'The text cannot be read as YAML from the line that is named on. Documents before it count all the same.',
    cure: 'Mend the line. In a template, look at what it wrote there.',
  },
  KEY_TWICE: {
    title: 'A key stands twice',
    meaning: 'A map names one key more than once. The tool refuses the file, or silently takes the last.',
    cure: 'Keep one of them.',
  },
  FIELD_UNKNOWN: {
    title: 'Unknown field',
    meaning:
      'The tool declares no field of this name here. Strict tools refuse the file, others drop the field without a word.',
    cure: 'Compare with the nearest name that is known.',
  },
  FIELD_TYPE: {
    title: 'Value of the wrong kind',
    meaning: 'The field takes another kind of value, so it is read as if it were not there.',
    cure: 'Write the kind that is named.',
  },
  FIELD_MISSING: {
    title: 'A field is missing',
    meaning: 'Without this field the tool does not know what to do.',
    cure: 'Add it.',
  },
  VALUE_REFUSED: {
    title: 'Value that the tool refuses',
    meaning: 'The value has the right kind, but breaks a rule of the tool.',
    cure: 'Follow the rule that is named.',
  },
  FORMAT_UNKNOWN: {
    title: 'No rollout in this file',
    meaning: 'The file is none of the formats that are read, or holds no release, repository or connection.',
    cure: 'Give a Helmfile, Fleet, k0s, Argo CD, Flux or Kustomize file, or Helm’s or Docker’s own settings.',
  },
  ROLLOUT_FILE_MISSING: {
    title: 'A file is missing',
    meaning: 'The rollout names a file that was not given. What it would say is not guessed.',
    cure: 'Give the file as well: drop the whole folder, or start the command line where the file is.',
  },
  OUTSIDE_FILES: {
    title: 'A file outside is not read',
    meaning:
      'A template reads a file that is not among the given ones. Nothing else of the machine is looked at.',
    cure: 'Give the file as well, or take its content as a value.',
  },
  CYCLE: {
    title: 'Files or templates refer to each other in a circle',
    meaning: 'Following them would never end.',
    cure: 'Break the circle that is shown.',
  },
  TEMPLATE_FAILED: {
    title: 'A template failed',
    meaning: 'An expression of the file itself cannot be evaluated, so the tool would stop here.',
    cure: 'Mend the expression. A missing key is an error in Helmfile.',
  },
  PROGRAM_REFUSED: {
    title: 'A program is not run',
    meaning:
      'The file runs a program while it is read. That is never done here; what depends on its output is not known.',
    cure: 'Give the value another way, as a variable or a values file.',
  },
  VARIABLE_MISSING: {
    title: 'A variable was not given',
    meaning: 'The file reads an environment variable that is not set here. It is not guessed.',
    cure: 'Set it for the command line, or fill it in on the page.',
  },
  SECRET_MISSING: {
    title: 'A secret is not given',
    meaning:
      'The tool would decrypt or fetch it. It is neither fetched nor guessed, so the values are not whole.',
    cure: 'Nothing to mend: check what is rendered where the secret is known.',
  },
  OBJECT_MISSING: {
    title: 'An object is not given',
    meaning: 'The file refers to an object that stands in none of the given files.',
    cure: 'Give the file that holds it as well.',
  },
  REPOSITORY_UNKNOWN: {
    title: 'No repository of this name',
    meaning: 'The chart names a repository that the files do not declare.',
    cure: 'Compare with the names that are declared, or give Helm’s repositories.yaml as well.',
  },
  ENVIRONMENT_UNKNOWN: {
    title: 'No environment of this name',
    meaning: 'The file declares environments, but not the one that was asked for.',
    cure: 'Ask for one of those that are named.',
  },
  REMOTE_REFUSED: {
    title: 'A remote file is not fetched',
    meaning: 'The rollout is read from the given files alone; what lies elsewhere is not fetched.',
    cure: 'Give that file as well, under a path, or read it on its own.',
  },
  CHART_NOT_NAMED: {
    title: 'A release without a chart',
    meaning: 'Neither the release nor what it inherits names a chart.',
    cure: 'Name the chart.',
  },
  NOT_A_PACKED_CHART: {
    title: 'The chart lies where it cannot be fetched from',
    meaning:
      'It comes from a Git repository, a bucket or another place that is no registry and no chart repository.',
    cure: 'Give the chart’s folder as well, or open the chart on its own.',
  },
  VERSION_REFUSED: {
    title: 'Version that the tool refuses',
    meaning: 'The tool does not take this version for this chart.',
    cure: 'Write a version or a range.',
  },
  NOT_APPLIED: {
    title: 'Applied by the tool, not here',
    meaning: 'The tool changes values or objects in a way that is not repeated here.',
    cure: 'Nothing to mend: what is shown is the chart’s own render, without that change.',
  },
  NOT_FOLLOWED: {
    title: 'Not followed here',
    meaning: 'The file uses something that is read in the tool alone, or that needs a cluster.',
    cure: 'The reason says what is left out.',
  },
  RELEASE_TWICE: {
    title: 'Two releases of one name',
    meaning:
      'Both would be installed under the same name in the same namespace; the later replaces the earlier.',
    cure: 'Rename one, or install it elsewhere.',
  },
  UNKNOWN_VALUE: {
    title: 'Depends on something unknown',
    meaning: 'This value comes from something that is not known here, so the release is not rendered.',
    cure: 'Give what is missing.',
  },
  ROLLOUT_LIMIT: {
    title: 'Too much in one file',
    meaning: 'The file unfolds to more than any configuration of people holds.',
    cure: 'Look for aliases that repeat each other, or split the file.',
  },
}
