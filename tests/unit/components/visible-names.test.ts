import { createElement } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test } from 'vitest'
import { DroppedFiles } from '../../../components/check/dropped-files.tsx'
import { KeyTable } from '../../../components/trust/key-table.tsx'
import { Chain } from '../../../components/verify/chain.tsx'
import { MechanismPanel } from '../../../components/verify/mechanism-panel.tsx'
import { verdictSentence } from '../../../components/verify/verdict-sentence.ts'
import { summarize } from '../../../components/verify/verdict-summary.ts'
import { visible } from '../../../lib/schema/visible.ts'

/** Turns the rest of the line round, hides, rings, and ends the line. */
const NASTY = 'Release\u202Egpj.exe\u200B\u0007\u0085'
const HIDDEN = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u200b-\u200f\u202a-\u202e\u2066-\u2069]/
const html = (element: Parameters<typeof renderToStaticMarkup>[0]) => renderToStaticMarkup(element)

const signer = { userIds: [`${NASTY} <x@example.com>`], signedAt: null }
const mechanism = {
  mechanism: 'provenance' as const,
  status: 'verified' as const,
  signer,
  checks: [
    { id: 'listed', code: 'FILE_NOT_LISTED', outcome: 'failed' as const, expected: NASTY, actual: NASTY },
    { id: 'key', code: 'UNKNOWN_KEY', outcome: 'passed' as const, actual: NASTY },
  ],
  warnings: [{ code: 'CONFUSABLE_NAME', actual: NASTY }],
}
const verdict = {
  reference: '',
  digest: '',
  checkedAt: '',
  status: 'verified' as const,
  mechanisms: [mechanism],
}
const key = {
  name: 'ring',
  kind: 'openpgp' as const,
  userIds: signer.userIds,
  fingerprint: 'AB'.repeat(20),
  title: 'RSA 3072',
  expires: null,
  revoked: null,
  weakness: null,
  place: 'ring.asc',
  added: false,
}

test.each([
  ['checks', () => html(createElement(MechanismPanel, { mechanism }))],
  [
    'chain',
    () =>
      html(createElement(Chain, { nodes: [{ node: 'chart-yaml', value: NASTY, note: NASTY, joint: null }] })),
  ],
  ['keys', () => html(createElement(KeyTable, { keys: [key], faults: [], now: 0, writable: false }))],
  [
    'dropped files',
    () =>
      html(
        createElement(DroppedFiles, {
          files: [{ id: 1, name: NASTY, bytes: null, readMs: 0 }],
          sorted: null,
          onForget: () => {},
          onChoose: () => {},
        }),
      ),
  ],
  ['the sentence', () => verdictSentence(verdict).sentence],
  ['a row', () => summarize(verdict).reason ?? ''],
])('what hides or turns is written out: %s', (_, draw) => {
  const drawn = draw()
  expect(drawn).not.toMatch(HIDDEN)
  expect(drawn).toContain('U+202E')
})

test('what is harmless stays', () => {
  for (const text of ['Großes Werk', '検証 🙂', 'a–b']) expect(visible(text)).toBe(text)
})
