import { afterEach } from 'vitest'
import { ScriptedServer, type Handler } from './scripted-server.ts'

const open: ScriptedServer[] = []

/** Starts a scripted server that ends with the test. */
export async function serve(
  handler: Handler,
  options?: Parameters<typeof ScriptedServer.start>[1],
): Promise<ScriptedServer> {
  const server = await ScriptedServer.start(handler, options)
  open.push(server)
  return server
}

afterEach(async () => {
  await Promise.all(open.splice(0).map((server) => server.close()))
})
