import { Copy } from 'lucide-react'
import type { RolloutView } from '../../lib/client/rollout-run.ts'
import { say } from '../../lib/client/toast.ts'
import type { ReleaseChange } from '../../lib/rollout/index.ts'
import type { RolloutAnswer } from '../../lib/schema/rollout.ts'
import { rolloutMarkdown } from '../../lib/schema/rollout-markdown.ts'
import { rolloutProblems } from '../../lib/schema/rollout-row.ts'
import { Button } from '../ui/button.tsx'
import { Icon } from '../ui/icon.tsx'

/** The whole rollout as Markdown for a pull request. */
export function CopyMarkdown({
  view,
  changes,
}: {
  view: RolloutView
  changes: readonly ReleaseChange[] | null
}) {
  const copy = async (): Promise<void> => {
    try {
      await navigator.clipboard.writeText(rolloutMarkdown(answerOf(view, changes)))
      say('Markdown copied', '')
    } catch {
      say('This browser does not let pages copy', '')
    }
  }
  return (
    <Button onClick={() => void copy()}>
      <Icon of={Copy} /> Copy as Markdown
    </Button>
  )
}

const answerOf = (
  { rollout, rows }: RolloutView,
  changes: readonly ReleaseChange[] | null,
): Pick<RolloutAnswer, 'releases' | 'problems' | 'changes'> => ({
  releases: [...rows],
  problems: rolloutProblems(rollout.problems.filter(({ release }) => release === null)),
  changes: changes === null ? null : (changes as NonNullable<RolloutAnswer['changes']>),
})
