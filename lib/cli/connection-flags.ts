import type { ExplicitSettings } from '../server/connection/settings.ts'
import { bool, duration, FlagError, oneOf, text as textFlag, type Parsed } from './flags.ts'
import type { Io } from './io.ts'

/** Helm's flags for reaching a registry or repository, taken by every verb that opens one. */
export const connectionFlags = {
  username: textFlag(),
  password: textFlag(),
  'password-stdin': bool(),
  'ca-file': textFlag(),
  'cert-file': textFlag(),
  'key-file': textFlag(),
  'insecure-skip-tls-verify': bool(),
  'plain-http': bool(),
  'pass-credentials': bool(),
  'registry-config': textFlag(),
  timeout: duration(0),
} as const

/** Which version of a chart, as Helm's flags. */
export const versionFlags = { version: textFlag(), devel: bool(), repo: textFlag() } as const

export const outputFlag = { output: oneOf(['table', 'json'], 'table', 'o') } as const

export const connectionUsage = `  --username, --password, --password-stdin   login; wins over every stored one
  --ca-file, --cert-file, --key-file         certificates (PEM)
  --insecure-skip-tls-verify                 do not verify the server's certificate
  --plain-http                               speak HTTP without TLS
  --pass-credentials                         send the login to every host that an index names
  --registry-config FILE                     stored logins, instead of Helm's own file
  --timeout DURATION                         time for each request as a whole, as 30s or 2m
  -o, --output table|json
`

type Given = Parsed<typeof connectionFlags>

/** The settings that were given; what was not given stays undefined. @throws FlagError */
export function explicitSettings(given: Given, io: Io): ExplicitSettings {
  const { flags } = given
  const text = (
    name: 'username' | 'ca-file' | 'cert-file' | 'key-file' | 'registry-config',
  ): string | undefined => (given.changed(name) && flags[name] !== '' ? flags[name] : undefined)
  const flag = (name: 'insecure-skip-tls-verify' | 'plain-http' | 'pass-credentials'): boolean | undefined =>
    given.changed(name) ? flags[name] : undefined
  const username = text('username')
  const password = readPassword(given, io)
  if (username !== undefined && password === undefined)
    throw new FlagError('--username needs --password or --password-stdin')
  if (username === undefined && password !== undefined) throw new FlagError('a password needs --username')
  if (given.changed('timeout') && flags.timeout <= 0) throw new FlagError('--timeout must be more than 0')
  return {
    username,
    password,
    caFile: text('ca-file'),
    certFile: text('cert-file'),
    keyFile: text('key-file'),
    insecureSkipVerify: flag('insecure-skip-tls-verify'),
    plainHttp: flag('plain-http'),
    passCredentials: flag('pass-credentials'),
    registryConfig: text('registry-config'),
    timeout: given.changed('timeout') ? flags.timeout : undefined,
  }
}

function readPassword(given: Given, io: Io): string | undefined {
  const { flags } = given
  if (!flags['password-stdin']) return given.changed('password') ? flags.password : undefined
  if (given.changed('password')) throw new FlagError('--password and --password-stdin exclude each other')
  return new TextDecoder().decode(io.stdin()).replace(/\r?\n$/, '')
}
