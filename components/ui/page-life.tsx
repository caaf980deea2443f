'use client'

import { lazy, Suspense, useCallback, useEffect, useState } from 'react'
import { onPalette } from '../../lib/client/palette.ts'
import { keepCookie } from '../../lib/client/theme.ts'
import { useKeys } from './keys.ts'
import { Toast } from './toast.tsx'

const Palette = lazy(() => import('./palette.tsx').then((m) => ({ default: m.Palette })))
const KeyHelp = lazy(() => import('./key-help.tsx').then((m) => ({ default: m.KeyHelp })))

/** What every page does once scripts run: the keys, the palette and the list of keys when asked for, the toast. */
export function PageLife() {
  const [palette, setPalette] = useState<string | null>(null)
  const [help, setHelp] = useState(false)

  useEffect(() => keepCookie('scripted', '1'), [])
  useEffect(() => onPalette(setPalette), [])
  useKeys({ onHelp: useCallback(() => setHelp(true), []) })

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
