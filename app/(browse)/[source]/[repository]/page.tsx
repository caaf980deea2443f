import { notFound, redirect } from 'next/navigation'
import { Unplug } from 'lucide-react'
import { ProblemWords } from '../../../../components/source/listing-notice.tsx'
import { AppBar } from '../../../../components/ui/app-bar.tsx'
import { Notice } from '../../../../components/ui/notice.tsx'
import { RefreshButton } from '../../../../components/ui/refresh-button.tsx'
import { chartHref, readRepository, readSegment, sourceHref, VIEWS } from '../../../../lib/client/routes.ts'
import { chartOf, sourceOf } from '../../asked.ts'

/** A chart without a version: leads to the newest stable one, so that what is then on screen has an address that stays. */
export default async function NewestPage({ params, searchParams }: PageProps<'/[source]/[repository]'>) {
  const asked = await params
  const source = await sourceOf(readSegment(asked.source))
  if (source === undefined) notFound()
  const repository = readRepository(asked.repository)
  const chart = await chartOf(source.name, repository, '')
  if (chart.ok) {
    const { view, ...query } = await searchParams
    redirect(
      chartHref(
        { source: source.name, repository, version: chart.value.tag },
        VIEWS.find((v) => v === view),
        query,
      ),
    )
  }
  return (
    <>
      <AppBar trail={[{ words: source.title, href: sourceHref(source.name) }, { words: repository }]} />
      <main id="main" className="inset-page pt-2">
        <Notice
          level={1}
          icon={Unplug}
          title={`${repository} could not be opened`}
          code={chart.problem.code}
          actions={<RefreshButton source={source.name} label="Ask again" words="Ask again" />}
        >
          <ProblemWords problem={chart.problem} />
        </Notice>
      </main>
    </>
  )
}
