import { COUNTED, countsOf, type Counted } from './counters.ts'

/** What the process says about itself: bytes, and seconds. */
export interface ProcessFigures {
  readonly startedAt: number
  readonly cpu: number
  readonly resident: number
  readonly heap: number
  readonly version: string
  readonly node: string
}

/**
 * The server's figures as Prometheus reads them.
 * @see https://prometheus.io/docs/instrumenting/exposition_formats/#text-based-format
 */
export function exposition(figures: ProcessFigures): string {
  const { startedAt, cpu, resident, heap, version, node } = figures
  const lines = [
    ...gauge('chartroom_build_info', 'What runs here', 1, { version, node }),
    ...gauge('process_start_time_seconds', 'When the process started, in seconds since 1970', startedAt),
    ...metric('process_cpu_seconds_total', 'counter', 'Processor time, user and system', [[{}, cpu]]),
    ...gauge('process_resident_memory_bytes', 'Memory that the process holds', resident),
    ...gauge('nodejs_heap_used_bytes', 'Memory that its JavaScript uses', heap),
    ...(Object.keys(COUNTED) as Counted[]).flatMap((name) => {
      const { label, help } = COUNTED[name]
      const rows = countsOf(name).map(([value, count]): Row => [{ [label]: value }, count])
      return metric(name, 'counter', help, rows)
    }),
  ]
  return `${lines.join('\n')}\n`
}

type Row = readonly [labels: Readonly<Record<string, string>>, value: number]

const gauge = (name: string, help: string, value: number, labels: Row[0] = {}): string[] =>
  metric(name, 'gauge', help, [[labels, value]])

const metric = (name: string, type: string, help: string, rows: readonly Row[]): string[] => [
  `# HELP ${name} ${help}`,
  `# TYPE ${name} ${type}`,
  ...rows.map(([labels, value]) => `${name}${braced(labels)} ${value}`),
]

function braced(labels: Row[0]): string {
  const pairs = Object.entries(labels).map(([name, value]) => `${name}=${JSON.stringify(value)}`)
  return pairs.length === 0 ? '' : `{${pairs.join(',')}}`
}
