import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import {
  durationType,
  fixedZone,
  formatTime,
  loadLocation,
  parseDuration,
  parseTime,
  Time,
  TimeValue,
  UTC,
  type Location,
} from '../../../../lib/go/time/index.ts'
import { Budget, Int, T, type Run, type Struct, type Value } from '../../../../lib/go/value.ts'
import { dateFunctions } from '../../../../lib/sprig/date.ts'
import { nodeHost } from '../../../../lib/worker/host-node.ts'

/** What Go's time and sprig's dates answer: made by tests/oracle/special. */
const rows = readFileSync(new URL('../../../fixtures/time/cases.jsonl', import.meta.url), 'utf8')
  .trim()
  .split('\n')
  .map((line) => JSON.parse(line) as [string, ...unknown[]])
const of = <R extends unknown[]>(kind: string): R[] =>
  rows.filter((row) => row[0] === kind).map((row) => row.slice(1) as R)

type Place = string | [string, number]
type Subject = [string, number, Place]
type Shown = [string, number, string, number, string, string]

const host = nodeHost()
const run: Run = { host, budget: new Budget({ steps: 1e9, bytes: 1e9, depth: 10 }) }
const place = (p: Place): Location => (typeof p === 'string' ? loadLocation(host, p) : fixedZone(...p))
const timeOf = ([seconds, nanosecond, where]: Subject): Time =>
  new Time(BigInt(seconds), nanosecond, place(where))
const shown = (t: Time): Shown => {
  const { name, offset } = t.zone()
  return [String(t.seconds), t.nanosecond, name, offset, t.location.name, new TimeValue(t).string()]
}
const call = (receiver: Struct | Int, method: string, ...args: Value[]): Value =>
  receiver.type.methods!.get(method)!.call(run, [receiver, ...args])
const attempt = <R>(make: () => R): [R, null] | [null, string] => {
  try {
    return [make(), null]
  } catch (error) {
    return [null, (error as Error).message]
  }
}
const duration = (text: string): Int => new Int(BigInt(text), durationType)
const plain = (v: Value): unknown =>
  v instanceof Int
    ? v.type.methods
      ? call(v, 'String')
      : v.value <= 2n ** 53n && v.value >= -(2n ** 53n)
        ? Number(v.value)
        : String(v.value)
    : v

describe('time as Go has it', () => {
  test('there are enough cases', () => expect(rows.length).toBeGreaterThan(2500))

  test('formatting', () => {
    for (const [subject, layout, text] of of<[Subject, string, string]>('format')) {
      expect([subject, layout, formatTime(timeOf(subject), layout)]).toEqual([subject, layout, text])
    }
  })

  test('parsing, and why it fails', () => {
    for (const [layout, value, zone, want, error] of of<
      [string, string, string, Shown | null, string | null]
    >('parse')) {
      const [t, refusal] = attempt(() => parseTime(layout, value, place(zone)))
      expect({ layout, value, zone, got: t && shown(t), refusal }).toEqual({
        layout,
        value,
        zone,
        got: want,
        refusal: error,
      })
    }
  })

  test('the parts of a time', () => {
    const names = [
      'Year',
      'Month',
      '',
      'Day',
      'YearDay',
      'Weekday',
      'Hour',
      'Minute',
      'Second',
      'UnixNano',
      'UnixMilli',
      'IsZero',
      'IsDST',
    ]
    for (const [subject, ...answers] of of<[Subject, ...unknown[]]>('parts')) {
      const t = new TimeValue(timeOf(subject))
      for (const [i, name] of names.entries()) {
        if (name === '') expect((call(t, 'Month') as Int).value).toBe(BigInt(answers[i] as number))
        else
          expect([subject, name, String(plain(call(t, name)))]).toEqual([subject, name, String(answers[i])])
      }
      expect([subject, attempt(() => t.json())]).toEqual([subject, answers[13]])
      expect(call(t, 'GoString')).toBe(answers[14])
    }
  })

  test('moving, rounding and comparing', () => {
    type Row = [
      Subject,
      string,
      Shown,
      [number, number, number],
      Shown,
      Shown,
      Shown,
      Subject,
      string,
      number,
    ]
    for (const [subject, d, added, ymd, dated, truncated, rounded, other, between, order] of of<Row>(
      'moved',
    )) {
      const t = new TimeValue(timeOf(subject))
      const u = new TimeValue(timeOf(other))
      const time = (v: Value): Shown => shown((v as TimeValue).time)
      expect([subject, d, 'Add', time(call(t, 'Add', duration(d)))]).toEqual([subject, d, 'Add', added])
      expect([subject, ymd, time(call(t, 'AddDate', ...ymd.map((n) => Int.of(n))))]).toEqual([
        subject,
        ymd,
        dated,
      ])
      expect([subject, d, 'Truncate', time(call(t, 'Truncate', duration(d)))]).toEqual([
        subject,
        d,
        'Truncate',
        truncated,
      ])
      expect([subject, d, 'Round', time(call(t, 'Round', duration(d)))]).toEqual([
        subject,
        d,
        'Round',
        rounded,
      ])
      expect([subject, other, String((call(t, 'Sub', u) as Int).value)]).toEqual([subject, other, between])
      expect([call(t, 'Before', u), call(t, 'After', u), call(t, 'Equal', u)]).toEqual([
        order < 0,
        order > 0,
        order === 0,
      ])
    }
  })

  test('durations', () => {
    for (const [d, m, ...answers] of of<[string, string, ...unknown[]]>('duration')) {
      const value = duration(d)
      const number = (v: Value): string => String((v as Int).value)
      const got = [
        call(value, 'String'),
        number(call(value, 'Round', duration(m))),
        number(call(value, 'Truncate', duration(m))),
        call(value, 'Hours'),
        call(value, 'Minutes'),
        call(value, 'Seconds'),
        number(call(value, 'Abs')),
      ]
      expect([d, m, ...got]).toEqual([d, m, ...answers])
    }
    for (const [text, nanoseconds, error] of of<[string, string, string | null]>('parseDuration')) {
      const [d, refusal] = attempt(() => parseDuration(text))
      expect([text, String(d ?? 0n), refusal]).toEqual([text, nanoseconds, error])
    }
  })

  test("sprig's functions", () => {
    for (const [name, kind, subject, ...rest] of of<
      [string, 'string' | 'int' | 'int32' | 'int64', string, ...string[]]
    >('sprig')) {
      const value = kind === 'string' ? subject : new Int(BigInt(subject), T[kind])
      const want = rest.at(-1)
      const zone = rest[0]!
      const args =
        name === 'dateInZone'
          ? ['2006-01-02 15:04:05 MST -0700', value, zone]
          : name === 'htmlDateInZone'
            ? [value, zone]
            : [value]
      expect([name, kind, subject, rest, dateFunctions[name]!.call(run, args)]).toEqual([
        name,
        kind,
        subject,
        rest,
        want,
      ])
    }
  })
})

test('local time has its own name', () => {
  const named = { ...host, localName: 'Europe/Berlin' }
  const now = dateFunctions['now']!.call({ ...run, host: named }, []) as TimeValue
  expect([
    (call(now, 'Location') as Struct).string!(),
    /time\.Local\)$/.test(call(now, 'GoString') as string),
  ]).toEqual(['Europe/Berlin', true])
})

describe('what the clock decides', () => {
  const fixed: Run = {
    ...run,
    host: {
      ...host,
      now: () => 1_700_000_000_123_456_789n,
      monotonic: () => 12_345_678n,
      localZone: () => ({ offset: 3600, name: 'CET' }),
    },
  }
  test('now prints its monotonic reading and is local', () => {
    const now = dateFunctions['now']!.call(fixed, []) as TimeValue
    expect(now.string()).toBe('2023-11-14 23:13:20.123456789 +0100 CET m=+0.012345678')
    expect(dateFunctions['date']!.call(fixed, ['15:04', now])).toBe('23:13')
    expect(dateFunctions['date']!.call(fixed, ['15:04', 1.5])).toBe('23:13')
    expect(dateFunctions['unixEpoch']!.call(fixed, [now])).toBe('1700000000')
    expect(dateFunctions['ago']!.call(fixed, [Int.int64(1_699_999_000)])).toBe('16m40s')
    expect(dateFunctions['ago']!.call(fixed, ['x'])).toBe('0s')
    expect(
      dateFunctions['durationRound']!.call(fixed, [new TimeValue(new Time(1_600_000_000n, 0, UTC))]),
    ).toBe('3y')
  })
  test('a broken date is the zero time, a broken shift none', () => {
    expect((dateFunctions['toDate']!.call(fixed, ['2006', 'x']) as TimeValue).string()).toBe(
      '0001-01-01 00:00:00 +0000 UTC',
    )
    expect(() => dateFunctions['mustToDate']!.call(fixed, ['2006', 'x'])).toThrow(
      'parsing time "x" as "2006": cannot parse "x" as "2006"',
    )
    const t = new TimeValue(new Time(0n, 0, UTC))
    expect(dateFunctions['dateModify']!.call(fixed, ['soon', t])).toEqual(t)
    expect(() => dateFunctions['mustDateModify']!.call(fixed, ['soon', t])).toThrow(
      'time: invalid duration "soon"',
    )
  })
})
