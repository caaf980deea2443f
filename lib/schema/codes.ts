/** What the page /codes/{CODE} says, and what stands beside a code wherever it is shown. */
export interface Explanation {
  readonly title: string
  readonly meaning: string
  readonly cure: string
}

/** Why a source could not be asked, or why its answer is not used. */
export const sourceCodes = {
  DNS_NOT_FOUND: {
    title: 'Host name not found',
    meaning: 'No name server knows an address for this host, so nothing was sent.',
    cure: 'Check the spelling. A name that only your network knows needs that network’s resolver, or a proxy.',
  },
  CONNECTION_REFUSED: {
    title: 'Connection refused',
    meaning: 'The host answered that nothing listens on this port, or it cannot be reached from here.',
    cure: 'Check host and port, and whether the service runs and a firewall lets this machine through.',
  },
  CONNECTION_RESET: {
    title: 'Connection closed by the other side',
    meaning: 'The connection was made and then cut before an answer came.',
    cure: 'Look for a proxy, firewall or load balancer in between, and at the service’s own log.',
  },
  TIMEOUT: {
    title: 'No answer in time',
    meaning: 'The other side took longer than allowed in the phase that is named.',
    cure: 'Try again, or allow more time with --timeout. No answer at all to a connection is usually a firewall.',
  },
  TLS_UNKNOWN_CA: {
    title: 'Certificate of an unknown authority',
    meaning: 'The server’s certificate was issued by an authority that is not trusted here.',
    cure: 'Give the authority’s certificate as tls.caFile, or --ca-file. It is trusted besides the public ones.',
  },
  TLS_SELF_SIGNED: {
    title: 'Self-signed certificate',
    meaning: 'The server’s certificate is issued by itself, so no authority vouches for it.',
    cure: 'Give that certificate as tls.caFile, or --ca-file, after comparing its fingerprint with the server’s.',
  },
  TLS_HOSTNAME_MISMATCH: {
    title: 'Certificate for another name',
    meaning: 'The server’s certificate is valid, but for other names than the one that was asked for.',
    cure: 'Use a name that the certificate holds, or have it issued for this one.',
  },
  TLS_EXPIRED: {
    title: 'Certificate expired',
    meaning: 'The server’s certificate, or one above it, is past its last day.',
    cure: 'Renew the certificate on the server. If it was renewed, compare the clocks.',
  },
  TLS_NOT_YET_VALID: {
    title: 'Certificate not valid yet',
    meaning: 'The first day of the server’s certificate lies in the future.',
    cure: 'Compare the clocks of both machines.',
  },
  TLS_BAD_CA_FILE: {
    title: 'CA file cannot be used',
    meaning:
      'The configured file with certificate authorities is missing, unreadable, or holds something else. Nothing was sent.',
    cure: 'Give a PEM file with one or more CERTIFICATE blocks.',
  },
  TLS_BAD_CLIENT_CERT: {
    title: 'Client certificate cannot be used',
    meaning:
      'The certificate or key for proving who you are is missing, damaged, does not belong together, or the server refused it.',
    cure: 'Give --cert-file and --key-file (tls.certFile, tls.keyFile) that belong to each other and that the server’s authority issued.',
  },
  TLS_CLIENT_CERT_REQUIRED: {
    title: 'Client certificate required',
    meaning: 'The server only talks to clients that show a certificate.',
    cure: 'Give --cert-file and --key-file, or tls.certFile and tls.keyFile.',
  },
  TLS_FAILED: {
    title: 'No common TLS',
    meaning:
      'Both sides speak TLS, but the handshake failed for another reason than the certificates’ trust.',
    cure: 'Compare TLS versions and ciphers; the server’s log names the reason more exactly.',
  },
  HTTP_ON_HTTPS_PORT: {
    title: 'Plain HTTP sent to a TLS port',
    meaning: 'The connection is set to plain HTTP, and the server speaks TLS on this port.',
    cure: 'Remove --plain-http (plainHttp in the configuration), or use the port for plain HTTP.',
  },
  HTTPS_ON_HTTP_PORT: {
    title: 'TLS sent to a plain HTTP port',
    meaning:
      'The server speaks plain HTTP on this port, and the connection uses TLS. Nothing secret was sent.',
    cure: 'If plain HTTP is really wanted say so: --plain-http, or plainHttp: true in the configuration.',
  },
  AUTH_REQUIRED: {
    title: 'Login required',
    meaning: 'The registry asks for a login, and none was given.',
    cure: 'Give --username and --password-stdin, or log in with helm or docker, or add auth to the source.',
  },
  AUTH_REJECTED: {
    title: 'Login refused',
    meaning: 'A login was sent, and the registry or its token server refused it.',
    cure: 'Check user and password or token. An explicit login is always used instead of a stored one.',
  },
  AUTH_FORBIDDEN: {
    title: 'Not allowed',
    meaning: 'The registry knows who asks and does not allow it for this repository.',
    cure: 'Ask for pull rights on the repository, or use another login.',
  },
  AUTH_TOKEN_ERROR: {
    title: 'Token server failed',
    meaning: 'The server that issues tokens for this registry gave no usable token.',
    cure: 'This is a fault on the registry’s side; its operator finds the request in the token server’s log.',
  },
  NOT_FOUND: {
    title: 'Not found',
    meaning: 'No such repository, tag or version, or no access to it: registries hide one behind the other.',
    cure: 'Check the spelling, then whether this login may see it.',
  },
  LIST_UNSUPPORTED: {
    title: 'This registry does not list',
    meaning: 'The registry does not tell which repositories it holds. It may hold many.',
    cure: 'Open a repository by its name, or name repositories in the source’s configuration.',
  },
  RATE_LIMITED: {
    title: 'Too many requests',
    meaning: 'The registry asks to wait before it answers again.',
    cure: 'Wait as long as it says. A login usually raises the limit.',
  },
  REGISTRY_ERROR: {
    title: 'The registry reports an error',
    meaning: 'The registry answered with an error of its own, also after asking again.',
    cure: 'Its code and words are shown as it sent them; its operator can say more.',
  },
  NOT_A_REGISTRY: {
    title: 'Not a registry',
    meaning:
      'A web page answered where a registry’s API was expected: a login proxy, a portal, or another service.',
    cure: 'Check host, port and path. Behind a login proxy the API needs a way around it.',
  },
  MALFORMED_RESPONSE: {
    title: 'Answer cannot be read',
    meaning: 'The answer is not what the specification asks for, so nothing of it is used.',
    cure: 'Look at what answered: a proxy may have changed it.',
  },
  LIMIT_EXCEEDED: {
    title: 'Too large',
    meaning: 'The answer or the archive is larger than what is read.',
    cure: 'The limit and the size are shown. A chart of that size is usually a mistake in its packaging.',
  },
  TRUNCATED: {
    title: 'Answer cut short',
    meaning: 'The connection ended before all announced bytes had come, also after asking again.',
    cure: 'Try again; if it stays, a proxy or the storage behind the registry cuts answers.',
  },
  DIGEST_MISMATCH: {
    title: 'Bytes are not the ones that were named',
    meaning: 'What was received has another digest than the one asked for. It was discarded.',
    cure: 'Do not use it. The registry’s storage or something in between changed it.',
  },
  SIZE_MISMATCH: {
    title: 'Size differs from the manifest',
    meaning: 'What was received is longer or shorter than the manifest says. It was discarded.',
    cure: 'Do not use it. The registry’s storage or something in between changed it.',
  },
  NOT_A_CHART: {
    title: 'Not a Helm chart',
    meaning: 'The reference names something else: a container image, a signature, another artefact.',
    cure: 'The media types that were found say what it is. Check repository and tag.',
  },
  AMBIGUOUS_CHART: {
    title: 'More than one chart',
    meaning:
      'The manifest holds two archives or two provenance files, so it does not say which one is meant.',
    cure: 'Push the chart again with helm push. Nothing is guessed.',
  },
  REDIRECT_REFUSED: {
    title: 'Redirect refused',
    meaning:
      'The server sent us on to a place that is not followed: from TLS to plain HTTP, in a circle, or too often.',
    cure: 'The rule and both places are shown. Mend the server’s or proxy’s external address.',
  },
  ADDRESS_BLOCKED: {
    title: 'Address not allowed',
    meaning:
      'A server pointed to an address that it must not make us ask: private, loopback, link-local, or without TLS.',
    cure: 'If the address is right, an administrator can allow it for this source (allowAddresses).',
  },
  PROXY_ERROR: {
    title: 'The proxy failed',
    meaning: 'The HTTP proxy could not be reached, or refused to pass the request on.',
    cure: 'Check HTTPS_PROXY, HTTP_PROXY and the proxy’s own login; NO_PROXY names hosts to be asked directly.',
  },
  CONFIG_INVALID: {
    title: 'Configuration cannot be used',
    meaning:
      'A configuration or login file holds something that cannot be understood, at the place that is named.',
    cure: 'Mend the file at that line. Nothing was sent.',
  },
  REQUEST_INVALID: {
    title: 'Request is not as described',
    meaning:
      'The body or a parameter of an API request does not have the form that the description asks for.',
    cure: 'Compare with /api/v1/openapi.json; the message names the field.',
  },
  REFERENCE_INVALID: {
    title: 'Reference cannot be read',
    meaning: 'What was given is no chart reference, version or path.',
    cure: 'Use oci://host/path[:tag|@digest], https://…/x.tgz, ./x.tgz, ./folder, oci-layout:./dir:tag, or source/name.',
  },
  SIGN_IN_REQUIRED: {
    title: 'Sign in first',
    meaning:
      'This server shows nothing to people it does not know, and the request came from nobody it knows.',
    cure: 'Sign in at /sign-in. Where a proxy says who asks, come through that proxy.',
  },
  SIGN_IN_REFUSED: {
    title: 'Name or password is wrong',
    meaning: 'The password was compared with the stored hashes, and none of them fits.',
    cure: 'Try again. An operator can write a new hash with chartroom password.',
  },
  TOO_MANY_ATTEMPTS: {
    title: 'Too many failed sign-ins',
    meaning: 'After a few wrong passwords each further try has to wait longer.',
    cure: 'Wait as long as is said, then try again.',
  },
  READ_ONLY: {
    title: 'Nothing can be changed from here',
    meaning: 'The request would change something, and who sent it may only read.',
    cure: 'Set access to password or proxy in chartroom.yaml, so that changes have an author.',
  },
  ORIGIN_REFUSED: {
    title: 'The request comes from another site',
    meaning:
      'What changes something is only taken from pages of this server, and the Origin header says otherwise.',
    cure: 'Use the page itself. A proxy in front must pass Host and Origin on unchanged; scripts send Origin with this server’s address.',
  },
  CONNECTION_UNKNOWN: {
    title: 'No such connection',
    meaning: 'No connection of this name was added on the page.',
    cure: 'Look at /settings/connections. What chartroom.yaml names is changed there.',
  },
  STORE_UNREADABLE: {
    title: 'What was kept cannot be read',
    meaning:
      'Connections that were added on the page lie encrypted in the data folder, and the key does not fit or a file is damaged.',
    cure: 'Give the same CHARTROOM_KEY or key file as when they were saved. Nothing is overwritten until then.',
  },
  SOURCE_UNKNOWN: {
    title: 'No such source',
    meaning: 'No source of this name is configured.',
    cure: 'Check the name, or add the source.',
  },
  CHART_INVALID: {
    title: 'Archive cannot be read as a chart',
    meaning: 'The archive came whole and with the right digest, but it is damaged or is no chart inside.',
    cure: 'Package and push the chart again.',
  },
  INTERNAL: {
    title: 'A fault of Chartroom',
    meaning: 'Something failed that should not. It says nothing about the chart or the registry.',
    cure: 'Please report it with the request id and what you did.',
  },
} as const satisfies Readonly<Record<string, Explanation>>

export type SourceCode = keyof typeof sourceCodes
