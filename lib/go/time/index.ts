/** Go's `time`, as far as templates reach it: instants, zones, layouts, durations. */
export { formatDuration, HOUR, MINUTE, parseDuration, roundDuration, SECOND } from './duration.ts'
export { formatTime, printTime } from './format.ts'
export { fixedZone, loadLocation, localOf, UTC, type Location, type Zone } from './location.ts'
export { parseTime } from './parse.ts'
export { duration, durationType, timeType, TimeValue } from './template-value.ts'
export { Time } from './time.ts'
export { parseZoneinfo } from './zoneinfo.ts'
