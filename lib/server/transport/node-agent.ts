import {
  Agent,
  request as send,
  type ClientRequestArgs,
  type IncomingMessage,
  type RequestOptions,
} from 'node:http'
import type { Socket } from 'node:net'
import type { Duplex } from 'node:stream'
import type { AgentAnswer, AgentModule, AgentRequest, AgentSettings, HttpAgent } from './agent.ts'

/** Node's own pool, over sockets that are ready: TLS, where there is any, is done before it sees them. */
class ReadyAgent extends Agent {
  readonly #connect: AgentSettings['connect']
  constructor(connect: AgentSettings['connect']) {
    super({ keepAlive: true, maxSockets: 32 })
    this.#connect = connect
  }
  override createConnection(
    options: ClientRequestArgs & { readonly origin?: string },
    connected: (error: Error | null, socket: Duplex) => void,
  ): undefined {
    this.#connect(new URL(options.origin!)).then(
      (socket) => connected(null, socket),
      (error: unknown) => connected(error as Error, undefined as never),
    )
  }
}

class NodePool implements HttpAgent {
  readonly settings: AgentSettings
  readonly agent: Agent
  constructor(settings: AgentSettings) {
    this.settings = settings
    this.agent = new ReadyAgent(settings.connect)
  }
  async destroy(): Promise<void> {
    this.agent.destroy()
  }
}

export const createAgent: AgentModule['createAgent'] = (settings) => new NodePool(settings)

/** Sends one request; resolves with the headers, the body still to be read. */
export const request: AgentModule['request'] = (given, asked) =>
  new Promise((resolve, reject) => {
    const { agent, settings } = given as NodePool
    const { headersTimeout, bodyTimeout } = settings
    const url = new URL(asked.origin)
    const options: RequestOptions & { readonly origin: string } = {
      agent,
      origin: asked.origin,
      method: asked.method,
      host: url.hostname,
      port: Number(url.port) || (url.protocol === 'https:' ? 443 : 80),
      path: asked.path,
      headers: { host: url.host, ...asked.headers },
      maxHeaderSize: 64 * 1024,
      ...(asked.signal && { signal: asked.signal }),
    }
    const message = send(options)
    const late = setTimeout(() => message.destroy(timedOut('UND_ERR_HEADERS_TIMEOUT')), headersTimeout)
    message.on('error', (error) => {
      clearTimeout(late)
      reject(reasonOf(error, asked))
    })
    message.on('response', (answer) => {
      clearTimeout(late)
      resolve(toAnswer(answer, bodyTimeout))
    })
    message.end(asked.body ?? undefined)
  })

/** Named as undici names them, so that failures are explained in one place. */
const timedOut = (code: string): Error => Object.assign(new Error('no answer in time'), { code })

function reasonOf(error: Error, { signal }: AgentRequest): unknown {
  if (signal?.aborted === true) return signal.reason
  return (error as NodeJS.ErrnoException).code === 'HPE_HEADER_OVERFLOW'
    ? Object.assign(new Error(error.message, { cause: error }), { code: 'UND_ERR_HEADERS_OVERFLOW' })
    : error
}

function toAnswer(answer: IncomingMessage, bodyTimeout: number): AgentAnswer {
  const socket: Socket = answer.socket
  const late = (): void => void answer.destroy(timedOut('UND_ERR_BODY_TIMEOUT'))
  socket.setTimeout(bodyTimeout)
  socket.once('timeout', late)
  answer.once('close', () => {
    socket.setTimeout(0)
    socket.off('timeout', late)
  })
  const body = Object.assign(answer, {
    dump: (limit: { readonly limit: number }) => dump(answer, limit.limit),
  })
  return { statusCode: answer.statusCode ?? 0, headers: answer.headers, body }
}

async function dump(answer: IncomingMessage, limit: number): Promise<void> {
  let size = 0
  for await (const chunk of answer as AsyncIterable<Uint8Array>) {
    size += chunk.length
    // leaving the loop destroys the connection: it is cheaper to open another than to read on
    if (size > limit) return
  }
}
