import { render, type ChartFile, type RenderRequest, type ValuesLayer } from '../../../lib/helm/index.ts'
import { toBytes } from '../../../lib/go/text.ts'
import type { Host } from '../../../lib/go/value.ts'
import { PROFILES, type Answer, type Case, type ProfileDigit } from './case.ts'

const layers = (
  kind: Exclude<ValuesLayer['kind'], 'file' | 'set-file'>,
  texts: readonly string[] = [],
): ValuesLayer[] => texts.map((text) => ({ kind, text }))

function requestOf(c: Case, digit: ProfileDigit): RenderRequest {
  return {
    files: c.files.map(([path, text]): ChartFile => ({ path, data: toBytes(text) })),
    profile: PROFILES[digit],
    values: [
      ...(c.valueFiles ?? []).map((text, i): ValuesLayer => ({ kind: 'file', name: `mem:${i}`, text })),
      ...layers('set-json', c.setJSON),
      ...layers('set', c.set),
      ...layers('set-string', c.setString),
      ...(c.setFile ?? []).map((text): ValuesLayer => ({ kind: 'set-file', text, files: c.content ?? {} })),
      ...layers('set-literal', c.setLiteral),
    ],
    release: {
      name: c.name ?? 'release-name',
      namespace: c.namespace ?? 'default',
      isUpgrade: c.isUpgrade ?? false,
    },
    kubeVersion: c.kubeVersion ?? '',
    apiVersions: c.apiVersions ?? [],
    includeCrds: c.includeCRDs ?? false,
    noHooks: c.noHooks ?? false,
    skipTests: c.skipTests ?? false,
    skipSchemaValidation: c.skipSchema ?? false,
    showOnly: c.showOnly ?? [],
  }
}

/** Our answer to a case. */
export function ours(c: Case, digit: ProfileDigit, host: Host): Answer {
  try {
    const response = render(requestOf(c, digit), host)
    const log = response.warnings.length > 0 ? { log: response.warnings.join('\n').split('\n').sort() } : {}
    return response.ok ? { out: response.stdout, ...log } : { err: response.error.text, ...log }
  } catch (error) {
    return { panic: (error as Error).stack ?? String(error) }
  }
}
