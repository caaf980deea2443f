import type { LucideIcon } from 'lucide-react'
import type { ReactNode } from 'react'
import { CodeName } from './code-name.tsx'
import { Icon } from './icon.tsx'

/**
 * A list or panel that has something to say instead of rows: empty, refused, failed, in part.
 * Icon, sentence, code, what was seen, what to do: in that order, always neutral in colour.
 */
export function Notice({
  icon,
  title,
  code,
  children,
  actions,
  level = 2,
}: {
  icon: LucideIcon
  title: ReactNode
  code?: string | undefined
  children?: ReactNode
  actions?: ReactNode
  level?: 1 | 2 | 3
}) {
  const Heading = `h${level}` as const
  return (
    <div className="flex gap-2 border-b border-line py-3">
      <Icon of={icon} className="mt-0.5 text-ink-2" />
      <div className="min-w-0 flex-1">
        <Heading className="text-body font-medium">
          {title}
          {code !== undefined && (
            <>
              {' '}
              <CodeName code={code} />
            </>
          )}
        </Heading>
        {children !== undefined && (
          <div className="max-w-[760px] text-body break-words text-ink-2">{children}</div>
        )}
        {actions !== undefined && <div className="mt-2.5 flex flex-wrap items-center gap-2">{actions}</div>}
      </div>
    </div>
  )
}
