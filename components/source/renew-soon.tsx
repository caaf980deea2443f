'use client'

import { useRouter } from 'next/navigation'
import { useEffect } from 'react'

/** milliseconds after which a list that is being renewed is looked at again */
const WAITS = [1200, 4000, 12_000]

/** Draws the page again once a list that was older has been renewed behind it; gives up after a while. */
export function RenewSoon({ askedAt }: { askedAt: string }) {
  const router = useRouter()
  useEffect(() => {
    const timers = WAITS.map((wait) => setTimeout(() => router.refresh(), wait))
    return () => timers.forEach(clearTimeout)
  }, [router, askedAt])
  return null
}
