import { GoError } from '../go/value.ts'

/** Where in the pipeline of sigs.k8s.io/yaml a failure arose. */
export type YamlStage = 'read' | 'scan' | 'parse' | 'decode' | 'convert' | 'emit'

/** A failure of yaml.v2 (or v3): `message` is Go's text, `line` the line it names (from 1), if it names one. */
export class YamlError extends GoError {
  override name = 'YamlError'
  readonly stage: YamlStage
  readonly line: number | undefined
  constructor(message: string, stage: YamlStage, line?: number) {
    super(message)
    this.stage = stage
    this.line = line
  }
}
