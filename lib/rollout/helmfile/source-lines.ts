import type { Template } from '../../go/template/template-set.ts'
import type { Node as TemplateNode, TextNode } from '../../go/template/parse/node.ts'

/**
 * Which line of a template wrote each line of its output: before it runs, every line of its own text is marked with its number
 * by characters that no text of people holds; afterwards the marks are read and taken out. Text of other templates (`define`,
 * `include`) is not marked, because functions may work on it: its lines belong to the line that called it.
 */
const OPEN = '\uFDD0'
const CLOSE = '\uFDD1'
const MARK = /\uFDD0(\d+)\uFDD1/g

/** Whether a text can be marked: it holds none of the marks itself. */
export const canBeMarked = (text: string): boolean => !text.includes(OPEN) && !text.includes(CLOSE)

/** Marks the lines of a template that has not run yet. */
export function markLines({ tree }: Template): void {
  const lineOf = lines(tree.text)
  const mark = (nodes: TemplateNode[]): void => {
    for (const [i, node] of nodes.entries()) {
      if (node.type === 'text') nodes[i] = marked(node, lineOf(node.pos))
      else if (node.type === 'if' || node.type === 'range' || node.type === 'with') {
        mark(node.list.nodes)
        if (node.elseList !== undefined) mark(node.elseList.nodes)
      }
    }
  }
  mark(tree.root.nodes)
}

function marked(node: TextNode, first: number): TextNode {
  const text = node.text
    .split('\n')
    .map((piece, i) => `${OPEN}${first + i}${CLOSE}${piece}`)
    .join('\n')
  return { ...node, text }
}

function lines(text: string): (pos: number) => number {
  const starts = [0]
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1)
  return (pos) => {
    let low = 0
    let high = starts.length
    while (high - low > 1) {
      const middle = (low + high) >>> 1
      if (starts[middle]! <= pos) low = middle
      else high = middle
    }
    return low + 1
  }
}

/** The output without its marks, and for each of its lines the template's line that wrote it. */
export function readMarks(output: string): { readonly text: string; readonly lines: readonly number[] } {
  const from: number[] = []
  let last = 1
  const text = output
    .split('\n')
    .map((line) => {
      const marks = [...line.matchAll(MARK)].map((mark) => Number(mark[1]))
      // a line may begin with what an action of the line before wrote; its own text says better where it is from
      const own = line.replace(MARK, '').trim() === '' ? marks[0] : firstBeforeText(line)
      from.push(own ?? marks[0] ?? last)
      last = marks.at(-1) ?? last
      return line.replace(MARK, '')
    })
    .join('\n')
  return { text, lines: from }
}

/** The last mark before the line's first visible character. */
function firstBeforeText(line: string): number | undefined {
  let found: number | undefined
  let end = 0
  for (const mark of line.matchAll(MARK)) {
    if (line.slice(end, mark.index).trim() !== '') break
    found = Number(mark[1])
    end = mark.index + mark[0].length
  }
  return found
}
