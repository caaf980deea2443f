// Makes dist/chartroom.js: the whole command line in one file that starts under plain Node.
//
// Start-up time counts, and most of it would go into compiling what a run never needs. So the file is a few lines of
// program over parts that lie in comments, where they cost little: `template` alone, `verify` of files alone, the verbs that
// read registries without any configuration, verdicts on what lies in registries likewise, and all verbs, packed. A part is
// compiled when it is asked for; all but the last with V8's code cache from dist/*.cache, if that file is there and of this
// Node's making. Without it the program starts a little later.
import { spawn, spawnSync } from 'node:child_process'
import { brotliCompressSync } from 'node:zlib'
import { chmodSync, existsSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'
import { nodeBinary } from './prepare.mjs'

const root = join(dirname(fileURLToPath(import.meta.url)), '../..')
const cli = join(root, 'lib/cli')
const file = join(root, 'dist/chartroom.js')

/** In the part of `template`, charts from elsewhere are fetched by another part. */
const remoteFromElsewhere = {
  name: 'remote-from-elsewhere',
  setup(builder) {
    builder.onResolve({ filter: /\/remote-chart\.ts$/ }, ({ path }) => ({ path, namespace: 'elsewhere' }))
    builder.onLoad({ filter: /.*/, namespace: 'elsewhere' }, () => ({
      contents: 'export const readRemoteChart = (...given) => part.remote().readRemoteChart(...given)',
    }))
  },
}

/** `--verify` is rare, and needs what only the part of all verbs holds. */
const verifyFromAll = {
  name: 'verify-from-all',
  setup(builder) {
    builder.onResolve({ filter: /\/demand-provenance\.ts$/ }, ({ path }) => ({ path, namespace: 'all' }))
    builder.onLoad({ filter: /.*/, namespace: 'all' }, () => ({
      contents: `export const demandFileProvenance = (...given) => part.all().demandFileProvenance(...given)
        export const demandProvenance = (...given) => part.all().demandProvenance(...given)`,
    }))
  },
}

/** In the part of `verify`, everything that is not a file on its own is judged by another part. */
const verdictsFromElsewhere = {
  name: 'verdicts-from-elsewhere',
  setup(builder) {
    builder.onResolve({ filter: /\/verify-remote\.ts$/ }, ({ path }) => ({ path, namespace: 'verdicts' }))
    builder.onLoad({ filter: /.*/, namespace: 'verdicts' }, () => ({
      contents: 'export const verifyRemote = (...given) => part.verdicts().verifyRemote(...given)',
    }))
  },
}

/** The part of registries is only taken where no configuration is read, so it holds no contracts and no second YAML parser. */
const noConfiguration = {
  name: 'no-configuration',
  setup(builder) {
    builder.onResolve({ filter: /\/(?:configured-sources|find-config|read-config)\.ts$/ }, ({ path }) => ({
      path,
      namespace: 'never',
    }))
    builder.onLoad({ filter: /.*/, namespace: 'never' }, () => ({
      contents: 'throw new Error("not in this part")',
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
  [remoteFromElsewhere, verifyFromAll, noCrypto],
)
const registry = await bundle(
  `import { processIo } from './io.ts'
   import { runVerb } from './run-verb.ts'
   export { readRemoteChart } from './remote-chart.ts'
   const verbs = { list: () => import('./list.ts'), versions: () => import('./versions.ts'), show: () => import('./show.ts') }
   export const run = ([verb, ...args]) => runVerb(verbs[verb], args, processIo)`,
  [noConfiguration, verifyFromAll],
)
const verify = await bundle(
  `import { processIo } from './io.ts'
   import { runVerb } from './run-verb.ts'
   import * as verb from './verify.ts'
   export const run = (args) => runVerb(async () => verb, args, processIo)`,
  [verdictsFromElsewhere],
)
const signatures = await bundle(`export { verifyRemote } from './verify-remote.ts'`, [noConfiguration])
const all = await bundle(
  `import { dispatch } from './dispatch.ts'
   import { processIo } from './io.ts'
   export * from './demand-provenance.ts'
   export { readRemoteChart } from './remote-chart.ts'
   export { verifyRemote } from './verify-remote.ts'
   export const run = (args) => dispatch(args, processIo)`,
  [],
)

rmSync(join(root, 'dist'), { recursive: true, force: true })
mkdirSync(join(root, 'dist'))
writeFileSync(
  file,
  readFileSync(join(cli, 'bundle-start.mjs'), 'utf8') +
    section('template', sealed(template)) +
    section('verify', sealed(verify)) +
    section('registry', sealed(registry)) +
    section('signatures', packed(signatures)) +
    section('all', packed(all)),
)
chmodSync(file, 0o755)
// as CommonJS it starts a few milliseconds earlier; it is valid as either
writeFileSync(join(root, 'dist/package.json'), '{ "type": "commonjs" }\n')
writeTemplateCache()
writeVerifyCache()
await writeRegistryCaches()
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

/** Large code, for which unpacking costs less than its length would cost the verbs that never ask for it. */
function packed(code) {
  return brotliCompressSync(code).toString('base64')
}

/** Code that may lie in a comment. */
function sealed(code) {
  if (code.includes('\x01')) throw new Error('the bundle holds U+0001, which stands for a comment’s end')
  return code.replaceAll('*/', '*\x01/')
}

/** Renders the sample chart once, and keeps what V8 compiled for it. */
function writeTemplateCache() {
  const cache = join(root, 'dist/chartroom-template.cache')
  const chart = join(root, 'tests/fixtures/charts/everything')
  const env = { ...process.env, CHARTROOM_SAVE_CODE_CACHE: cache }
  const { status } = spawnSync(nodeBinary(root), [file, 'template', chart], {
    env,
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  if (status !== 0) throw new Error('the bundle cannot render its own fixture')
}

/** Judges a sample chart as a file once, and keeps what V8 compiled for it. */
function writeVerifyCache() {
  const { layers } = sampleManifest(sampleIndex().find((m) => m.name === 'sextant:0.4.2').digest)
  const archive = join(root, 'dist/sextant-0.4.2.tgz')
  for (const { mediaType, digest } of layers)
    writeFileSync(mediaType.endsWith('.prov') ? `${archive}.prov` : archive, readFileSync(sampleBlob(digest)))
  const env = {
    ...process.env,
    CHARTROOM_SAVE_CODE_CACHE: join(root, 'dist/chartroom-verify.cache'),
    CHARTROOM_CONFIG: '',
  }
  const args = [
    file,
    'verify',
    archive,
    '--keyring',
    join(root, 'public/samples/trust/platform.asc'),
    '-o',
    'json',
  ]
  const { status } = spawnSync(nodeBinary(root), args, {
    env,
    cwd: join(root, 'dist'),
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  for (const name of [archive, `${archive}.prov`]) rmSync(name)
  if (status !== 0) throw new Error('the bundle cannot verify the sample')
}

function sampleIndex() {
  const { manifests } = JSON.parse(readFileSync(join(root, 'public/samples/index.json'), 'utf8'))
  return manifests.map((m) => ({ ...m, name: m.annotations?.['org.opencontainers.image.ref.name'] }))
}
function sampleBlob(digest) {
  return join(root, 'public/samples/blobs', ...digest.split(':'))
}
function sampleManifest(digest) {
  return JSON.parse(readFileSync(sampleBlob(digest), 'utf8'))
}

/** Shows and judges a sample chart from a registry on loopback once each, and keeps what V8 compiled for it. */
async function writeRegistryCaches() {
  const index = sampleIndex()
  const server = createServer((request, response) => {
    const [, repository, kind, reference = ''] = /^\/v2\/([^/]+)\/(\w+)\/(.+)$/.exec(request.url) ?? []
    const manifest = index.find(
      (m) => m.name === `${repository}:${reference}` || (kind === 'manifests' && m.digest === reference),
    )
    const blob = sampleBlob(manifest?.digest ?? reference)
    if (kind === 'tags') {
      const tags = index.flatMap((m) => (m.name?.startsWith(`${repository}:`) ? [m.name.split(':')[1]] : []))
      response.end(JSON.stringify({ name: repository, tags }))
    } else if (kind === 'referrers') {
      const manifests = index.filter((m) => sampleManifest(m.digest).subject?.digest === reference)
      response.setHeader('content-type', 'application/vnd.oci.image.index.v1+json')
      response.end(JSON.stringify({ schemaVersion: 2, manifests }))
    } else if (reference !== '' && existsSync(blob))
      response.setHeader('content-type', manifest?.mediaType ?? 'x/y').end(readFileSync(blob))
    else response.writeHead(404).end()
  })
  await new Promise((done) => server.listen(0, '127.0.0.1', done))
  const reference = `oci://127.0.0.1:${server.address().port}/lighthouse`
  const trust = join(root, 'public/samples/trust')
  const judge = [
    'verify',
    `${reference}:1.5.0`,
    '--keyring',
    join(trust, 'platform.asc'),
    '--key',
    join(trust, 'release.pub'),
  ]
  const outcomes = [
    await save('registry', ['show', 'all', reference]),
    await save('signatures', [...judge, '--insecure-ignore-tlog', '-o', 'json']),
  ]
  server.close()
  server.closeAllConnections()
  if (outcomes.some((status) => status !== 0)) throw new Error('the bundle cannot show or verify the sample')
}

function save(name, args) {
  const env = {
    ...process.env,
    CHARTROOM_SAVE_CODE_CACHE: join(root, `dist/chartroom-${name}.cache`),
    CHARTROOM_CONFIG: '',
    NO_PROXY: '*',
  }
  const child = spawn(nodeBinary(root), [file, ...args, '--plain-http'], {
    env,
    cwd: join(root, 'dist'),
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  return new Promise((done) => child.on('exit', done))
}
