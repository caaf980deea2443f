import { expect, test } from 'vitest'
import { reasonOf } from '../../../components/preview/reason.ts'

test.each([
  [
    'execution error at (anchor/templates/ingress.yaml:9:15): host is required: name it, as in --set host=x\n\nUse --debug flag to render out invalid YAML',
    'host is required: name it, as in --set host=x',
  ],
  [
    'template: web/templates/a.yaml:3:4: executing "web/templates/a.yaml" at <.Values.a.b>: nil pointer evaluating interface {}.b',
    'nil pointer evaluating interface {}.b',
  ],
  [
    'template: web/templates/a.yaml:3:4: executing "web/templates/a.yaml" at <include "x" .>: error calling include: template: web/templates/_h.tpl:1:2: executing "x" at <fail "no: never">: error calling fail: no: never',
    'no: never',
  ],
  [
    'web/templates/a.yaml:27:18\n  executing "web/templates/a.yaml" at <.Values.g.o>:\n    nil pointer evaluating interface {}.o\n\nUse --debug flag to render out invalid YAML',
    'nil pointer evaluating interface {}.o',
  ],
  [
    'failed to parse a.yaml: yaml: line 3: did not find expected key',
    'failed to parse a.yaml: yaml: line 3: did not find expected key',
  ],
])('%s', (text, reason) => {
  expect(reasonOf({ text })).toBe(reason)
})
