import type { Host, Run } from '../go/value.ts'

/** Functions whose result is no function of their arguments: chance, the clock, the zone of the machine. */
export const nondeterministic: ReadonlySet<string> = new Set([
  'ago',
  'bcrypt',
  'date',
  'dateInZone',
  'date_in_zone',
  'durationRound',
  'encryptAES',
  'genCA',
  'genCAWithKey',
  'genPrivateKey',
  'genSelfSignedCert',
  'genSelfSignedCertWithKey',
  'genSignedCert',
  'genSignedCertWithKey',
  'getHostByName',
  'htmlDate',
  'htmlDateInZone',
  'htpasswd',
  'mustToDate',
  'now',
  'randAlpha',
  'randAlphaNum',
  'randAscii',
  'randBytes',
  'randInt',
  'randNumeric',
  'shuffle',
  'toDate',
  'uuidv4',
])

/** The host for the call being made: a seeded one gives each call site and occurrence a stream of its own. */
export const hostOf = (run: Run): Host => run.host.at?.(String(run.site ?? '')) ?? run.host
