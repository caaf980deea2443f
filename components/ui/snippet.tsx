import type { ReactNode } from 'react'
import { CopyButton } from './copy-button.tsx'

/** Something to copy and run: rail ground, copy at the top right. */
export function Snippet({
  text,
  label,
  children,
  small = false,
}: {
  text: string
  label: string
  children?: ReactNode
  small?: boolean
}) {
  return (
    <div className="relative rounded-control border border-line bg-rail">
      <pre
        tabIndex={0}
        className={`overflow-x-auto px-3 py-2 pr-10 wrap-anywhere whitespace-pre-wrap ${small ? 'text-least leading-[18px]' : 'text-label leading-[18px]'}`}
      >
        {children ?? text}
      </pre>
      <CopyButton text={text} label={label} className="absolute top-1 right-1 bg-rail" />
    </div>
  )
}
