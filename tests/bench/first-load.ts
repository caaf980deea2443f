import { gzipSync } from 'node:zlib'
import { builtServer, served } from './served.ts'

const LIMIT = 170
const PORT = 3393
const CHART = '/sample/lighthouse/1.5.0'
const pages = {
  home: '/',
  source: '/sample',
  overview: `${CHART}/overview`,
  values: `${CHART}/values`,
  files: `${CHART}/files`,
  versions: `${CHART}/versions`,
  verify: `${CHART}/verify`,
  compare: '/compare?from=sample/tide-tables/2.9.0&to=sample/tide-tables/3.0.0',
  codes: '/codes',
  api: '/api',
  // loads its editor and renderer on its own
  preview: `${CHART}/preview`,
}

/** Script that each page of the built server names, gzipped: what a browser loads before anything is pressed. */
export async function firstLoad(): Promise<void> {
  const server = builtServer()
  if (server === undefined) return console.log('first load: skipped, nothing is built')
  const sizes = new Map<string, Promise<number>>()
  await served(server, PORT, {}, async (address) => {
    console.log(`first load, script in KB gzip (browse pages: at most ${LIMIT})`)
    for (const [name, path] of Object.entries(pages)) {
      const html = await (await fetch(`${address}${path}`)).text()
      const kb = await weighed(html, sizes)
      const over = name !== 'preview' && kb > LIMIT ? '  TOO MUCH' : ''
      console.log(`  ${kb.toFixed(1).padStart(6)}  ${name}${over}`)
    }
  })
}

async function weighed(html: string, sizes: Map<string, Promise<number>>): Promise<number> {
  // browsers that know modules leave these out
  const legacy = new Set(
    [...html.matchAll(/<script[^>]*\bnoModule\b[^>]*>/gi)].flatMap(
      ([tag]) => /src="([^"]+)"/.exec(tag)?.[1] ?? [],
    ),
  )
  const named = [...html.matchAll(/\/_next\/static\/[\w./~-]+\.js/g)].map(([path]) => path)
  let total = 0
  for (const path of new Set(named)) {
    if (legacy.has(path)) continue
    if (!sizes.has(path)) sizes.set(path, sizeOf(path))
    total += await sizes.get(path)!
  }
  return total / 1024
}

const sizeOf = async (path: string): Promise<number> =>
  gzipSync(Buffer.from(await (await fetch(`http://127.0.0.1:${PORT}${path}`)).arrayBuffer()), { level: 6 })
    .length
