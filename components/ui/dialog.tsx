'use client'

import { useEffect, useRef, type ReactNode } from 'react'

/** Something that floats over the page, near its top. The browser keeps the focus inside and gives it back; `esc` closes. */
export function Dialog({
  label,
  onClose,
  children,
  className = '',
}: {
  label: string
  onClose: () => void
  children: ReactNode
  className?: string
}) {
  const ref = useRef<HTMLDialogElement>(null)
  useEffect(() => {
    const dialog = ref.current
    if (dialog !== null && !dialog.open) dialog.showModal()
  }, [])
  return (
    <dialog
      ref={ref}
      aria-label={label}
      onClose={onClose}
      onClick={(event) => {
        // the dialog's own box is its content: a click on the element itself is one on what lies behind
        if (event.target === event.currentTarget) event.currentTarget.close()
      }}
      className={`mx-auto mt-[12vh] mb-auto w-[calc(100vw-32px)] max-w-[640px] animate-float rounded-float border border-line-strong bg-ground p-0 text-ink shadow-float backdrop:bg-ink/10 ${className}`}
    >
      {children}
    </dialog>
  )
}
