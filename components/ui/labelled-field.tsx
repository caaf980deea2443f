import { useId, type ComponentProps, type ReactNode } from 'react'

/** A field of a form: its label above, what it means below. 32 high, 40 on a phone. */
export function LabelledField({
  label,
  note,
  after,
  mono = false,
  className = '',
  ...input
}: ComponentProps<'input'> & { label: string; note?: ReactNode; after?: ReactNode; mono?: boolean }) {
  const id = useId()
  return (
    <div className={`pb-4 ${className}`}>
      <label htmlFor={id} className="block pb-1 font-medium">
        {label}
      </label>
      <div className="flex h-10 items-center gap-2 rounded-control border border-control bg-ground px-2.5 has-[input:disabled]:bg-rail has-[input:focus-visible]:outline-2 has-[input:focus-visible]:outline-offset-1 has-[input:focus-visible]:outline-accent md:h-8">
        <input
          id={id}
          aria-describedby={note === undefined ? undefined : `${id}-note`}
          className={`h-full min-w-0 flex-1 bg-transparent outline-none ${mono ? 'font-mono text-label' : 'text-body'}`}
          {...input}
        />
        {after}
      </div>
      {note !== undefined && (
        <p id={`${id}-note`} className="pt-1 text-label text-ink-3">
          {note}
        </p>
      )}
    </div>
  )
}
