import { expect, test } from 'vitest'
import { API_SETS, apisInWords, holdsSet, readVersions, withSet } from '../../../lib/client/api-sets.ts'

const prometheus = API_SETS.find(({ name }) => name === 'Prometheus Operator')!
const openshift = API_SETS.find(({ name }) => name === 'OpenShift')!

test('a set comes whole, after what was declared, and goes whole', () => {
  const declared = withSet(['acme.example/v1'], prometheus, true)
  expect(declared[0]).toBe('acme.example/v1')
  expect(declared).toContain('monitoring.coreos.com/v1/ServiceMonitor')
  expect(holdsSet(declared, prometheus)).toBe(true)
  expect(withSet(declared, prometheus, false)).toEqual(['acme.example/v1'])
})

test('a set of which one version is gone is no longer held', () => {
  expect(holdsSet(prometheus.versions.slice(1), prometheus)).toBe(false)
})

test('every version has a group and a version, and may name a kind', () => {
  for (const { versions } of API_SETS) {
    for (const version of versions)
      expect(version).toMatch(/^[a-z0-9.-]+\/v\d+(?:(?:alpha|beta)\d+)?(?:\/[A-Z]\w+)?$/)
  }
})

test('what kubectl printed is read line by line, each once', () => {
  expect(readVersions('apps/v1\n batch/v1,v1\napps/v1\n')).toEqual(['apps/v1', 'batch/v1', 'v1'])
})

test('the bar names sets, not their versions', () => {
  expect(apisInWords([])).toBe('default')
  expect(apisInWords(withSet([], openshift, true))).toBe('OpenShift')
  expect(apisInWords(withSet(['a.example/v1'], openshift, true))).toBe('OpenShift, a.example/v1')
  expect(apisInWords(withSet(withSet(['a.example/v1'], openshift, true), prometheus, true))).toBe(
    'Prometheus Operator + 2',
  )
})
