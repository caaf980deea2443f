'use client'

import { useRouter } from 'next/navigation'
import { lazy, Suspense, useCallback, useEffect, useState } from 'react'
import { onPalette } from '../../lib/client/palette.ts'
import { keepCookie } from '../../lib/client/theme.ts'
import { useKeys } from '../ui/keys.ts'
import { Toast } from '../ui/toast.tsx'

const Palette = lazy(() => import('./palette.tsx').then((m) => ({ default: m.Palette })))
const KeyHelp = lazy(() => import('../ui/key-help.tsx').then((m) => ({ default: m.KeyHelp })))

/** What every page does once scripts run: the keys, the palette and the list of keys when asked for, the toast. */
export function PageLife() {
  const router = useRouter()
  const [palette, setPalette] = useState<string | null>(null)
  const [help, setHelp] = useState(false)

  useEffect(() => keepCookie('scripted', '1'), [])
  // a page with a box of its own focuses that one
  useEffect(
    () => onPalette((text) => document.querySelector('[data-own-finder]') === null && setPalette(text)),
    [],
  )
  useKeys({
    onHelp: useCallback(() => setHelp(true), []),
    onGo: useCallback((href: string) => router.push(href), [router]),
  })

  return (
    <>
      <Toast />
      <Suspense>
        {palette !== null && <Palette text={palette} onClose={() => setPalette(null)} />}
        {help && <KeyHelp onClose={() => setHelp(false)} />}
      </Suspense>
    </>
  )
}
