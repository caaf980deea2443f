/** Files that belong together, and what comes of them. */
export interface FileSet {
  readonly what: string
  readonly files: readonly string[]
  readonly why: string
}

/** What can be dropped on a page, three beside each other. */
export function FileSets({ sets }: { sets: readonly FileSet[] }) {
  return (
    <div className="mt-6 grid border-y border-line max-md:divide-y max-md:divide-line md:grid-cols-3 md:divide-x md:divide-line">
      {sets.map(({ what, files, why }, i) => (
        <div key={what} className={`py-3.5 ${i === 0 ? 'md:pr-6' : 'md:px-6'}`}>
          <h2 className="font-medium">{what}</h2>
          <ul className="my-1.5">
            {files.map((file) => (
              <li key={file} className="font-mono text-label text-ink-2">
                {file}
              </li>
            ))}
          </ul>
          <p className="text-ink-2">{why}</p>
        </div>
      ))}
    </div>
  )
}
