import type { Metadata, Viewport } from 'next'
import { cookies } from 'next/headers'
import type { ReactNode } from 'react'
import { PageLife } from '../components/find/page-life.tsx'
import { isTheme, THEME } from '../lib/client/theme.ts'
import { geist, geistMono } from './fonts.ts'
import './globals.css'

export const metadata: Metadata = {
  title: { default: 'Chartroom', template: '%s · Chartroom' },
  description: 'Browse, verify and preview Helm charts.',
}

export const viewport: Viewport = {
  colorScheme: 'light dark',
  themeColor: [
    { media: '(prefers-color-scheme: light)', color: '#f6f7f8' },
    { media: '(prefers-color-scheme: dark)', color: '#14171b' },
  ],
}

export default async function RootLayout({ children }: { children: ReactNode }) {
  const theme = (await cookies()).get(THEME)?.value
  return (
    <html
      lang="en"
      data-theme={isTheme(theme) ? theme : undefined}
      className={`${geist.variable} ${geistMono.variable}`}
      suppressHydrationWarning
    >
      <body>
        <a
          href="#main"
          className="fixed top-1 left-2 z-50 -translate-y-16 rounded-control border border-line-strong bg-ground px-3 py-1.5 font-medium focus:translate-y-0"
        >
          Skip to the page
        </a>
        {children}
        <PageLife />
      </body>
    </html>
  )
}
