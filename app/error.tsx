'use client'

import { TriangleAlert } from 'lucide-react'
import { AppBar } from '../components/ui/app-bar.tsx'
import { Button } from '../components/ui/button.tsx'
import { Notice } from '../components/ui/notice.tsx'

/** What nobody foresaw. What can be foreseen is shown in its place, with its code. */
export default function Failed({ error, retry }: { error: unknown; retry: () => void }) {
  const digest =
    typeof error === 'object' && error !== null && 'digest' in error ? String(error.digest) : null
  return (
    <>
      <AppBar trail={[{ words: 'Failed' }]} />
      <main id="main" className="inset-page mx-auto w-full max-w-[760px] pt-10">
        <Notice
          level={1}
          icon={TriangleAlert}
          title="This page failed"
          code="INTERNAL"
          actions={<Button onClick={retry}>Try again</Button>}
        >
          <p>Something failed that should not have. It says nothing about the chart or the registry.</p>
          {digest !== null && (
            <p>
              The server’s log has it under <code className="text-label">{digest}</code>.
            </p>
          )}
        </Notice>
      </main>
    </>
  )
}
