import type { HistoryRow, HistorySubject, Locale } from '@clientele/projections'
import { isLeft } from 'fp-ts/lib/Either.js'
import type { RequestContext, Service } from '../../environment.js'
import { expectedBy } from '../../responses/revision-tag.js'
import { eventsIn } from '../actions/last-change.js'
import type { Moment } from '../moment/moment.js'
import { historyTexts } from './texts/history-texts.js'
import { Timeline } from './timeline.js'

const maxRows = 100

/** The positions of the events appended to the streams of a revision tag after it. */
const positionsSince = async (service: Service, tag: string): Promise<ReadonlySet<string>> => {
  const all = await Promise.all(
    Object.entries(expectedBy(tag) ?? {}).map(([stream, revision]) => eventsIn(service, stream, Number(revision) + 1)),
  )
  return new Set(all.flat().map(({ position }) => position))
}

/** The changes of a record after a revision tag was read: its latest lines that the actor may see. */
export const changedSince = async (
  service: Service,
  context: RequestContext,
  subject: HistorySubject,
  tag: string,
): Promise<readonly HistoryRow[]> => {
  const positions = await positionsSince(service, tag)
  if (positions.size === 0) return []
  const { by: viewer, locale } = context.var
  const rows = service.crm.views.subjectHistory({ subject, viewer, locale, limit: maxRows })
  return isLeft(rows) ? [] : rows.right.filter(({ position }) => positions.has(position))
}

type Props = { readonly rows: readonly HistoryRow[]; readonly moment: Moment; readonly locale: Locale }

/** Lists the changes since the form was shown, below its refusal. */
export const ChangedSince = ({ rows, moment, locale }: Props) =>
  rows.length === 0 ? null : (
    <section aria-labelledby="changed-since">
      <h2 id="changed-since">{historyTexts(locale).changedSince}</h2>
      <Timeline rows={rows} moment={moment} locale={locale} />
    </section>
  )
