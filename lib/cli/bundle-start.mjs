#!/usr/bin/env node
// The beginning of dist/chartroom.js; bundle.mjs says what follows it, and why. Runs as CommonJS and as a module.
const [major, minor] = process.versions.node.split('.').map(Number)
if (major < 22 || (major === 22 && minor < 19)) {
  console.error(`chartroom needs Node 22.19 or newer; this is ${process.version}.`)
  process.exit(1)
}
const builtin = process.getBuiltinModule
const saving = process.env.CHARTROOM_SAVE_CODE_CACHE
const loaded = {}
const fs = builtin('fs')
const path = builtin('path')
const file = fs.realpathSync(process.argv[1])
const part = {
  url: builtin('url').pathToFileURL(file).href,
  dirname: path.dirname(file),
  all: () => load('all'),
  /** fetches charts: without a configuration to read, the smaller part does */
  remote: () => load(configured() ? 'all' : 'registry'),
  /** judges what is signed beside a manifest; the same holds */
  verdicts: () =>
    load(configured() || args.some((arg) => /^--config(?:=|$)/.test(arg)) ? 'all' : 'signatures'),
}
let text

function load(name) {
  if (loaded[name]) return loaded[name]
  text ??= fs.readFileSync(file, 'latin1')
  const mark = `\n//:${name}\n/` + '*'
  const start = text.indexOf(mark) + mark.length
  const lying = text.slice(start, text.indexOf('*' + '/', start))
  const isPacked = name === 'all' || name === 'signatures'
  const code = !isPacked
    ? lying.replaceAll('*\x01/', '*' + '/')
    : builtin('zlib').brotliDecompressSync(Buffer.from(lying, 'base64')).toString('latin1')
  let cachedData
  if (name !== 'all' && !saving) {
    try {
      cachedData = fs.readFileSync(path.join(part.dirname, `chartroom-${name}.cache`))
    } catch {
      // only slower without it
    }
  }
  const { Script } = builtin('vm')
  const script = new Script(`(function(require,exports,module,part){${code}\n})`, {
    filename: `chartroom-${name}`,
    cachedData,
  })
  const module = { exports: {} }
  script.runInThisContext()(builtin('module').createRequire(part.url), module.exports, module, part)
  if (saving?.includes(`chartroom-${name}.`))
    process.on('exit', () => fs.writeFileSync(saving, script.createCachedData()))
  return (loaded[name] = module.exports)
}

function configured() {
  return Boolean(process.env.CHARTROOM_CONFIG) || fs.existsSync('chartroom.yaml')
}

/** Whether a verb only reads addresses, for which no configured source has to be known. */
function plainlyRemote(args) {
  const reads = args[0] === 'list' || args[0] === 'versions' || args[0] === 'show'
  return reads && args.some((arg) => /^(?:oci|https?|oci-layout):/.test(arg)) && !configured()
}

const args = process.argv.slice(2)
const done =
  args[0] === 'template' || args[0] === 'verify'
    ? load(args[0]).run(args.slice(1))
    : load(plainlyRemote(args) ? 'registry' : 'all').run(args)
void done.then((status) => {
  process.exitCode = status
})
