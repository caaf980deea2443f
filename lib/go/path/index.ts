export { base, clean, dir, ext, isAbs, join } from './clean.ts'
export { match } from './match.ts'
