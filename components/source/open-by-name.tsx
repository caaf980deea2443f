import type { Source } from '../../lib/schema/source.ts'
import { Button } from '../ui/button.tsx'
import { Field } from '../ui/field.tsx'
import { RememberRepository } from './remember-repository.tsx'

const FIELD = 'repository-by-name'

/** Opens a repository that no list shows, or remembers it. Plain form: opening works without scripts. */
export function OpenByName({ source, remember = false }: { source: Source; remember?: boolean }) {
  return (
    <form action="/open" className="flex w-full max-w-[640px] flex-wrap gap-2">
      <input type="hidden" name="source" value={source.name} />
      <Field
        id={FIELD}
        name="repository"
        label={`Repository below ${source.url}`}
        placeholder="repository, or repository:version"
        required
        autoComplete="off"
        spellCheck={false}
        mono
        className="min-w-0 flex-1"
      />
      <Button type="submit">Open by name</Button>
      {remember && source.kind === 'oci' && !source.name.includes(':') && (
        <RememberRepository source={source.name} field={FIELD} />
      )}
    </form>
  )
}
