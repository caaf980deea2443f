/** What is worth naming now and then, but mostly fails. */
export const brittlePaths = [
  '$.Capabilities.KubeVersion',
  '($.Values.Table "a")',
  '$.Chart.Nope',
  '($.Values.PathValue "a.b")',
  '$.Release.Nope',
  '(index $.Chart.Maintainers 0).Name',
  '$.Values.nope.nope',
]
