import type { ReactNode } from 'react'

/** Labelled facts in two columns: label in grey, what it is in ink. */
export function Facts({ children, label = 'w-[100px]' }: { children: ReactNode; label?: string }) {
  return <dl className={`grid grid-cols-[auto_minmax(0,1fr)] gap-x-0 gap-y-1.5 ${label === '' ? '' : '[&>dt]:' + label}`}>{children}</dl>
}

export function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <>
      <dt className="text-body text-ink-3">{name}</dt>
      <dd className="min-w-0 text-body break-words">{children}</dd>
    </>
  )
}
