import { parseObject } from '../../oci/index.ts'

interface ChartConfig {
  readonly appVersion: string | null
  readonly description: string | null
  readonly deprecated: boolean
}

/** What a list shows of a chart's config blob (Chart.yaml as JSON). Fields of another type count as missing. */
export function chartConfig(bytes: Uint8Array): ChartConfig {
  const { appVersion, description, deprecated } = parseObject(bytes)
  const text = (value: unknown): string | null => (typeof value === 'string' && value !== '' ? value : null)
  return { appVersion: text(appVersion), description: text(description), deprecated: deprecated === true }
}
