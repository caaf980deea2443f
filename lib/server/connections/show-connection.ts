import { X509Certificate } from 'node:crypto'
import type { Connection } from '../../schema/connection.ts'
import type { SeenCertificate } from '../../schema/diagnosis.ts'
import type { KeptConnection } from './kept-connection.ts'

const BLOCK = /-----BEGIN (?:TRUSTED )?CERTIFICATE-----[\s\S]*?-----END (?:TRUSTED )?CERTIFICATE-----/g

/** A kept connection as it may be shown: certificates by what they say, secrets by when they were set. */
export function showConnection(kept: KeptConnection): Connection {
  const { auth, ca, cert, key: _, ...rest } = kept
  return {
    ...rest,
    auth: { kind: auth.kind, username: auth.username, setAt: auth.setAt },
    ca: certificatesOf(ca),
    client: certificatesOf(cert)[0] ?? null,
  }
}

const certificatesOf = (pem: string): SeenCertificate[] =>
  (pem.match(BLOCK) ?? []).map((text) => seen(new X509Certificate(text)))

function seen({ subject, issuer, fingerprint256, validFrom, validTo }: X509Certificate): SeenCertificate {
  const line = (name: string | undefined): string => name?.split('\n').join(', ') ?? 'no name'
  const iso = (text: string): string => new Date(text).toISOString()
  return {
    subject: line(subject),
    issuer: line(issuer),
    sha256: fingerprint256,
    validFrom: iso(validFrom),
    validTo: iso(validTo),
  }
}
