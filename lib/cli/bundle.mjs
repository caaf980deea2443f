// Makes dist/chartroom.js: the whole command line in one file that starts under plain Node.
//
// Start-up time counts, and most of it would go into compiling what a run never needs. So the file is a few lines of
// program over two parts that lie in comments, where they cost little: `template` alone, and all verbs, packed. A part is
// compiled when it is asked for; that of `template` with V8's code cache from dist/chartroom.cache, if that file is
// there and of this Node's making. Without it the same program starts a little later.
import { spawnSync } from 'node:child_process'
import { brotliCompressSync } from 'node:zlib'
import { chmodSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'
import { nodeBinary } from './prepare.mjs'

const root = join(dirname(fileURLToPath(import.meta.url)), '../..')
const cli = join(root, 'lib/cli')
const file = join(root, 'dist/chartroom.js')

/** In the part of `template`, charts from elsewhere are fetched by the other part. */
const remoteFromAll = {
  name: 'remote-from-all',
  setup(builder) {
    builder.onResolve({ filter: /\/remote-chart\.ts$/ }, ({ path }) => ({ path, namespace: 'all' }))
    builder.onLoad({ filter: /.*/, namespace: 'all' }, () => ({
      contents: 'export const readRemoteChart = (...given) => part.all().readRemoteChart(...given)',
    }))
  },
}

/** bcryptjs would load node:crypto for salts, which sprig makes from its own source of chance. */
const noCrypto = {
  name: 'no-crypto',
  setup(builder) {
    builder.onResolve({ filter: /^crypto$/ }, () => ({ path: 'crypto', namespace: 'empty' }))
    builder.onLoad({ filter: /.*/, namespace: 'empty' }, () => ({ contents: 'export default {}' }))
  },
}

const template = await bundle(
  `import { processIo } from './io.ts'
   import { runVerb } from './run-verb.ts'
   import * as verb from './template.ts'
   export const run = (args) => runVerb(async () => verb, args, processIo)`,
  [remoteFromAll, noCrypto],
)
const all = await bundle(
  `import { dispatch } from './dispatch.ts'
   import { processIo } from './io.ts'
   export { readRemoteChart } from './remote-chart.ts'
   export const run = (args) => dispatch(args, processIo)`,
  [],
)

rmSync(join(root, 'dist'), { recursive: true, force: true })
mkdirSync(join(root, 'dist'))
writeFileSync(
  file,
  readFileSync(join(cli, 'bundle-start.mjs'), 'utf8') +
    section('template', sealed(template)) +
    section('all', brotliCompressSync(all).toString('base64')),
)
chmodSync(file, 0o755)
// as CommonJS it starts a few milliseconds earlier; it is valid as either
writeFileSync(join(root, 'dist/package.json'), '{ "type": "commonjs" }\n')
writeCache()
console.log(`dist/chartroom.js ${Math.round(statSync(file).size / 1024)} KiB`)

async function bundle(contents, plugins) {
  const { outputFiles } = await build({
    stdin: { contents, resolveDir: cli, loader: 'ts' },
    write: false,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node22',
    minify: true,
    charset: 'ascii',
    supported: { 'dynamic-import': false },
    alias: { fflate: 'fflate/browser' },
    define: { 'import.meta.dirname': 'part.dirname', 'import.meta.url': 'part.url' },
    plugins,
    logLevel: 'warning',
  })
  return outputFiles[0].text
}

function section(name, text) {
  return `\n//:${name}\n/*${text}*/\n`
}

/** Code that may lie in a comment. */
function sealed(code) {
  if (code.includes('\x01')) throw new Error('the bundle holds U+0001, which stands for a comment’s end')
  return code.replaceAll('*/', '*\x01/')
}

/** Renders the sample chart once, and keeps what V8 compiled for it. */
function writeCache() {
  const cache = join(root, 'dist/chartroom.cache')
  const chart = join(root, 'tests/fixtures/charts/everything')
  const env = { ...process.env, CHARTROOM_SAVE_CODE_CACHE: cache }
  const { status } = spawnSync(nodeBinary(root), [file, 'template', chart], {
    env,
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  if (status !== 0) throw new Error('the bundle cannot render its own fixture')
}
