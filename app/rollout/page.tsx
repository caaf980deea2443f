import type { Metadata } from 'next'
import { Rollout } from '@/components/rollout/rollout.tsx'
import { AppBar } from '@/components/ui/app-bar.tsx'
import { FootBar } from '@/components/ui/foot-bar.tsx'
import { Snippet } from '@/components/ui/snippet.tsx'

export const metadata: Metadata = { title: 'Rollout' }

export default function RolloutPage() {
  return (
    <>
      <AppBar trail={[{ words: 'Rollout' }]} />
      <main id="main" className="inset-page flex-1 pb-10">
        <Rollout />
        <div className="no-js-only max-w-[760px] pt-4">
          <p className="pb-2">
            Files are read by a script in this browser, and scripts are off. The command line says the same:
          </p>
          <Snippet text="chartroom rollout helmfile.yaml" label="command" />
        </div>
      </main>
      <FootBar
        hints={[
          { caps: ['j', 'k'], words: 'move' },
          { caps: ['↵'], words: 'open the preview with its values' },
          { caps: ['v'], words: 'verify' },
          { caps: ['c'], words: 'compare with' },
        ]}
      >
        The files stay in this browser
      </FootBar>
    </>
  )
}
