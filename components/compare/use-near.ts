import { useEffect, useRef, useState, type RefObject } from 'react'

/** Pixels around the visible part that are drawn with it. */
const AROUND = '900px 0px'

/** Whether something has been near the visible part of its pane, or of the window; once true it stays. */
export function useNear(
  initial: boolean,
  pane: RefObject<HTMLElement | null>,
): [boolean, RefObject<HTMLDivElement | null>] {
  const [isNear, setNear] = useState(initial)
  const ref = useRef<HTMLDivElement>(null)
  useEffect(() => {
    const element = ref.current
    if (isNear || element === null) return
    const holder = pane.current
    const observer = new IntersectionObserver(
      (entries) => {
        if (entries.some((entry) => entry.isIntersecting)) setNear(true)
      },
      { root: holder !== null && scrollsItself(holder) ? holder : null, rootMargin: AROUND },
    )
    observer.observe(element)
    return () => observer.disconnect()
  }, [isNear, pane])
  return [isNear, ref]
}

/** Whether a pane scrolls by itself, or the window does. */
export const scrollsItself = (pane: HTMLElement): boolean => getComputedStyle(pane).overflowY !== 'visible'
