// `npm run bench [-- cold|warm|traced|incremental|browser|registry …]`: ratios against peers measured in the same run. Peers that are not here are named and left out.
import { cold } from './cold.ts'

const wanted = process.argv.slice(2)
const has = (name: string): boolean => wanted.length === 0 || wanted.includes(name)
const every = Number(process.env.BENCH_EVERY ?? 1)

if (has('cold')) cold(Number(process.env.BENCH_ROUNDS ?? 5), every)
if (has('warm')) (await import('./warm.ts')).warm(every)
if (has('traced')) (await import('./traced.ts')).traced(every)
if (has('incremental')) (await import('./incremental.ts')).incremental(every)
if (has('registry')) await (await import('./registry.ts')).registry()
if (has('startup')) await (await import('./startup.ts')).startup()
if (has('weight')) (await import('./weight.ts')).weight()
if (has('first-load')) await (await import('./first-load.ts')).firstLoad()
if (has('browser')) await (await import('./browser.ts')).browser()
if (has('verify')) await (await import('./verify.ts')).verify()
