'use client'

import { useEffect, useRef, type KeyboardEvent, type PointerEvent, type RefObject } from 'react'

const STEP = 16

/**
 * A line between two panes that can be dragged, or moved with the arrow keys; a double click gives back the width it
 * had. The width goes into a CSS variable of the panes' parent and is kept in this browser.
 */
export function Split({
  label,
  name,
  parent,
  least,
  most,
  initial,
}: {
  label: string
  name: string
  parent: RefObject<HTMLElement | null>
  least: number
  most: number
  initial: number
}) {
  const width = useRef(initial)
  const handle = useRef<HTMLDivElement>(null)
  const apply = (next: number, keep = true): void => {
    width.current = Math.round(Math.min(most, Math.max(least, next)))
    parent.current?.style.setProperty(`--${name}`, `${width.current}px`)
    handle.current?.setAttribute('aria-valuenow', String(width.current))
    try {
      if (keep) localStorage.setItem(`split-${name}`, String(width.current))
    } catch {
      // the width then lasts as long as the page
    }
  }
  useEffect(() => {
    let kept = Number.NaN
    try {
      kept = Number.parseInt(localStorage.getItem(`split-${name}`) ?? '', 10)
    } catch {
      // nothing was kept
    }
    if (!Number.isNaN(kept)) apply(kept, false)
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- once, for what was kept
  }, [])

  const drag = (event: PointerEvent<HTMLDivElement>): void => {
    const element = event.currentTarget
    const start = event.clientX
    const before = width.current
    element.setPointerCapture(event.pointerId)
    const move = (moved: globalThis.PointerEvent): void => apply(before + moved.clientX - start)
    const end = (): void => {
      element.removeEventListener('pointermove', move)
      element.removeEventListener('pointerup', end)
    }
    element.addEventListener('pointermove', move)
    element.addEventListener('pointerup', end)
  }
  const press = (event: KeyboardEvent): void => {
    if (event.key !== 'ArrowLeft' && event.key !== 'ArrowRight') return
    event.preventDefault()
    apply(width.current + (event.key === 'ArrowLeft' ? -STEP : STEP))
  }
  return (
    <div
      ref={handle}
      role="separator"
      aria-orientation="vertical"
      aria-label={label}
      aria-valuemin={least}
      aria-valuemax={most}
      aria-valuenow={initial}
      tabIndex={0}
      onPointerDown={drag}
      onKeyDown={press}
      onDoubleClick={() => apply(initial)}
      className="relative z-10 w-px cursor-col-resize touch-none bg-line outline-none before:absolute before:inset-y-0 before:-left-1 before:w-[9px] hover:bg-accent focus-visible:bg-accent max-lg:hidden"
    />
  )
}
