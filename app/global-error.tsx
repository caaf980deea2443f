'use client'

import './globals.css'

/** Where even the frame of every page failed: words alone, in the system's own colours. */
export default function GlobalError({ error, retry }: { error: unknown; retry: () => void }) {
  const digest =
    typeof error === 'object' && error !== null && 'digest' in error ? String(error.digest) : null
  return (
    <html lang="en">
      <body>
        <title>This page failed · Chartroom</title>
        <main className="mx-auto w-full max-w-[760px] px-4 pt-16">
          <h1 className="text-title font-semibold">This page failed</h1>
          <p className="mt-1 text-ink-2">
            Something failed that should not have. It says nothing about the chart or the registry.
            {digest !== null && ` The server’s log has it under ${digest}.`}
          </p>
          <button
            type="button"
            onClick={retry}
            className="mt-3 h-8 rounded-control border border-line-strong px-3 font-medium hover:bg-hover"
          >
            Try again
          </button>
        </main>
      </body>
    </html>
  )
}
