import type { ComponentProps, ReactNode } from 'react'

/** A text field with an icon before and something after it. `label` is read, not shown. */
export function Field({
  label,
  before,
  after,
  className = '',
  mono = false,
  ...input
}: ComponentProps<'input'> & { label: string; before?: ReactNode; after?: ReactNode; mono?: boolean }) {
  return (
    <div
      className={`flex h-10 items-center gap-2 rounded-control border border-control bg-ground px-2.5 has-[input:focus-visible]:outline-2 has-[input:focus-visible]:outline-offset-1 has-[input:focus-visible]:outline-accent md:h-7 ${className}`}
    >
      {before}
      <input
        aria-label={label}
        className={`h-full min-w-0 flex-1 bg-transparent outline-none ${mono ? 'font-mono text-label' : 'text-body'}`}
        {...input}
      />
      {after}
    </div>
  )
}
