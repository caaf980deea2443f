/** What a registry says about its refusal. */
export interface RegistryErrorBody {
  /** `MANIFEST_UNKNOWN`, `DENIED`, … or "" */
  readonly code: string
  /** its words, printable, at most 300 characters, or "" */
  readonly message: string
}

/**
 * Reads the body of a refused request: the OCI form `{"errors": [{code, message, detail}]}`, the forms of token servers and
 * proxies (`error`, `message`, `details`), or the first words of plain text. Never throws.
 */
export function parseErrorBody(bytes: Uint8Array): RegistryErrorBody {
  const text = new TextDecoder().decode(bytes).trim()
  if (text.startsWith('<')) return { code: '', message: titleOf(text) }
  let body: unknown
  try {
    body = JSON.parse(text)
  } catch {
    return { code: '', message: printable(text) }
  }
  if (!isObject(body)) return { code: '', message: '' }
  const errors = body['errors']
  if (Array.isArray(errors)) {
    const first: unknown = errors[0]
    if (!isObject(first)) return { code: '', message: '' }
    return { code: codeOf(first['code']), message: wordsOf(first['message']) || wordsOf(first['detail']) }
  }
  const error = body['error']
  if (isObject(error)) return { code: codeOf(error['code']), message: wordsOf(error['message']) }
  const words = ['error_description', 'message', 'details', 'detail']
    .map((key) => wordsOf(body[key]))
    .find((w) => w !== '')
  return { code: codeOf(body['code']) || codeOf(error), message: words ?? wordsOf(error) }
}

/** Whether a successful answer carries errors instead of content. */
export function holdsErrors(value: Readonly<Record<string, unknown>>): boolean {
  return Array.isArray(value['errors']) && value['errors'].length > 0
}

type Json = Readonly<Record<string, unknown>>
const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
const codeOf = (value: unknown): string =>
  typeof value === 'string' && /^[\w.-]{1,64}$/.test(value) ? value : ''
const wordsOf = (value: unknown): string => (typeof value === 'string' ? printable(value) : '')

/** One line, without control characters or direction marks. */
export const printable = (text: string): string =>
  text
    .replaceAll(/[\s\p{Cc}\p{Cf}]+/gu, ' ')
    .trim()
    .slice(0, 300)

const titleOf = (html: string): string => {
  const title = /<title[^>]*>([^<]{1,200})/i.exec(html)?.[1]
  return title === undefined ? '' : printable(title)
}
