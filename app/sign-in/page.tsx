import { FileWarning, LogIn } from 'lucide-react'
import type { Metadata } from 'next'
import { headers } from 'next/headers'
import { redirect } from 'next/navigation'
import { AppBar } from '../../components/ui/app-bar.tsx'
import { Button } from '../../components/ui/button.tsx'
import { LabelledField } from '../../components/ui/labelled-field.tsx'
import { Notice } from '../../components/ui/notice.tsx'
import { homeHref } from '../../lib/client/routes.ts'
import { sourceCodes, type SourceCode } from '../../lib/schema/codes.ts'
import { whoAmI } from '../../lib/server/actions/who-am-i.ts'
import { toSourceError } from '../../lib/server/errors/source-error.ts'

export const metadata: Metadata = { title: 'Sign in' }

export default async function SignInPage({ searchParams }: PageProps<'/sign-in'>) {
  const query = await searchParams
  const one = (name: string): string => {
    const value = query[name]
    return typeof value === 'string' ? value : ''
  }
  return (
    <>
      <AppBar find={false} outside />
      <main id="main" className="inset-page mx-auto w-full max-w-[1296px] flex-1 pt-10 pb-12">
        <div className="max-w-[360px]">
          <h1 className="text-title font-semibold">Sign in</h1>
          <Form to={one('to')} refused={one('refused')} wait={one('wait')} />
        </div>
      </main>
    </>
  )
}

async function Form({ to, refused, wait }: { to: string; refused: string; wait: string }) {
  let asked: Awaited<ReturnType<typeof whoAmI>>
  try {
    asked = await whoAmI(await headers())
  } catch (error) {
    const { message, code, cure } = toSourceError(error)
    return (
      <Notice icon={FileWarning} title="Nobody can sign in now" code={code}>
        <p className="break-words">{message}</p>
        <p>{cure}</p>
      </Notice>
    )
  }
  const { kind, identity, named } = asked
  if (identity !== undefined) redirect(homeHref())
  if (kind === 'proxy')
    return (
      <Notice icon={LogIn} title="Signing in happens at the proxy" code="SIGN_IN_REQUIRED">
        The proxy in front of this server says who asks, and this request came without its word: either not
        through that proxy, or before signing in there.
      </Notice>
    )
  return (
    <form action="/sign-in/enter" method="post" className="pt-1">
      <p className="pb-4 text-ink-2">This server shows its charts to people it knows.</p>
      {refused !== '' && <Refused code={refused} wait={wait} />}
      <input type="hidden" name="to" value={to} />
      {named && (
        <LabelledField
          name="name"
          label="Name"
          autoComplete="username"
          required
          autoFocus
          spellCheck={false}
        />
      )}
      <LabelledField
        name="password"
        label="Password"
        type="password"
        autoComplete="current-password"
        required
        autoFocus={!named}
        aria-invalid={refused === 'SIGN_IN_REFUSED'}
      />
      <Button type="submit" kind="primary" className="mt-1 max-md:h-10">
        Sign in
      </Button>
    </form>
  )
}

function Refused({ code, wait }: { code: string; wait: string }) {
  const known = Object.hasOwn(sourceCodes, code) ? sourceCodes[code as SourceCode] : undefined
  if (known === undefined) return null
  const seconds = /^\d{1,4}$/.test(wait) ? ` Wait ${wait} s.` : ''
  return (
    <p role="alert" className="mb-4 border-l-2 border-ink pl-3 font-medium">
      {known.title}.{seconds}
      {code === 'ORIGIN_REFUSED' && <span className="block font-normal text-ink-2">{known.cure}</span>}
    </p>
  )
}
