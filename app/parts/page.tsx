import { AppBar } from '../../components/ui/app-bar.tsx'
import { Button } from '../../components/ui/button.tsx'
import { Badge } from '../../components/ui/badge.tsx'
import { Digest } from '../../components/ui/digest.tsx'
import { KeyCap } from '../../components/ui/key-cap.tsx'
import { Segments, segmentClass } from '../../components/ui/segments.tsx'
import { SkeletonRows } from '../../components/ui/skeleton.tsx'
import { Snippet } from '../../components/ui/snippet.tsx'
import { Notice } from '../../components/ui/notice.tsx'
import { FootBar } from '../../components/ui/foot-bar.tsx'
import { VerdictChip, VerdictLine } from '../../components/verify/verdict.tsx'
import { CheckMark } from '../../components/verify/verdict-icon.tsx'
import { List, ListX } from 'lucide-react'

export default function Parts() {
  const all = ['verified', 'untrusted', 'invalid', 'unsigned', 'unknown', 'checking'] as const
  const code = { verified: undefined, untrusted: 'UNKNOWN_KEY', invalid: 'BAD_SIGNATURE', unsigned: undefined, unknown: 'TIMEOUT', checking: undefined } as const
  const reason = { verified: 'Platform Release', unsigned: '4 places asked' } as Record<string, string>
  return (
    <>
      <AppBar trail={[{ words: 'Parts' }]} />
      <main id="main" className="inset-page grid grid-cols-3 gap-10 pt-4">
        <div>
          <p className="pb-1.5 text-label text-ink-3">Verdict, as a chip in a chart's head and as words in a row</p>
          {all.map((s) => (
            <div key={s} className="grid h-9 grid-cols-[172px_1fr] items-center border-t border-line">
              <span>
                <VerdictChip status={s} />
              </span>
              <VerdictLine status={s} code={code[s]} reason={reason[s]} />
            </div>
          ))}
          <p className="py-2">
            <Badge>Deprecated</Badge>
          </p>
          {(['passed', 'failed', 'warning', 'unknown', 'not-applicable'] as const).map((k) => (
            <div key={k} className="flex h-9 items-center gap-2 border-t border-line">
              <CheckMark kind={k} /> {k}
            </div>
          ))}
          <div className="flex gap-2 py-2">
            <Button kind="primary">
              Open preview <KeyCap on="ink">↵</KeyCap>
            </Button>
            <Button>Compare</Button>
            <Button kind="quiet">Ask again</Button>
            <Segments label="x">
              <button type="button" className={segmentClass(true)}>Read</button>
              <button type="button" className={segmentClass(false)}>Source</button>
            </Segments>
          </div>
        </div>
        <div>
          <SkeletonRows rows={3} />
          <Notice icon={List} title="No charts in platform/experiments" actions={<Button>Show the 3 repositories</Button>}>
            The registry listed 3 repositories; none of them holds a chart.
          </Notice>
          <Notice icon={ListX} title="This registry refuses to list" code="LIST_UNSUPPORTED" actions={<><Button>Open by name</Button><Button kind="quiet">Ask again</Button></>}>
            <code>GET ghcr.io/v2/_catalog</code> answered 403 as anonymous. Charts can still be opened by name; Chartroom remembers them here.
          </Notice>
        </div>
        <div className="space-y-3">
          <Digest value={'sha256:5d78d09e66d7' + 'a'.repeat(52)} />
          <Snippet label="command" text="helm pull oci://registry.example.com/platform/argo-cd" />
        </div>
      </main>
      <FootBar hints={[{ caps: ['j', 'k'], words: 'move' }, { caps: ['↵'], words: 'open' }]} />
    </>
  )
}
