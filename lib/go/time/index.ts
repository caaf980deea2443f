/** Go's `time`, as far as templates reach it: instants, zones, layouts, durations. */
export { formatDuration, HOUR, parseDuration, roundDuration, SECOND } from './duration.ts'
export { formatTime } from './format.ts'
export { fixedZone, loadLocation, localOf, UTC, type Location, type Zone } from './location.ts'
export { parseTime } from './parse.ts'
export { durationType, timeType, TimeValue } from './template-value.ts'
export { Time } from './time.ts'
export { parseZoneinfo } from './zoneinfo.ts'
