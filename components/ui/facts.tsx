import type { ReactNode } from 'react'

/** Labelled facts in two columns: label in grey, what it is in ink. */
export function Facts({ children }: { children: ReactNode }) {
  return <dl className="grid grid-cols-[100px_minmax(0,1fr)] gap-y-[5px]">{children}</dl>
}

export function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <>
      <dt className="pr-2 text-body text-ink-3">{name}</dt>
      <dd className="min-w-0 text-body break-words">{children}</dd>
    </>
  )
}
