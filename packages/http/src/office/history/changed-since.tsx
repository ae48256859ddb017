import type { HistoryRow, HistorySubject, Locale } from '@clientele/projections'
import { isLeft } from 'fp-ts/lib/Either.js'
import type { RequestContext, Service } from '../../environment.js'
import { expectedBy } from '../../responses/revision-tag.js'
import { eventsIn } from '../actions/last-change.js'
import type { Moment } from '../moment/moment.js'
import type { FormState } from '../pages.js'
import { historyTexts } from './texts/history-texts.js'
import { Timeline } from './timeline.js'

const none: readonly HistoryRow[] = []

const maxRows = 100

/** The positions of the events appended to the streams of a form since it was shown. */
const positionsSince = async (service: Service, tag: string): Promise<ReadonlySet<string>> => {
  const all = await Promise.all(
    Object.entries(expectedBy(tag) ?? {}).map(async ([stream, shown]) =>
      (await eventsIn(service, stream)).filter(({ revision }) => revision > Number(shown)),
    ),
  )
  return new Set(all.flat().map(({ position }) => position))
}

/** The changes by other users since the refused form was shown; none if it was not refused for that. */
export const changedSince = async (
  service: Service,
  context: RequestContext,
  subject: HistorySubject,
  { form, refusal }: FormState,
): Promise<readonly HistoryRow[]> => {
  if (refusal?.error !== 'ConcurrencyConflict') return none
  const positions = await positionsSince(service, form.text('expected') ?? '')
  const { by: viewer, locale } = context.var
  const rows = service.crm.views.subjectHistory({ subject, viewer, locale, limit: maxRows })
  return isLeft(rows) ? none : rows.right.filter(({ position }) => positions.has(position))
}

type Props = { readonly rows: readonly HistoryRow[]; readonly moment: Moment; readonly locale: Locale }

/** Lists these changes beside the refusal of a form. */
export const ChangedSince = ({ rows, moment, locale }: Props) =>
  rows.length === 0 ? null : (
    <section aria-labelledby="changed-since">
      <h2 id="changed-since">{historyTexts(locale).changedSince}</h2>
      <Timeline rows={rows} moment={moment} locale={locale} />
    </section>
  )
