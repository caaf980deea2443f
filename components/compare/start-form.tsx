import { buttonClass } from '../ui/button.tsx'
import { Field } from '../ui/field.tsx'

/** Two charts by name; works without scripts. */
export function StartForm({
  from,
  to,
  problem,
  isInside = false,
}: {
  from: string
  to: string
  /** why what was written is not compared */
  problem?: string | undefined
  isInside?: boolean
}) {
  const form = (
    <form action="/compare" className="grid max-w-[640px] gap-3 pt-3">
      <label className="grid gap-1">
        <span className="text-label text-ink-3">From</span>
        <Field
          label="From"
          name="from"
          defaultValue={from}
          placeholder="sample/lighthouse/1.4.0"
          mono
          required
        />
      </label>
      <label className="grid gap-1">
        <span className="text-label text-ink-3">To</span>
        <Field label="To" name="to" defaultValue={to} placeholder="sample/lighthouse/1.5.0" mono required />
      </label>
      <p className="text-ink-2">
        Each is a reference as <code className="font-mono text-label">oci://host/path:1.2.0</code>, or{' '}
        <code className="font-mono text-label">source/repository/version</code>, with “~” for “/” inside the
        repository. Without a version the newest is meant.
      </p>
      {problem !== undefined && (
        <p role="alert" className="break-words">
          {problem}
        </p>
      )}
      <div>
        <button type="submit" className={buttonClass('primary')}>
          Compare
        </button>
      </div>
    </form>
  )
  if (isInside) return form
  return (
    <main id="main" className="mx-auto w-full max-w-[760px] px-4 pt-6 pb-12 md:px-6">
      <h1 className="text-title font-semibold">Compare two charts</h1>
      <p className="max-w-[640px] text-prose text-ink-2">
        Two versions, or two charts: what they create, which images they run, who signed them, which values
        they take. Mostly one comes here from a chart: its <em>Compare</em> tab takes the version before, its
        list of versions lets you pick two.
      </p>
      {form}
    </main>
  )
}
