import { spawn } from 'node:child_process'
import { createInterface } from 'node:readline'
import type { Answer, Probe } from './probes.ts'

/** The running Go program, asked one probe at a time or many at once. */
export class Oracle {
  readonly #child
  readonly #waiting: ((answer: Answer) => void)[] = []
  constructor(path: string) {
    this.#child = spawn(path, { stdio: ['pipe', 'pipe', 'inherit'], env: { ...process.env, TZ: 'UTC' } })
    createInterface({ input: this.#child.stdout }).on('line', (line) =>
      this.#waiting.shift()!(JSON.parse(line) as Answer),
    )
  }
  ask(probe: Probe): Promise<Answer> {
    return new Promise((resolve) => {
      this.#waiting.push(resolve)
      this.#child.stdin.write(`${JSON.stringify(probe)}\n`)
    })
  }
  close(): void {
    this.#child.stdin.end()
  }
}
