import { randomBytes } from 'node:crypto'
import { gzipSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { ArchiveError, readArchive, type ArchiveOptions } from '../../../lib/archive/index.ts'

interface Entry {
  readonly name: string
  readonly data?: string | Uint8Array
  readonly type?: string
  readonly prefix?: string
  readonly size?: number
  readonly magic?: string
}

function header({ name, data = '', type = '0', prefix = '', size, magic = 'ustar\u000000' }: Entry): Buffer {
  const block = Buffer.alloc(512)
  block.write(name, 0, 'latin1')
  block.write('0000644\0', 100)
  block.write('0000000\0', 108)
  block.write('0000000\0', 116)
  block.write(`${(size ?? Buffer.from(data as string).length).toString(8).padStart(11, '0')}\0`, 124)
  block.write('00000000000\0', 136)
  block.write('        ', 148)
  block.write(type, 156)
  block.write(magic, 257, 'latin1')
  block.write(prefix, 345)
  const sum = block.reduce((a, b) => a + b, 0)
  block.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148)
  return block
}

function tar(...entries: Entry[]): Buffer {
  const parts = entries.flatMap((entry) => {
    const data = Buffer.from((entry.data ?? '') as string)
    return [header(entry), data, Buffer.alloc((512 - (data.length % 512)) % 512)]
  })
  return Buffer.concat([...parts, Buffer.alloc(1024)])
}

const read = (entries: Entry[], options?: ArchiveOptions) =>
  readArchive(gzipSync(tar(...entries)), options).map(({ path, data }) => [
    path,
    Buffer.from(data).toString(),
  ])

/** The code and the words of a refusal. */
function refusal(packed: Uint8Array, options?: ArchiveOptions): string {
  try {
    readArchive(packed, options)
  } catch (error) {
    if (error instanceof ArchiveError) return `${error.code} ${error.message}`
    throw error
  }
  return 'accepted'
}
const refused = (entries: Entry[], options?: ArchiveOptions): string =>
  refusal(gzipSync(tar(...entries)), options)

const pax = (records: Record<string, string>): string =>
  Object.entries(records)
    .map(([key, value]) => {
      const body = ` ${key}=${value}\n`
      let size = body.length
      while (`${size}${body}`.length !== size) size = `${size}${body}`.length
      return `${size}${body}`
    })
    .join('')

describe('forms of tar', () => {
  test('the first segment is dropped, order is kept, marks are trimmed, folders passed over', () => {
    const entries = [
      { name: 'c/b', data: '2' },
      { name: 'c/', type: '5' },
      { name: 'c/a/x', data: '\ufeffmarked' },
      { name: 'c/./y', data: '' },
    ]
    expect(read(entries)).toEqual([
      ['b', '2'],
      ['a/x', 'marked'],
      ['y', ''],
    ])
  })

  test('long names: ustar prefix, pax, GNU', () => {
    const long = `c/${'d'.repeat(120)}/file`
    expect(read([{ name: 'file', prefix: 'c/deep', data: '1' }])).toEqual([['deep/file', '1']])
    expect(
      read([
        { name: 'x', type: 'x', data: pax({ path: long, mtime: '1.5' }) },
        { name: 'c/short', data: '1' },
      ]),
    ).toEqual([[long.slice(2), '1']])
    expect(
      read([
        { name: '././@LongLink', type: 'L', data: `${long}\0`, magic: 'ustar  \0' },
        { name: 'c/short', data: '1', magic: 'ustar  \0' },
      ]),
    ).toEqual([[long.slice(2), '1']])
  })

  test('a global header is a note, a pax size counts', () => {
    expect(
      read([
        { name: 'g', type: 'g', data: pax({ comment: 'x' }) },
        { name: 'c/a', data: '1' },
      ]),
    ).toEqual([['a', '1']])
    expect(
      read([
        { name: 'x', type: 'x', data: pax({ size: '3' }) },
        { name: 'c/a', data: 'abc', size: 0 },
      ]),
    ).toEqual([['a', 'abc']])
  })

  test('names of Windows', () => {
    expect(read([{ name: 'c\\templates\\a.yaml', data: '1' }])).toEqual([['templates/a.yaml', '1']])
  })

  test('links are empty files as in Helm, unless honesty is asked for', () => {
    const entries = [
      { name: 'c/link', type: '2' },
      { name: 'c/a', data: '1' },
    ]
    expect(read(entries)).toEqual([
      ['link', ''],
      ['a', '1'],
    ])
    expect(refused(entries, { special: 'refuse' })).toBe('ILLEGAL_TYPE c/link is not a regular file')
  })

  test('what follows the end of the archive is not looked at', () => {
    const whole = gzipSync(Buffer.concat([tar({ name: 'c/a', data: '1' }), Buffer.alloc(200_000, 7)]))
    expect(readArchive(whole.subarray(0, whole.length - 20)).length).toBe(1)
  })
})

describe('refusals, in Helm’s words', () => {
  test.each<[string, Entry[], string]>([
    ['parent', [{ name: 'c/../../x' }], 'ILLEGAL_PARENT chart illegally references parent directory'],
    ['absolute', [{ name: 'c//etc/passwd' }], 'ILLEGAL_ABSOLUTE chart illegally contains absolute paths'],
    [
      'outside',
      [{ name: 'file' }],
      'ILLEGAL_OUTSIDE chart illegally contains content outside the base directory: "file"',
    ],
    ['drive', [{ name: 'c/C:/x' }], 'ILLEGAL_NAME chart contains illegally named files'],
    ['not below a folder', [{ name: 'Chart.yaml/x' }], 'ILLEGAL_NAME chart yaml not in base directory'],
    ['nothing in it', [], 'EMPTY no files in chart archive'],
  ])('%s', (_, entries, words) => expect(refused(entries)).toBe(words))

  test('no gzip, no tar, cut short', () => {
    expect(refusal(Buffer.from('not a gzip stream at all'))).toBe('GZIP_HEADER gzip: invalid header')
    expect(refusal(gzipSync(Buffer.alloc(1024, 1)))).toBe('TAR_HEADER archive/tar: invalid tar header')
    expect(refusal(gzipSync(tar({ name: 'c/a', data: 'abc' }).subarray(0, 513)))).toBe(
      'TRUNCATED unexpected EOF',
    )
    expect(refusal(gzipSync(tar({ name: 'c/a', data: 'x'.repeat(9000) })).subarray(0, 40))).toBe(
      'TRUNCATED unexpected EOF',
    )
  })
})

describe('limits', () => {
  const file = (size: number): Entry => ({ name: 'c/a', data: new Uint8Array(size) })

  test('of one file, of all, of entries', () => {
    expect(refused([file(2000)], { limits: { file: 1999 } })).toBe(
      'FILE_TOO_LARGE decompressed chart file "c/a" is larger than the maximum file size 1999',
    )
    expect(refused([file(600), file(600)], { limits: { total: 1000 } })).toBe(
      'TOO_LARGE decompressed chart is larger than the maximum size 1000',
    )
    expect(refused([file(1), file(1), file(1)], { limits: { entries: 2 } })).toBe(
      'TOO_MANY archive holds more than 2 entries',
    )
  })

  test('a bomb costs no more than its limit', () => {
    const bomb = gzipSync(tar(...Array.from({ length: 20 }, () => file(4 * 1024 * 1024))))
    expect(refusal(bomb, { limits: { ratioFrom: 1024 * 1024 } })).toBe(
      'TOO_DENSE archive unpacks to more than 500 times its size',
    )
    expect(refusal(gzipSync(header({ name: 'c/a', size: 2 ** 33 - 1 })))).toMatch(/^TOO_LARGE/)
  })

  test('a platform’s inflater gives the same', () => {
    const packed = gzipSync(tar({ name: 'c/a', data: randomBytes(100_000) }))
    const inflate = () => tar({ name: 'c/b', data: '1' })
    expect(readArchive(packed, { inflate }).map((f) => f.path)).toEqual(['b'])
    expect(readArchive(packed, { inflate: () => undefined }).map((f) => f.path)).toEqual(['a'])
  })
})
