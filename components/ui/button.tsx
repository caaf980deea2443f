import type { ComponentProps } from 'react'

const base =
  'inline-flex h-8 md:h-7 items-center justify-center gap-2 rounded-control border px-2.5 text-body font-medium whitespace-nowrap select-none disabled:opacity-50'

const kinds = {
  /** the one primary button of a page is ink */
  primary: 'border-ink bg-ink text-ground hover:border-ink-2 hover:bg-ink-2',
  plain: 'border-line-strong bg-ground text-ink hover:bg-hover',
  /** words alone, beside buttons that have borders */
  quiet: 'border-transparent text-ink-2 hover:text-ink hover:bg-hover',
} as const

export type ButtonKind = keyof typeof kinds

/** The look of a button, for links that act like one. */
export const buttonClass = (kind: ButtonKind = 'plain'): string => `${base} ${kinds[kind]}`

export function Button({
  kind = 'plain',
  className = '',
  type = 'button',
  ...rest
}: ComponentProps<'button'> & { kind?: ButtonKind }) {
  return <button type={type} className={`${buttonClass(kind)} ${className}`} {...rest} />
}

/** A button that is an icon alone; `label` names it for readers and on hover. */
export function IconButton({
  label,
  className = '',
  type = 'button',
  ...rest
}: ComponentProps<'button'> & { label: string }) {
  return (
    <button
      type={type}
      aria-label={label}
      title={label}
      className={`inline-grid size-8 place-items-center rounded-control text-ink-2 hover:bg-hover hover:text-ink md:size-7 ${className}`}
      {...rest}
    />
  )
}
