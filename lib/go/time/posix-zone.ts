import { civilOf, daysBefore, daysIn, isLeap, splitDays } from './civil.ts'
import type { Zone } from './location.ts'

const DAY = 86_400
const NAME = '(?:<([^>]*)>|([^0-9,<+-]{3,}))'
const OFFSET = '([-+]?[0-9]{1,3}(?::[0-9]{1,2}(?::[0-9]{1,2})?)?)'
const RULE = `([JM]?[0-9.]+)(?:/${OFFSET})?`
const SYNTAX = new RegExp(`^${NAME}${OFFSET}(?:${NAME}${OFFSET}?(?:[,;]${RULE},${RULE})?)?$`)

/** When a rule takes effect, as the second of a year in UTC. */
type Turn = (year: number) => number

/**
 * Reads the rule that ends a zone file, such as `CET-1CEST,M3.5.0,M10.5.0/3`, and gives what holds at a second since
 * 1970; undefined where it is malformed. Mirrors Go's `tzset`.
 */
export function parsePosixZone(text: string): ((unixSeconds: number) => Zone) | undefined {
  const match = SYNTAX.exec(text)
  if (match === null) return undefined
  const [, quoted, bare, offsetText, dstQuoted, dstBare, dstText, startText, startTime, endText, endTime] =
    match
  // the text counts west of Greenwich as positive
  const offset = 0 - seconds(offsetText!)
  const standard: Zone = { name: (quoted ?? bare)!, offset, dst: false }
  const dstName = dstQuoted ?? dstBare
  if (dstName === undefined) return () => standard
  const dstOffset = dstText === undefined ? offset + 3600 : 0 - seconds(dstText)
  const summer: Zone = { name: dstName, offset: dstOffset, dst: true }
  const start = turn(startText ?? 'M3.2.0', startTime, offset)
  const end = turn(endText ?? 'M11.1.0', endTime, dstOffset)
  return (unixSeconds) => {
    const { days, second } = splitDays(BigInt(Math.trunc(unixSeconds)))
    const { year, yearDay } = civilOf(days)
    const at = (yearDay - 1) * DAY + second
    const [from, to] = [start(year), end(year)]
    if (to < from) return at < to || at >= from ? summer : standard
    return at < from || at >= to ? standard : summer
  }
}

function seconds(text: string): number {
  const [hours = '0', minutes = '0', rest = '0'] = text.replace(/^[-+]/, '').split(':')
  const size = Number(hours) * 3600 + Number(minutes) * 60 + Number(rest)
  return text.startsWith('-') ? -size : size
}

function turn(rule: string, time: string | undefined, offset: number): Turn {
  const after = (time === undefined ? 7200 : seconds(time)) - offset
  return (year) => dayOfYear(rule, year) * DAY + after
}

function dayOfYear(rule: string, year: number): number {
  if (rule.startsWith('J')) {
    const day = Number(rule.slice(1))
    return day - 1 + (isLeap(year) && day >= 60 ? 1 : 0)
  }
  if (!rule.startsWith('M')) return Number(rule)
  const [month = 1, week = 1, weekday = 0] = rule.slice(1).split('.').map(Number)
  const before = daysBefore(month) + (isLeap(year) && month > 2 ? 1 : 0)
  const yearStart =
    (year - 1970) * 365 +
    Math.floor((year - 1969) / 4) -
    Math.floor((year - 1901) / 100) +
    Math.floor((year - 1601) / 400)
  const first = (((yearStart + before + 4) % 7) + 7) % 7
  let day = (weekday - first + 7) % 7
  for (let i = 1; i < week && day + 7 < daysIn(month, year); i++) day += 7
  return before + day
}
