import { Button } from '../ui/button.tsx'
import { Field } from '../ui/field.tsx'

/** Opens a repository that no list shows. Plain form: works without scripts. */
export function OpenByName({ source, url }: { source: string; url: string }) {
  return (
    <form action="/open" className="flex w-full max-w-[560px] flex-wrap gap-2">
      <input type="hidden" name="source" value={source} />
      <Field
        name="repository"
        label={`Repository below ${url}`}
        placeholder="repository, or repository:version"
        required
        autoComplete="off"
        spellCheck={false}
        mono
        className="min-w-0 flex-1"
      />
      <Button type="submit">Open by name</Button>
    </form>
  )
}
