import type { HistoryRow, HistorySubject, Locale } from '@clientele/projections'
import { isLeft } from 'fp-ts/lib/Either.js'
import { expectedBy } from '../../answering/revision-tag.js'
import type { Asked, Service } from '../../environment.js'
import { eventsIn } from '../acting/done.js'
import type { Moment } from '../moment/moment.js'
import { historyTexts } from './texts/history-texts.js'
import { Timeline } from './timeline.js'

const mostRead = 100

/** The positions of the events in the streams of a revision tag that came after it. */
const positionsSince = async (service: Service, tag: string): Promise<ReadonlySet<string>> => {
  const all = await Promise.all(
    Object.entries(expectedBy(tag) ?? {}).map(([stream, shown]) => eventsIn(service, stream, Number(shown) + 1)),
  )
  return new Set(all.flat().map(({ position }) => position))
}

/** What changed in a record after a revision tag was read: its latest lines that the actor may see. */
export const changedSince = async (
  service: Service,
  asked: Asked,
  subject: HistorySubject,
  tag: string,
): Promise<readonly HistoryRow[]> => {
  const positions = await positionsSince(service, tag)
  if (positions.size === 0) return []
  const { by: viewer, locale } = asked.var
  const rows = service.crm.views.subjectHistory({ subject, viewer, locale, limit: mostRead })
  return isLeft(rows) ? [] : rows.right.filter(({ position }) => positions.has(position))
}

type Props = { readonly rows: readonly HistoryRow[]; readonly moment: Moment; readonly locale: Locale }

/** Who changed what since the form was shown, below why it was refused. */
export const ChangedSince = ({ rows, moment, locale }: Props) =>
  rows.length === 0 ? null : (
    <section aria-labelledby="changed-since">
      <h2 id="changed-since">{historyTexts(locale).changedSince}</h2>
      <Timeline rows={rows} moment={moment} locale={locale} />
    </section>
  )
