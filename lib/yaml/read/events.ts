import { readInput } from './input.ts'
import { Parser, type Event } from './parser.ts'
import { Scanner } from './scanner.ts'

/** Everything a text says, one event after another, for whoever must see anchors, tags and repeated keys. Throws `YamlError`. */
export function* events(text: string): Generator<Event> {
  const parser = new Parser(new Scanner(readInput(text === '' ? '\n' : text)))
  for (;;) {
    const event = parser.parse()
    yield event
    if (event.type === 'stream end') return
  }
}
