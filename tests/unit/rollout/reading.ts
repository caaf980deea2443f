import { userValues } from '../../../lib/helm/values/user-values.ts'
import { profileOf } from '../../../lib/helm/profile.ts'
import { marshal } from '../../../lib/go/json/index.ts'
import { readRollout, type Release, type Rollout, type RolloutInput } from '../../../lib/rollout/index.ts'
import { seededHost } from '../../../lib/worker/host-seeded.ts'

/** Reads a rollout from texts by path. */
export const rollout = (
  files: Readonly<Record<string, string>>,
  more: Omit<RolloutInput, 'files'> = {},
): Rollout => readRollout({ files: Object.entries(files), ...more }, seededHost('rollout'))

/** `file:line:column` of everything that is told, with its code. */
export const told = ({ problems }: Rollout): string[] =>
  problems.map(({ code, file, line, column }) => `${code} ${file}:${line}:${column}`)

/** The values that Helm makes of a release's layers, as JSON data. */
export function valuesOf({ values, profile }: Release): unknown {
  const merged = userValues(
    values.map(({ layer }) => layer),
    profileOf(profile),
  )
  return JSON.parse(marshal(merged))
}
