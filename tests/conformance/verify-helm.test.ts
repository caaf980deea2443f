import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { readKeyring } from '../../lib/verify/index.ts'
import { ClearsignError, parseClearsigned } from '../../lib/verify/provenance/clearsign.ts'
import { judgeSignature, readSignatures } from '../../lib/verify/provenance/signatures.ts'
import { nodePrimitives } from '../../lib/server/trust/node-primitives.ts'
import { vectors, whyNot } from './vectors.ts'

const folder = vectors('helm')
const read = (name: string) => readFileSync(join(folder!, name))
const verify = (archive: string, keyring: string) => {
  const main = join(import.meta.dirname, '../../lib/cli/main.ts')
  const args = [main, 'verify', join(folder!, archive), '--keyring', join(folder!, keyring), '-o', 'json']
  return spawnSync(process.execPath, args, { encoding: 'utf8' })
}

describe.skipIf(folder === undefined)(`Helm's own test data ${folder ? '' : whyNot('helm')}`, () => {
  test.each(['hashtest-1.2.3.tgz', 'signtest-0.1.0.tgz'])('%s is verified by both keyrings', (archive) => {
    for (const keyring of ['helm-test-key.pub', 'helm-mixed-keyring.pub']) {
      const { status, stdout } = verify(archive, keyring)
      expect(status).toBe(0)
      expect(JSON.parse(stdout).mechanisms[0].signer.fingerprint).toBe(
        '5E615389B53CA37F0EE60BD3843BBF981FC18762',
      )
    }
  })

  const now = Date.parse('2026-11-21') / 1000
  const judge = (file: string) => {
    const { text, signature } = parseClearsigned(read(file))
    const packets = readSignatures(signature)
    if (!Array.isArray(packets)) throw new Error(packets.words)
    const keyrings = [{ name: 'test', keyring: readKeyring(read('helm-test-key.pub'), nodePrimitives) }]
    return { text, judged: judgeSignature(packets[0]!, text, keyrings, [], nodePrimitives, now) }
  }

  test('the signed message block is good and says what msgblock.yaml says', () => {
    const { text, judged } = judge('msgblock.yaml.asc')
    expect(judged).toMatchObject({ computed: 'good', faults: [] })
    expect(text.trimEnd()).toBe(read('msgblock.yaml').toString().trimEnd())
  })

  test('the tampered one is not', () => {
    try {
      expect(judge('msgblock.yaml.tampered').judged.faults).toContain('BAD_SIGNATURE')
    } catch (error) {
      expect(error).toBeInstanceOf(ClearsignError)
    }
  })
})
