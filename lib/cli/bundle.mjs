// Makes dist/chartroom.js: the whole command line, which starts under plain Node. Its parts lie beside it.
//
// Start-up time counts, and most of it would go into reading and compiling what a run never needs. So the file is a few
// lines of program, and the rest is in parts: `template` alone, and with a source map, `verify` of files alone, the verbs that read registries
// without any configuration, verdicts on what lies in registries likewise, and all verbs; and the packages that few charts
// make `template` ask for. A part is read and compiled when it is asked for; all but that of all verbs with V8's code cache
// from the file beside it, if that is there and of this Node's making. Without it the program starts a little later.
import { spawn, spawnSync } from 'node:child_process'
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { createServer } from 'node:http'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'
import { nodeBinary } from './prepare.mjs'

const root = join(dirname(fileURLToPath(import.meta.url)), '../..')
const cli = join(root, 'lib/cli')
const file = join(root, 'dist/chartroom.js')
const parts = join(root, 'dist/parts')

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

/** A source map is rare, and needs the renderer that traces. */
const tracedFromElsewhere = {
  name: 'traced-from-elsewhere',
  setup(builder) {
    builder.onResolve({ filter: /\/source-map\.ts$/ }, ({ path }) => ({ path, namespace: 'traced' }))
    builder.onLoad({ filter: /.*/, namespace: 'traced' }, () => ({
      contents:
        'export const renderWithSourceMap = (...given) => part.traced().renderWithSourceMap(...given)',
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

/** A run of the command line sends few requests and ends: Node's own client starts sooner than undici. */
const nodesOwnClient = {
  name: 'nodes-own-client',
  setup(builder) {
    builder.onResolve({ filter: /\/undici-agent\.ts$/ }, ({ resolveDir }) => ({
      path: join(resolveDir, 'node-agent.ts'),
    }))
  },
}

/** What of Node a request without TLS, login helpers, names and packed answers never asks for, and takes 20 ms to load. */
const builtins = {
  child_process: ['execFile'],
  crypto: ['createHash', 'createHmac', 'createPrivateKey', 'X509Certificate'],
  'dns/promises': ['lookup'],
  tls: ['connect', 'createSecureContext', 'getCACertificates'],
  zlib: ['gunzip', 'gunzipSync', 'gzipSync'],
}
const builtinsOnDemand = {
  name: 'builtins-on-demand',
  setup(builder) {
    builder.onResolve({ filter: /^node:/ }, ({ path }) =>
      path.slice(5) in builtins ? { path: path.slice(5), namespace: 'builtins' } : undefined,
    )
    builder.onLoad({ filter: /.*/, namespace: 'builtins' }, ({ path }) => ({
      contents: builtins[path]
        .map(
          (name) =>
            `export function ${name}(...given) { const { ${name}: it } = process.getBuiltinModule('${path}'); return new.target ? new it(...given) : it(...given) }`,
        )
        .join('\n'),
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

/** Packages that few charts ask for, each a part of its own; and how the part of `template` sees them. */
const onDemand = {
  re2js: `
    export const RE2JS = { compile: (...given) => part.package('re2js').RE2JS.compile(...given) }
    export const RE2JSSyntaxException = {
      [Symbol.hasInstance]: (error) => error instanceof part.package('re2js').RE2JSSyntaxException,
    }
    export const RE2JSException = {
      [Symbol.hasInstance]: (error) => error instanceof part.package('re2js').RE2JSException,
    }`,
  fflate: `
    export function Gunzip(...given) { return new (part.package('fflate').Gunzip)(...given) }`,
  bcryptjs: functionsOf('bcryptjs', 'encodeBase64', 'hashSync'),
  '@noble/curves/abstract/edwards.js': functionsOf('@noble/curves/abstract/edwards.js', 'eddsa', 'edwards'),
  '@noble/curves/abstract/weierstrass.js': functionsOf(
    '@noble/curves/abstract/weierstrass.js',
    'ecdsa',
    'weierstrass',
  ),
  '@noble/hashes/scrypt.js': functionsOf('@noble/hashes/scrypt.js', 'scrypt'),
}
const packagesOnDemand = packagesLater(Object.keys(onDemand))
/** Every archive is unpacked where it is judged, but few identities are patterns. */
const patternsOnDemand = packagesLater(['re2js'])

/** What judges certificates, logs and Notary's envelopes, and mathematics that Node has not: parts of their own. */
const judges = {
  sigstore: { imported: /\/verify\/cosign\/root\.ts$/, files: ['../verify/cosign/root.ts'] },
  primitives: {
    imported: /\/trust\/cosign-primitives\.ts$/,
    files: ['../server/trust/cosign-primitives.ts'],
  },
  notation: {
    imported: /\/verify\/notation\/(?:verify|policy|store)\.ts$/,
    files: ['verify', 'policy', 'store'].map((name) => `../verify/notation/${name}.ts`),
  },
}
const judgesOnDemand = {
  name: 'judges-on-demand',
  setup(builder) {
    for (const [name, { imported }] of Object.entries(judges)) {
      builder.onResolve({ filter: imported }, ({ kind }) =>
        kind === 'dynamic-import' ? { path: name, namespace: 'judges' } : undefined,
      )
    }
    builder.onLoad({ filter: /.*/, namespace: 'judges' }, ({ path }) => ({
      contents: `module.exports = part.package('${path}')`,
    }))
  },
}

const template = await bundle(
  `import { processIo } from './io.ts'
   import { runVerb } from './run-verb.ts'
   import * as verb from './template.ts'
   export const run = (args) => runVerb(async () => verb, args, processIo)`,
  [remoteFromElsewhere, verifyFromAll, tracedFromElsewhere, packagesOnDemand],
)
const traced = await bundle(`export { renderWithSourceMap } from './source-map.ts'`, [packagesOnDemand])
const registry = await bundle(
  `import { processIo } from './io.ts'
   import { runVerb } from './run-verb.ts'
   export { readRemoteChart } from './remote-chart.ts'
   const verbs = { list: () => import('./list.ts'), versions: () => import('./versions.ts'), show: () => import('./show.ts') }
   export const run = ([verb, ...args]) => runVerb(verbs[verb], args, processIo)`,
  [noConfiguration, verifyFromAll, nodesOwnClient, builtinsOnDemand],
)
const verify = await bundle(
  `import { processIo } from './io.ts'
   import { runVerb } from './run-verb.ts'
   import * as verb from './verify.ts'
   export const run = (args) => runVerb(async () => verb, args, processIo)`,
  [verdictsFromElsewhere],
)
const signatures = await bundle(
  `import { processIo } from './io.ts'
   import { runVerb } from './run-verb.ts'
   import * as verb from './verify.ts'
   export { verifyRemote } from './verify-remote.ts'
   export const run = (args) => runVerb(async () => verb, args, processIo)`,
  [noConfiguration, nodesOwnClient, judgesOnDemand, patternsOnDemand],
)
const all = await bundle(
  `import { dispatch } from './dispatch.ts'
   import { processIo } from './io.ts'
   export * from './demand-provenance.ts'
   export { readRemoteChart } from './remote-chart.ts'
   export { verifyRemote } from './verify-remote.ts'
   export const run = (args) => dispatch(args, processIo)`,
  [nodesOwnClient],
)

rmSync(join(root, 'dist'), { recursive: true, force: true })
mkdirSync(parts, { recursive: true })
writeFileSync(file, readFileSync(join(cli, 'bundle-start.mjs')))
chmodSync(file, 0o755)
writePart('template', template)
writePart('traced', traced)
writePart('verify', verify)
writePart('registry', registry)
writePart('signatures', signatures)
writePart('all', all)
for (const [name, { files }] of Object.entries(judges))
  writePart(name, await bundle(files.map((path) => `export * from '${path}'`).join('\n'), []))
for (const name of Object.keys(onDemand))
  writePart(partName(name), await bundle(`export * from '${name}'`, [noCrypto]))
// as CommonJS it starts a few milliseconds earlier; it is valid as either
writeFileSync(join(root, 'dist/package.json'), '{ "type": "commonjs" }\n')
writeTemplateCache()
writeVerifyCache()
await writeRegistryCaches()
const size = readdirSync(parts).reduce((sum, name) => sum + statSync(join(parts, name)).size, 0)
console.log(`dist/chartroom.js and ${Math.round(size / 1024)} KiB of parts`)

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

function writePart(name, code) {
  writeFileSync(join(parts, `${name}.code`), code)
}

/** The file name of a package's part; bundle-start.mjs makes it likewise. */
function partName(name) {
  return name.replaceAll(/[@/.]+/g, '-')
}

function functionsOf(name, ...functions) {
  return functions
    .map((f) => `export const ${f} = (...given) => part.package('${name}').${f}(...given)\n`)
    .join('')
}

function packagesLater(names) {
  return {
    name: 'packages-on-demand',
    setup(builder) {
      builder.onResolve({ filter: /^[@\w]/ }, ({ path, kind }) =>
        names.includes(path) && kind !== 'entry-point' ? { path, namespace: 'on-demand' } : undefined,
      )
      builder.onLoad({ filter: /.*/, namespace: 'on-demand' }, ({ path }) => ({ contents: onDemand[path] }))
    },
  }
}

/**
 * Renders usual charts, packed and not, and keeps what V8 compiled for them: what few charts need stays out, for all that
 * is kept is read at each start. The packages on demand are kept as a chart that asks for all of them leaves them.
 */
function writeTemplateCache() {
  const { layers } = sampleManifest(sampleIndex().find((m) => m.name === 'lighthouse:1.5.0').digest)
  const packed = sampleBlob(layers.find(({ mediaType }) => !mediaType.endsWith('.prov')).digest)
  const charts = join(root, 'tests/fixtures/charts')
  const packages = Object.keys(onDemand).map(partName)
  for (const [chart, saved, more] of [
    [packed, 'template', [join(charts, 'usual')]],
    [join(charts, 'everything'), packages.join(), []],
  ]) {
    const env = {
      ...process.env,
      CHARTROOM_SAVE_CODE_CACHE: saved,
      CHARTROOM_WARM_UP: JSON.stringify(more),
    }
    const { status } = spawnSync(nodeBinary(root), [file, 'template', chart], {
      env,
      stdio: ['ignore', 'ignore', 'inherit'],
    })
    if (status !== 0) throw new Error('the bundle cannot render its own fixtures')
  }
}

/** Judges a sample chart as a file once, and keeps what V8 compiled for it. */
function writeVerifyCache() {
  const { layers } = sampleManifest(sampleIndex().find((m) => m.name === 'sextant:0.4.2').digest)
  const archive = join(root, 'dist/sextant-0.4.2.tgz')
  for (const { mediaType, digest } of layers)
    writeFileSync(mediaType.endsWith('.prov') ? `${archive}.prov` : archive, readFileSync(sampleBlob(digest)))
  const env = {
    ...process.env,
    CHARTROOM_SAVE_CODE_CACHE: 'verify',
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
    CHARTROOM_SAVE_CODE_CACHE: name,
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
