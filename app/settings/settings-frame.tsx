import { headers } from 'next/headers'
import type { ReactNode } from 'react'
import { SettingsShell } from '../../components/settings/settings-shell.tsx'
import { sourcesOf } from '../(browse)/asked.ts'
import { trustHref } from '../../lib/client/routes.ts'
import { whoAmI } from '../../lib/server/actions/who-am-i.ts'
import type { Crumb } from '../../components/ui/app-bar.tsx'

/** What can be set beside connections. */
const trustGroup = [
  {
    name: 'Trust',
    items: [
      { words: 'Keys', href: trustHref() },
      { words: 'Identities', href: `${trustHref()}#identities` },
      { words: 'Policies', href: `${trustHref()}#policies` },
    ],
  },
]

/** The frame with what every settings page shows of this server. */
export async function SettingsFrame({
  current,
  trail,
  children,
}: {
  current: string
  trail: readonly Crumb[]
  children: ReactNode
}) {
  const sources = await sourcesOf()
  const { identity, kind } = await whoAmI(await headers())
  return (
    <SettingsShell
      current={current}
      trail={trail}
      sources={sources.ok ? sources.value.filter(({ sample }) => !sample) : []}
      groups={trustGroup}
      signedIn={kind === 'password' && identity !== undefined ? identity.who : null}
    >
      {children}
    </SettingsShell>
  )
}

/** Why who looks cannot change anything; undefined when they can. */
export async function whyReadOnly(): Promise<string | undefined> {
  const { identity, kind } = await whoAmI(await headers())
  if (identity?.writes === true) return undefined
  return kind === 'open'
    ? 'This server is open to read, so nothing can be changed here. With access: password or proxy in chartroom.yaml it can.'
    : 'Nobody is signed in, so only the machine that Chartroom runs on changes anything, at its loopback address.'
}
