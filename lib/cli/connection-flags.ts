import type { ExplicitSettings } from '../server/connection/settings.ts'
import { bool, duration, FlagError, oneOf, text, type Parsed } from './flags.ts'
import type { Io } from './io.ts'

/** Helm's flags for reaching a registry or repository, taken by every verb that opens one. */
export const connectionFlags = {
  username: text(),
  password: text(),
  'password-stdin': bool(),
  'ca-file': text(),
  'cert-file': text(),
  'key-file': text(),
  'insecure-skip-tls-verify': bool(),
  'plain-http': bool(),
  'pass-credentials': bool(),
  'registry-config': text(),
  timeout: duration(0),
} as const

/** Which version of a chart, as Helm's flags. */
export const versionFlags = { version: text(), devel: bool(), repo: text() } as const

export const outputFlag = { output: oneOf(['table', 'json'], 'table', 'o') } as const

export const connectionUsage = `  --username, --password, --password-stdin   login; wins over every stored one
  --ca-file, --cert-file, --key-file         certificates (PEM)
  --insecure-skip-tls-verify                 do not verify the server's certificate
  --plain-http                               speak HTTP without TLS
  --pass-credentials                         send the login to every host that an index names
  --registry-config FILE                     stored logins, instead of Helm's own file
  --timeout DURATION                         longest wait in any phase, as 30s or 2m
  -o, --output table|json
`

/** The settings that were given; what was not given stays undefined. @throws FlagError */
export function explicitSettings(
  { flags, changed }: Parsed<typeof connectionFlags>,
  io: Io,
): ExplicitSettings {
  const given = (
    name: 'username' | 'ca-file' | 'cert-file' | 'key-file' | 'registry-config',
  ): string | undefined => (changed(name) && flags[name] !== '' ? flags[name] : undefined)
  const flag = (name: 'insecure-skip-tls-verify' | 'plain-http' | 'pass-credentials'): boolean | undefined =>
    changed(name) ? flags[name] : undefined
  const username = given('username')
  const password = readPassword(flags, changed, io)
  if (username !== undefined && password === undefined)
    throw new FlagError('--username needs --password or --password-stdin')
  if (username === undefined && password !== undefined) throw new FlagError('a password needs --username')
  if (changed('timeout') && flags.timeout <= 0) throw new FlagError('--timeout must be more than 0')
  return {
    username,
    password,
    caFile: given('ca-file'),
    certFile: given('cert-file'),
    keyFile: given('key-file'),
    insecureSkipVerify: flag('insecure-skip-tls-verify'),
    plainHttp: flag('plain-http'),
    passCredentials: flag('pass-credentials'),
    registryConfig: given('registry-config'),
    timeout: changed('timeout') ? flags.timeout : undefined,
  }
}

function readPassword(
  flags: Parsed<typeof connectionFlags>['flags'],
  changed: Parsed<typeof connectionFlags>['changed'],
  io: Io,
): string | undefined {
  if (!flags['password-stdin']) return changed('password') ? flags.password : undefined
  if (changed('password')) throw new FlagError('--password and --password-stdin exclude each other')
  return new TextDecoder().decode(io.stdin()).replace(/\r?\n$/, '')
}
