/** Who asks. Secrets live here and in the request's headers, nowhere else. */
export type Credential =
  | { readonly kind: 'anonymous' }
  | { readonly kind: 'password'; readonly username: string; readonly password: string }
  /** a refresh token, exchanged at the token server; `username` as the login stored it */
  | { readonly kind: 'identity-token'; readonly username: string; readonly token: string }
  /** a bearer token for the registry, used as it is */
  | { readonly kind: 'registry-token'; readonly token: string }

export const anonymous: Credential = { kind: 'anonymous' }

/** The value of an `Authorization` header for Basic. */
export const basic = (username: string, password: string): string =>
  `Basic ${Buffer.from(`${username}:${password}`, 'utf8').toString('base64')}`

/** As whom, in words: never the secret. */
export function askedAs(credential: Credential): string {
  switch (credential.kind) {
    case 'anonymous':
      return 'anonymous'
    case 'password':
      return credential.username
    case 'identity-token':
      return credential.username === '' || credential.username === '<token>'
        ? 'the stored identity token'
        : credential.username
    case 'registry-token':
      return 'the given registry token'
  }
}

/** Everything of a credential that must never be shown. */
export function secretsOf(credential: Credential): string[] {
  switch (credential.kind) {
    case 'anonymous':
      return []
    case 'password': {
      const pair = basic(credential.username, credential.password).slice('Basic '.length)
      return [credential.password, pair, encodeURIComponent(credential.password)]
    }
    case 'identity-token':
    case 'registry-token':
      return [credential.token, encodeURIComponent(credential.token)]
  }
}
