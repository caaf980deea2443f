import { expect, test } from 'vitest'
import { IgnoreRules } from '../../../lib/helm/ignore/index.ts'

/** Rows of Helm's own rules_test.go: rule, path, whether it is a folder, whether it is ignored. */
const rows: [string, string, boolean, boolean][] = [
  ['helm.txt', 'helm.txt', false, true],
  ['helm.*', 'helm.txt', false, true],
  ['helm.*', 'rudder.txt', false, false],
  ['*.txt', 'tiller.txt', false, true],
  ['*', 'cargo/a.txt', false, true],
  ['cargo', 'cargo', true, true],
  ['cargo/', 'cargo', true, true],
  ['cargo/', 'mast/', true, false],
  ['helm.txt/', 'helm.txt', false, false],
  ['/helm.txt', 'helm.txt', false, true],
  ['/cargo/*.txt', 'cargo/a.txt', false, true],
  ['/cargo/*.txt', 'mast/a.txt', false, false],
  ['/cargo/*.txt', 'cargo/a/b.txt', false, false],
  ['cargo/*.txt', 'cargo/a.txt', false, true],
  ['ru[c-e]?er.txt', 'rudder.txt', false, true],
  ['templates/.?*', 'templates/.dotfile', false, true],
  ['.*', '.', true, false],
  ['.*', './', true, false],
  ['.*', '.joonix', false, true],
  ['.*', 'helm.txt', false, false],
  ['!helm.txt', 'helm.txt', false, false],
  ['!helm.txt', 'tiller.txt', false, true],
  ['!*.txt', 'cargo', true, true],
  ['!cargo/', 'mast/', true, true],
]

test.each(rows)('%s against %s', (rule, path, isDirectory, ignored) => {
  expect(new IgnoreRules(rule).ignores(path, isDirectory)).toBe(ignored)
})

test('dotfiles of templates are left out by default, two stars are refused', () => {
  expect(new IgnoreRules('').ignores('templates/.x', false)).toBe(true)
  expect(() => new IgnoreRules('a/**')).toThrow('double-star (**) syntax is not supported')
  expect(() => new IgnoreRules('a[')).toThrow('syntax error in pattern')
})
