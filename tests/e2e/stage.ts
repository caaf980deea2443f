// What the end-to-end tests run against: sources on loopback, and Chartroom twice, built and served as `npm start` does.
// `node tests/e2e/stage.ts` also keeps it standing for a look by hand.
import { spawn } from 'node:child_process'
import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { hashPassword } from '../../lib/server/access/password.ts'
import { LOCKED, PASSWORD, root, SAMPLE, STAGE, stageFolder } from './support/addresses.ts'
import { startPlaces } from './support/places.ts'

rmSync(stageFolder, { recursive: true, force: true })
mkdirSync(stageFolder, { recursive: true })
const { config, staged } = await startPlaces()
writeFileSync(join(stageFolder, 'stage.json'), JSON.stringify(staged, null, 2))

// the first builds when that is needed; the second must find it done
await serve(SAMPLE, '', 'sample')
await serve(STAGE, config, 'stage')
writeFileSync(join(stageFolder, 'passwords'), `${await hashPassword(PASSWORD, 'ann')}\n`)
writeFileSync(
  join(stageFolder, 'locked.yaml'),
  'access: { password: { hashFile: ./passwords } }\nsources: []\n',
)
await serve(LOCKED, join(stageFolder, 'locked.yaml'), 'locked')
console.log(`The sample is at ${SAMPLE}, the stage at ${STAGE}, the locked one at ${LOCKED}`)

function serve(address: string, configuration: string, name: string): Promise<void> {
  const { hostname, port } = new URL(address)
  const child = spawn(process.execPath, [join(root, 'lib/cli/start.mjs')], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'inherit'],
    env: {
      ...process.env,
      HOST: hostname,
      PORT: port,
      CHARTROOM_CONFIG: configuration,
      CHARTROOM_HOME: root,
      CHARTROOM_DATA: join(stageFolder, 'data', name),
    },
  })
  for (const signal of ['SIGINT', 'SIGTERM', 'exit']) process.on(signal, () => child.kill())
  return new Promise((resolve, reject) => {
    child.stdout.on('data', (chunk: Buffer) => {
      process.stdout.write(chunk)
      if (chunk.toString().includes('Chartroom is at')) resolve()
    })
    child.on('exit', (code) => reject(new Error(`the server at ${address} ended with ${code}`)))
  })
}

for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => process.exit(0))
