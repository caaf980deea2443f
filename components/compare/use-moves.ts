import { useCallback, useEffect, useState, type RefObject } from 'react'
import type { Section } from './section.ts'
import { scrollsItself } from './use-near.ts'

/** Below the bar of a section, which stays in view. */
const UNDER_BAR = 48
/** Pixels that a difference stands below the top. */
const LEAD = 160
/** The page's own bar, over everything where the window scrolls. */
const APP_BAR = 48

interface Moves {
  /** the section on screen */
  readonly current: string
  readonly go: (id: string) => void
  /** to the next difference, or the one before */
  readonly next: (by: 1 | -1) => void
  readonly step: (by: 1 | -1) => void
}

/** Moving through the differences, and knowing where one is. */
export function useMoves(
  pane: RefObject<HTMLElement | null>,
  sections: readonly Section[],
  asked: string,
): Moves {
  const [current, setCurrent] = useState(asked !== '' ? asked : (sections[0]?.id ?? ''))

  useEffect(() => {
    const holder = pane.current
    if (holder === null) return
    let frame = 0
    const look = (): void => {
      frame = 0
      const found = sectionAtTop(holder)
      if (found !== null) setCurrent(found)
    }
    const moved = (): void => {
      if (frame === 0) frame = requestAnimationFrame(look)
    }
    holder.addEventListener('scroll', moved, { passive: true })
    return () => {
      holder.removeEventListener('scroll', moved)
      cancelAnimationFrame(frame)
    }
  }, [pane, sections])

  const go = useCallback(
    (id: string): void => {
      setCurrent(id)
      // after the view that holds it is drawn
      requestAnimationFrame(() => {
        const section = elementOf(pane.current, id)
        if (section === null) return
        if (section instanceof HTMLDetailsElement) section.open = true
        reveal(pane.current!, section, 0)
        section.querySelector('summary')?.focus({ preventScroll: true })
      })
    },
    [pane],
  )
  useEffect(() => {
    const section = asked === '' ? null : elementOf(pane.current, asked)
    if (section !== null) reveal(pane.current!, section, 0)
  }, [pane, asked])

  const step = useCallback(
    (by: 1 | -1): void => {
      const at = sections.findIndex(({ id }) => id === current)
      const section = sections[at + by]
      if (section !== undefined) go(section.id)
    },
    [sections, current, go],
  )
  const next = useCallback((by: 1 | -1): void => moveToDifference(pane.current, by), [pane])
  return { current, go, next, step }
}

const elementOf = (pane: HTMLElement | null, id: string): HTMLElement | null =>
  pane?.querySelector<HTMLElement>(`[data-section="${CSS.escape(id)}"]`) ?? null

/** Scrolls the pane (and nothing around it), or the window where that scrolls. */
function reveal(pane: HTMLElement, element: HTMLElement, lead: number): void {
  const top = element.getBoundingClientRect().top
  if (scrollsItself(pane)) pane.scrollTop += top - pane.getBoundingClientRect().top - lead
  else window.scrollBy(0, top - APP_BAR - lead)
}

const topOf = (pane: HTMLElement): number => Math.max(0, pane.getBoundingClientRect().top)

function sectionAtTop(pane: HTMLElement): string | null {
  const top = topOf(pane) + 8
  let found: string | null = null
  for (const section of pane.querySelectorAll<HTMLElement>('[data-section]')) {
    if (section.getBoundingClientRect().top > top) break
    found = section.dataset['section'] ?? null
  }
  return found
}

/** Differences that are not drawn yet stand as one stop: arriving there draws them. */
function moveToDifference(pane: HTMLElement | null, by: 1 | -1): void {
  if (pane === null) return
  const stops = [...pane.querySelectorAll<HTMLElement>('[data-change], [data-late]')].filter(
    (stop) => stop.offsetParent !== null,
  )
  const from = document.activeElement?.closest<HTMLElement>('[data-change], [data-late]') ?? null
  const at = from === null ? -1 : stops.indexOf(from)
  const line = topOf(pane) + UNDER_BAR
  const isBelow = (stop: HTMLElement): boolean => stop.getBoundingClientRect().top > line
  const target =
    at >= 0
      ? stops[at + by]
      : by === 1
        ? (stops.find(isBelow) ?? stops[0])
        : stops.findLast((stop) => !isBelow(stop))
  if (target === undefined) return
  target.tabIndex = -1
  reveal(pane, target, LEAD)
  target.focus({ preventScroll: true })
}
