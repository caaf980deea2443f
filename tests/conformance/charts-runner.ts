// Runs every case of tests/fixtures/charts in the current folder with one profile; prints the answers as JSON.
import { dispatch } from '../../lib/cli/dispatch.ts'
import { cases } from '../fixtures/charts/cases.ts'

const answers: Record<string, { status: number; stdout: string; stderr: string }> = {}
for (const { name, args } of cases) {
  let stdout = ''
  let stderr = ''
  const io = {
    out: (text: string) => void (stdout += text),
    err: (text: string) => void (stderr += text),
    stdin: () => new Uint8Array(),
    env: process.env,
  }
  let status: number
  try {
    status = await dispatch(['template', '--profile', process.argv[2]!, ...args], io)
  } catch (error) {
    status = -1
    stderr += (error as Error).stack
  }
  answers[name] = { status, stdout: Buffer.from(stdout).toString('utf8'), stderr }
}
process.stdout.write(JSON.stringify(answers))
