import type { Func } from '../go/value.ts'

/** Some template functions by name, as the files of this room each export them. */
export type Family = Readonly<Record<string, Func>>
