/** Seconds since 1970 as ISO 8601; null for a time that no calendar has. */
export function isoTime(seconds: number): string | null {
  const date = new Date(seconds * 1000)
  return Number.isNaN(date.getTime()) ? null : date.toISOString()
}
