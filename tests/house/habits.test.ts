import { expect, test } from 'vitest'
import { files, read } from './sources.ts'

const code = files.filter((f) => /\.(ts|tsx|mjs)$/.test(f))
const rooms = [
  ...new Set(files.filter((f) => f.startsWith('lib/')).map((f) => f.split('/').slice(0, 2).join('/'))),
].filter((room) => !room.includes('.'))

test('the top level holds only what was given and what a repository needs', () => {
  const given = [
    'package.json',
    'tsconfig.json',
    'app',
    'components',
    'lib',
    'public',
    'tests',
    'next.config.js',
  ]
  const needed = [
    'README.md',
    'CONTRIBUTING.md',
    'LICENSE',
    'SECURITY.md',
    'CHANGELOG.md',
    '.ci',
    'package-lock.json',
    '.gitignore',
    '.npmrc',
    'tsconfig.pure.json',
    '.oxlintrc.json',
    '.oxfmtrc.json',
    'knip.json',
    'vitest.config.ts',
    'playwright.config.ts',
    'postcss.config.mjs',
    'proxy.ts',
    'instrumentation.ts',
  ]
  const top = [...new Set(files.map((f) => f.split('/')[0]!))]
  expect(top.filter((name) => !given.includes(name) && !needed.includes(name))).toEqual([])
})

test('file names are kebab-case and say one idea', () => {
  const base = (f: string): string => f.split('/').at(-1)!
  const free = code.filter((f) => !f.startsWith('app/') && !f.startsWith('tests/'))
  expect(
    free.filter(
      (f) => !/^[a-z0-9]+(-[a-z0-9]+)*(\.(test|spec|d|config|node|web))*\.(ts|tsx|mjs)$/.test(base(f)),
    ),
  ).toEqual([])
  expect(code.filter((f) => /^(utils|helpers|types|constants|common|misc)\.tsx?$/.test(base(f)))).toEqual([])
})

test('every room has a README of a few lines', () => {
  const missing = rooms.filter((room) => !files.includes(`${room}/README.md`))
  expect(missing).toEqual([])
  const long = rooms.filter(
    (room) => files.includes(`${room}/README.md`) && read(`${room}/README.md`).split('\n').length > 60,
  )
  expect(long).toEqual([])
})

test('the picture in CONTRIBUTING is the layout that is there', () => {
  const picture = /```\napp\/[\s\S]*?```/.exec(read('CONTRIBUTING.md'))?.[0] ?? ''
  const drawn = [...picture.matchAll(/^ {2}(\w[\w-]*)\//gm)].map((m) => m[1])
  expect(drawn.length).toBeGreaterThan(10)
  for (const room of rooms) expect(drawn, `lib/${room} is drawn`).toContain(room.slice('lib/'.length))
})

test('nothing names a machine’s path or a package registry’s host', () => {
  const text = files.filter(
    (f) =>
      !/\.(png|woff2|ico|tgz|gpg|bin|gz|zst|sig|kbx|p12|der|snap)$/.test(f) &&
      !f.startsWith('public/samples/blobs/'),
  )
  const path = new RegExp(
    `(^|[^A-Za-z0-9_.])/(${['wo' + 'rk', 'fa' + 'rm', 'ro' + 'ot'].join('|')})/[A-Za-z.]`,
    'm',
  )
  expect(text.filter((f) => path.test(read(f)))).toEqual([])
  expect(/"resolved"/.test(read('package-lock.json'))).toBe(false)
})

test('every dependency has its reason in CONTRIBUTING', () => {
  const { dependencies, devDependencies } = JSON.parse(read('package.json')) as Record<
    'dependencies' | 'devDependencies',
    Record<string, string>
  >
  const table = read('CONTRIBUTING.md')
  const unexplained = [...Object.keys(dependencies), ...Object.keys(devDependencies)].filter(
    (name) => !table.includes(`\`${name}\``),
  )
  expect(unexplained).toEqual([])
})
