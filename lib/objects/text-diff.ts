import { diffLists } from './line-diff.ts'
import { noiseOf, withoutValue, type NoiseRule } from './noise.ts'

/** So many lines of one kind. `noise` says by which rule a changed line means nothing. */
export interface DiffRun {
  readonly op: '=' | '-' | '+'
  readonly count: number
  readonly noise?: NoiseRule | undefined
}

/** A text against another: all lines in the order in which a unified view shows them, and what each is. */
export interface TextDiff {
  readonly lines: readonly string[]
  readonly runs: readonly DiffRun[]
  /** changed lines, noise not counted */
  readonly added: number
  readonly removed: number
  /** changed lines on the new side that are noise, by rule */
  readonly noise: Readonly<Partial<Record<NoiseRule, number>>>
}

export interface Side {
  readonly text: string
  /** lines (from 0) whose value is known to be random or a time */
  readonly random?: ReadonlySet<number>
}

const linesOf = (text: string): string[] => (text === '' ? [] : text.split('\n'))

/** Compares two texts line by line; lines that differ in noise alone stand beside each other and are marked. */
export function diffTexts(before: Side, after: Side, rules: ReadonlySet<NoiseRule>): TextDiff {
  const a = linesOf(before.text)
  const b = linesOf(after.text)
  const keysA = keysOf(a, before.random, rules)
  const keysB = keysOf(b, after.random, rules)
  const out = new Collector()
  let i = 0
  let j = 0
  for (const { op, count } of diffLists(keysA.keys, keysB.keys)) {
    for (let n = 0; n < count; n++) {
      if (op === '-') out.push('-', a[i++]!)
      else if (op === '+') out.push('+', b[j++]!)
      else {
        const rule = keysA.rules[i] ?? keysB.rules[j]
        if (a[i] === b[j]) out.push('=', a[i]!)
        else out.pair(a[i]!, b[j]!, rule!)
        i++
        j++
      }
    }
  }
  return out.done()
}

function keysOf(
  lines: readonly string[],
  random: ReadonlySet<number> | undefined,
  wanted: ReadonlySet<NoiseRule>,
): { keys: string[]; rules: (NoiseRule | undefined)[] } {
  const rules = lines.map((line, i) => {
    const rule = noiseOf(line) ?? (random?.has(i) === true ? 'random' : undefined)
    return rule !== undefined && wanted.has(rule) ? rule : undefined
  })
  return {
    keys: lines.map((line, i) => (rules[i] === undefined ? line : withoutValue(line, rules[i]))),
    rules,
  }
}

/** Gathers lines and runs; pairs of noise that follow each other become one run of each side. */
class Collector {
  readonly #lines: string[] = []
  readonly #runs: DiffRun[] = []
  #pairs: (readonly [string, string])[] = []
  #rule: NoiseRule | undefined
  #added = 0
  #removed = 0
  readonly #noise: Partial<Record<NoiseRule, number>> = {}

  push(op: DiffRun['op'], line: string): void {
    this.#flush()
    if (op === '+') this.#added++
    if (op === '-') this.#removed++
    this.#add(op, line, undefined)
  }

  pair(before: string, after: string, rule: NoiseRule): void {
    if (this.#rule !== rule) this.#flush()
    this.#rule = rule
    this.#pairs.push([before, after])
    this.#noise[rule] = (this.#noise[rule] ?? 0) + 1
  }

  #flush(): void {
    for (const [before] of this.#pairs) this.#add('-', before, this.#rule)
    for (const [, after] of this.#pairs) this.#add('+', after, this.#rule)
    this.#pairs = []
    this.#rule = undefined
  }

  #add(op: DiffRun['op'], line: string, noise: NoiseRule | undefined): void {
    this.#lines.push(line)
    const last = this.#runs.at(-1)
    if (last !== undefined && last.op === op && last.noise === noise)
      this.#runs[this.#runs.length - 1] = { ...last, count: last.count + 1 }
    else this.#runs.push({ op, count: 1, ...(noise !== undefined && { noise }) })
  }

  done(): TextDiff {
    this.#flush()
    return {
      lines: this.#lines,
      runs: this.#runs,
      added: this.#added,
      removed: this.#removed,
      noise: this.#noise,
    }
  }
}
