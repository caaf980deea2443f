import { createPrivateKey, X509Certificate } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { getCACertificates } from 'node:tls'
import { SourceError } from '../errors/source-error.ts'

/** Certificates as Node takes them, all of them looked at before any connection. */
export interface TlsMaterial {
  /** undefined: the default authorities; else these besides the default ones, since Node would otherwise replace them */
  readonly ca?: readonly string[]
  readonly client?: { readonly cert: string; readonly key: string }
  readonly verify: boolean
}

/** A PEM file by its path, or its text with a name to speak of it. */
export type Pem = string | { readonly name: string; readonly text: string }

export interface TlsFiles {
  readonly caFile?: Pem | undefined
  readonly certFile?: Pem | undefined
  readonly keyFile?: Pem | undefined
  readonly insecureSkipVerify?: boolean | undefined
}

/** @throws SourceError TLS_BAD_CA_FILE, TLS_BAD_CLIENT_CERT */
export function tlsMaterial(files: TlsFiles): TlsMaterial {
  const custom = files.caFile === undefined ? undefined : readAuthorities(files.caFile)
  const client = readClient(files.certFile, files.keyFile)
  return {
    verify: files.insecureSkipVerify !== true,
    ...(custom !== undefined && { ca: [...getCACertificates('default'), ...custom] }),
    ...(client !== undefined && { client }),
  }
}

const BLOCK = /-----BEGIN ([A-Z0-9 ]+)-----[\s\S]*?-----END \1-----/g

/** Each certificate of a PEM file. Node itself accepts garbage in silence. */
function readAuthorities(file: Pem): string[] {
  const name = nameOf(file)
  const bad = (why: string, cause?: unknown): SourceError =>
    new SourceError('TLS_BAD_CA_FILE', `${name}: ${why}`, { host: name, phase: 'configuration', cause })
  const text = readText(file, bad)
  const blocks = [...text.matchAll(BLOCK)]
  if (blocks.some(([, label]) => label!.endsWith('PRIVATE KEY')))
    throw bad('it holds a private key, not certificates')
  const certificates = blocks.filter(
    ([, label]) => label === 'CERTIFICATE' || label === 'TRUSTED CERTIFICATE',
  )
  if (certificates.length === 0) throw bad(text.trim() === '' ? 'it is empty' : 'it holds no PEM certificate')
  return certificates.map(([pem], i) => {
    try {
      return new X509Certificate(pem).toString()
    } catch (error) {
      throw bad(`certificate ${i + 1} of ${certificates.length} cannot be read`, error)
    }
  })
}

function readClient(certFile: Pem | undefined, keyFile: Pem | undefined): TlsMaterial['client'] {
  if (certFile === undefined && keyFile === undefined) return undefined
  const badFile =
    (file: Pem) =>
    (why: string, cause?: unknown): SourceError =>
      new SourceError('TLS_BAD_CLIENT_CERT', `${nameOf(file)}: ${why}`, {
        host: nameOf(file),
        phase: 'configuration',
        cause,
      })
  if (certFile === undefined) throw badFile(keyFile!)('a key without a certificate; give --cert-file too')
  if (keyFile === undefined) throw badFile(certFile)('a certificate without a key; give --key-file too')

  const cert = readText(certFile, badFile(certFile))
  const key = readText(keyFile, badFile(keyFile))
  let leaf: X509Certificate
  try {
    leaf = new X509Certificate(cert)
  } catch (error) {
    throw badFile(certFile)('it holds no readable PEM certificate', error)
  }
  let privateKey: ReturnType<typeof createPrivateKey>
  try {
    privateKey = createPrivateKey(key)
  } catch (error) {
    const encrypted = /ENCRYPTED/.test(key)
    throw badFile(keyFile)(
      encrypted
        ? 'the key is encrypted; give it without a passphrase'
        : 'it holds no readable PEM private key',
      error,
    )
  }
  if (!leaf.checkPrivateKey(privateKey))
    throw badFile(keyFile)(`the key does not belong to the certificate in ${nameOf(certFile)}`)
  return { cert, key }
}

const nameOf = (file: Pem): string => (typeof file === 'string' ? file : file.name)

function readText(file: Pem, bad: (why: string, cause?: unknown) => SourceError): string {
  if (typeof file !== 'string') return file.text
  try {
    return readFileSync(file, 'utf8')
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    throw bad(
      code === 'ENOENT'
        ? 'no such file'
        : code === 'EACCES'
          ? 'it may not be read'
          : `it cannot be read (${code})`,
      error,
    )
  }
}
