#!/usr/bin/env node
// The beginning of dist/chartroom.js; bundle.mjs says what lies beside it, and why. Runs as CommonJS and as a module.
const [major, minor] = process.versions.node.split('.').map(Number)
if (major < 22 || (major === 22 && minor < 19)) {
  console.error(`chartroom needs Node 22.19 or newer; this is ${process.version}.`)
  process.exit(1)
}
const builtin = process.getBuiltinModule
const saving = process.env.CHARTROOM_SAVE_CODE_CACHE?.split(',')
const loaded = {}
const fs = builtin('fs')
const path = builtin('path')
const file = fs.realpathSync(process.argv[1])
const part = {
  get url() {
    return builtin('url').pathToFileURL(file).href
  },
  dirname: path.dirname(file),
  all: () => load('all'),
  /** renders with a source map */
  traced: () => load('traced'),
  /** fetches charts: without a configuration to read, the smaller part does */
  remote: () => load(configured() ? 'all' : 'registry'),
  /** judges what is signed beside a manifest; the same holds */
  verdicts: () => load(trustIsConfigured() ? 'all' : 'signatures'),
  /** a package that few charts need */
  run: (args) => load('template').run(args),
  package: (name) => (loaded[name] ??= load(name.replaceAll(/[@/.]+/g, '-'))),
}

function load(name) {
  if (loaded[name]) return loaded[name]
  const place = path.join(part.dirname, 'parts', name)
  const code = fs.readFileSync(`${place}.code`, 'latin1')
  const { Script } = builtin('vm')
  const script = new Script(`(function(require,exports,module,part){${code}\n})`, {
    filename: `chartroom-${name}`,
    cachedData: saving ? undefined : cacheAt(`${place}.cache`),
  })
  const module = { exports: {} }
  const require = (id) => builtin(id) ?? builtin('module').createRequire(part.url)(id)
  script.runInThisContext()(require, module.exports, module, part)
  if (saving?.includes(name))
    process.on('exit', () => fs.writeFileSync(`${place}.cache`, script.createCachedData()))
  return (loaded[name] = module.exports)
}

function cacheAt(place) {
  try {
    return fs.readFileSync(place)
  } catch {
    return undefined // only slower without it
  }
}

function configured() {
  return Boolean(process.env.CHARTROOM_CONFIG) || fs.existsSync('chartroom.yaml')
}

function trustIsConfigured() {
  return configured() || args.some((arg) => /^--config(?:=|$)/.test(arg))
}

/** Whether a chart to judge lies elsewhere for certain, so that the part for files is not even read. */
function judgesElsewhere(args) {
  return args.some((arg) => /^(?:oci|https?|oci-layout):/.test(arg)) && !trustIsConfigured()
}

/** Whether a verb only reads addresses, for which no configured source has to be known. */
function plainlyRemote(args) {
  const reads = args[0] === 'list' || args[0] === 'versions' || args[0] === 'show'
  return reads && args.some((arg) => /^(?:oci|https?|oci-layout):/.test(arg)) && !configured()
}

const args = process.argv.slice(2)
let done =
  args[0] === 'template' || args[0] === 'verify'
    ? load(args[0] === 'verify' && judgesElsewhere(args) ? 'signatures' : args[0]).run(args.slice(1))
    : load(plainlyRemote(args) ? 'registry' : 'all').run(args)
if (saving && args[0] === 'template') {
  for (const chart of JSON.parse(process.env.CHARTROOM_WARM_UP ?? '[]'))
    done = done.then(() => part.run([chart]))
}
void done.then((status) => {
  // a render leaves nothing to wait for, and an early end spares taking the heap apart
  if (args[0] === 'template') process.exit(status)
  process.exitCode = status
})
