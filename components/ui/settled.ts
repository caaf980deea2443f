import { useCallback, useEffect, useRef, useState } from 'react'

const PAUSE = 200

/** The last value that stayed for a moment: what only rushes by while somebody scrolls is never told. */
export function useSettled<T>(initial: T): [T, (value: T) => void] {
  const [settled, setSettled] = useState(initial)
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  useEffect(() => () => clearTimeout(timer.current), [])
  const tell = useCallback((value: T) => {
    clearTimeout(timer.current)
    timer.current = setTimeout(() => setSettled(value), PAUSE)
  }, [])
  return [settled, tell]
}
