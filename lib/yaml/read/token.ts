/** Token types of libyaml (yamlh.go). */
export const Token = {
  STREAM_START: 1,
  STREAM_END: 2,
  VERSION_DIRECTIVE: 3,
  TAG_DIRECTIVE: 4,
  DOCUMENT_START: 5,
  DOCUMENT_END: 6,
  BLOCK_SEQUENCE_START: 7,
  BLOCK_MAPPING_START: 8,
  BLOCK_END: 9,
  FLOW_SEQUENCE_START: 10,
  FLOW_SEQUENCE_END: 11,
  FLOW_MAPPING_START: 12,
  FLOW_MAPPING_END: 13,
  BLOCK_ENTRY: 14,
  FLOW_ENTRY: 15,
  KEY: 16,
  VALUE: 17,
  ALIAS: 18,
  ANCHOR: 19,
  TAG: 20,
  SCALAR: 21,
} as const
export type TokenType = (typeof Token)[keyof typeof Token]

/** A token with the line it starts at; no message of Go's names a column, so only content tells its own. */
export class ScannedToken {
  readonly type: TokenType
  /** lines count from 0 */
  readonly line: number
  readonly endLine: number
  /** scalar text, anchor name, tag handle or directive handle */
  readonly value: string
  /** tag suffix, tag prefix, or the version `major.minor` */
  readonly suffix: string
  /** a scalar written without quotes or block indicator */
  readonly isPlain: boolean
  /** characters before it on its line; kept for scalars, anchors, tags and where collections start */
  column = 0
  constructor(type: TokenType, line: number, endLine = line, value = '', suffix = '', isPlain = false) {
    this.type = type
    this.line = line
    this.endLine = endLine
    this.value = value
    this.suffix = suffix
    this.isPlain = isPlain
  }
  /** The same token, which now knows its column. */
  at(column: number): this {
    this.column = column
    return this
  }
}
