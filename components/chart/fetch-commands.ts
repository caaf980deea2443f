import type { Source } from '../../lib/schema/source.ts'

export interface FetchCommand {
  readonly tool: string
  readonly text: string
}

/** What the commands need to know. */
export interface Fetchable {
  readonly kind: Source['kind']
  readonly url: string
  readonly reference: string
  readonly name: string
  readonly version: string
  readonly digest: string
  /** of the layer or file that is fetched */
  readonly layer: string
  readonly archiveUrl: string
}

/** The commands that fetch the archive's bytes with other tools. */
export function fetchCommands({
  kind,
  url,
  reference,
  name,
  version,
  digest,
  layer,
  archiveUrl,
}: Fetchable): readonly FetchCommand[] {
  if (kind === 'oci') {
    const place = reference
      .replace(/^oci:\/\//, '')
      .replace(/@sha\d+:[0-9a-f]+$/, '')
      .replace(/:[^:/]+$/, '')
    const slash = place.indexOf('/')
    const host = place.slice(0, slash)
    const repository = place.slice(slash + 1)
    return [
      {
        tool: 'curl',
        text: `curl -L -H "Authorization: Bearer $TOKEN" https://${host}/v2/${repository}/blobs/${layer}`,
      },
      { tool: 'crane', text: `crane blob ${place}@${layer}` },
      { tool: 'helm', text: `helm pull oci://${place}@${digest} --prov` },
    ]
  }
  if (kind === 'classic')
    return [
      { tool: 'curl', text: `curl -LO ${reference}` },
      { tool: 'helm', text: `helm pull ${name} --repo ${url} --version ${version} --prov` },
    ]
  return [{ tool: 'curl', text: `curl -fsSo ${name}-${version}.tgz ${archiveUrl}` }]
}
