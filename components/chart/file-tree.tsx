'use client'

import { ChevronRight, Search } from 'lucide-react'
import Link from 'next/link'
import { useMemo, useState } from 'react'
import { chartHref, type ChartAddress } from '../../lib/client/routes.ts'
import { Icon } from '../ui/icon.tsx'
import { KeyCap } from '../ui/key-cap.tsx'
import { count, plural } from '../ui/when.ts'
import { fileMatches, fileTree, type FileNode } from './file-tree-data.ts'
import { visible } from '../../lib/schema/visible.ts'

interface Props {
  readonly chart: ChartAddress
  readonly files: readonly { readonly path: string; readonly size: number }[]
  /** the file that is open */
  readonly current: string
}

const indents = ['pl-3', 'pl-7', 'pl-11', 'pl-[60px]', 'pl-[76px]', 'pl-[92px]'] as const
const indent = (depth: number): string => indents[Math.min(depth, indents.length - 1)]!

/** The archive as a tree. Folders are `details`, files are links: it reads and opens without scripts; with them `t` finds. */
export function FileTree({ chart, files, current }: Props) {
  const [wanted, setWanted] = useState('')
  const tree = useMemo(() => fileTree(files), [files])
  const found = useMemo(
    () =>
      wanted.trim() === ''
        ? null
        : files
            .flatMap((file) => {
              const rank = fileMatches(file.path, wanted)
              return rank === null ? [] : [{ ...file, rank }]
            })
            .sort((a, b) => a.rank - b.rank)
            .slice(0, 200),
    [files, wanted],
  )
  return (
    <nav aria-label="Files of the archive" className="flex min-h-0 flex-col">
      <label className="js-only flex h-9 shrink-0 items-center gap-2 border-b border-line px-4">
        <Icon of={Search} size={14} className="text-ink-2" />
        <input
          type="search"
          aria-label={`Find in ${count(files.length)} files`}
          placeholder={`Find in ${count(files.length)} files`}
          value={wanted}
          onChange={(event) => setWanted(event.target.value)}
          onKeyDown={(event) => {
            if (event.key === 'Escape') setWanted('')
          }}
          autoComplete="off"
          spellCheck={false}
          data-focus-key="t"
          className="min-w-0 flex-1 bg-transparent outline-none"
        />
        <KeyCap>t</KeyCap>
      </label>
      <ul className="min-h-0 flex-1 overflow-y-auto py-1.5">
        {found === null ? (
          tree.map((node) => <Branch key={node.path} node={node} depth={0} chart={chart} current={current} />)
        ) : found.length === 0 ? (
          <li className="px-4 py-1 text-ink-3">No path holds these letters.</li>
        ) : (
          found.map((file) => (
            <Leaf
              key={file.path}
              chart={chart}
              path={file.path}
              words={file.path}
              size={file.size}
              depth={0}
              here={file.path === current}
            />
          ))
        )}
      </ul>
    </nav>
  )
}

function Branch({
  node,
  depth,
  chart,
  current,
}: {
  node: FileNode
  depth: number
  chart: ChartAddress
  current: string
}) {
  if (node.size !== null)
    return (
      <Leaf
        chart={chart}
        path={node.path}
        words={visible(node.name)}
        size={node.size}
        depth={depth}
        here={node.path === current}
      />
    )
  const open = current.startsWith(`${node.path}/`) || (depth === 0 && node.name === 'templates')
  return (
    <li>
      <details open={open} className="group/branch">
        <summary className={`flex h-8 items-center gap-1 pr-3 hover:bg-hover md:h-[26px] ${indent(depth)}`}>
          <Icon of={ChevronRight} size={14} className="text-ink-3 branch-mark" />
          <span className="truncate">{visible(node.name)}</span>
          <span className="flex-1" />
          <span className="text-least text-ink-3">{plural(node.count, 'file')}</span>
        </summary>
        <ul>
          {node.children.map((child) => (
            <Branch key={child.path} node={child} depth={depth + 1} chart={chart} current={current} />
          ))}
        </ul>
      </details>
    </li>
  )
}

function Leaf({
  chart,
  path,
  words,
  size,
  depth,
  here,
}: {
  chart: ChartAddress
  path: string
  words: string
  size: number
  depth: number
  here: boolean
}) {
  return (
    <li data-row>
      <Link
        href={chartHref(chart, 'files', { path })}
        prefetch={false}
        scroll={false}
        data-open
        aria-current={here ? 'page' : undefined}
        title={path}
        className={`flex h-8 items-center gap-2 pr-3 -outline-offset-2 md:h-[26px] ${indent(depth)} ${here ? 'here' : 'hover:bg-hover'}`}
      >
        <span className="ml-[18px] min-w-0 flex-1 truncate">{words}</span>
        <span className="text-least text-ink-3">{count(size)}</span>
      </Link>
    </li>
  )
}
