import Link from 'next/link'
import { codeHref } from '../../lib/client/routes.ts'

/** A stable code; every one is a link to the page that explains it. */
export function CodeName({ code, quiet = false }: { code: string; quiet?: boolean }) {
  return (
    <Link
      href={codeHref(code)}
      prefetch={false}
      className={`link font-mono text-label font-normal ${quiet ? 'text-ink-3' : 'text-ink-2'}`}
    >
      {code}
    </Link>
  )
}
