import type { Attack } from './attack.ts'
import { documents } from './documents.ts'
import { growth } from './growth.ts'
import { inputs } from './inputs.ts'
import { loops } from './loops.ts'
import { patterns } from './patterns.ts'

export const attacks: readonly Attack[] = [...loops, ...growth, ...documents, ...inputs, ...patterns]
