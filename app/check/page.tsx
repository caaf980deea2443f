import type { Metadata } from 'next'
import { Check } from '@/components/check/check.tsx'
import { AppBar } from '@/components/ui/app-bar.tsx'
import { Snippet } from '@/components/ui/snippet.tsx'

export const metadata: Metadata = { title: 'Check a file' }

export default function CheckPage() {
  return (
    <>
      <AppBar trail={[{ words: 'Check a file' }]} />
      <main id="main" className="inset-page flex-1 pb-10">
        <Check />
        <div className="no-js-only max-w-[760px] pt-4">
          <p className="pb-2">
            Files are judged by a script in this browser, and scripts are off. The command line says the same:
          </p>
          <Snippet text="chartroom verify ./web-1.4.2.tgz --keyring ./platform.asc" label="command" />
        </div>
      </main>
    </>
  )
}
