/** One server-sent event. */
export interface ServerEvent {
  readonly event: string
  /** JSON, read */
  readonly data: unknown
}

/** Reads server-sent events from an answer as they come. Ends with the answer. */
export async function* readEvents(answer: Response): AsyncGenerator<ServerEvent> {
  const decoder = new TextDecoder()
  let text = ''
  const reader = answer.body!.getReader()
  try {
    for (;;) {
      const { value, done } = await reader.read()
      text += done ? decoder.decode() : decoder.decode(value, { stream: true })
      const parts = text.split('\n\n')
      text = parts.pop()!
      for (const part of parts) {
        const found = eventOf(part)
        if (found !== undefined) yield found
      }
      if (done) return
    }
  } finally {
    await reader.cancel().catch(() => {})
  }
}

function eventOf(part: string): ServerEvent | undefined {
  let event = 'message'
  const data: string[] = []
  for (const line of part.split('\n')) {
    const [, field, value = ''] = /^(\w+):? ?(.*)$/.exec(line) ?? []
    if (field === 'event') event = value
    else if (field === 'data') data.push(value)
  }
  return data.length === 0 ? undefined : { event, data: JSON.parse(data.join('\n')) }
}
