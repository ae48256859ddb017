import type { HistorySubject } from '@clientele/projections'
import { isLeft } from 'fp-ts/lib/Either.js'
import type { RequestContext, Service } from '../../environment.js'
import { queryOf } from '../actions/form.js'
import { Downloads } from '../layout/downloads.js'
import { Field } from '../layout/field.js'
import { offsetIn, Pager } from '../layout/pager.js'
import { RefusalNote } from '../layout/refusal-note.js'
import type { Moment } from '../moment/moment.js'
import { MomentFields } from '../moment/moment-fields.js'
import { addressOf } from '../page.js'
import { officeTexts } from '../texts/office-texts.js'
import { historyTexts } from './texts/history-texts.js'
import { Timeline } from './timeline.js'

type Props = {
  readonly service: Service
  readonly context: RequestContext
  readonly moment: Moment
  readonly subject: HistorySubject
}

const pageSize = 50

const Period = ({ context, moment }: Pick<Props, 'context' | 'moment'>) => {
  const { locale } = context.var
  const query = queryOf(context)
  const field = (name: string) => ({ name, value: query.text(name), refusal: null, locale })
  return (
    <form class="filter" method="get">
      <Field {...field('from')} type="date" label={historyTexts(locale).from} />
      <Field {...field('to')} type="date" label={historyTexts(locale).to} />
      <MomentFields moment={moment} locale={locale} />
      <button type="submit">{officeTexts(locale).show}</button>
    </form>
  )
}

const listingQuery = (context: RequestContext, { knownAt }: Moment, { kind, id }: HistorySubject): URLSearchParams => {
  const query = new URLSearchParams({ subject: `${kind}:${id}` })
  for (const name of ['from', 'to', 'asOf']) {
    const value = queryOf(context).text(name)
    if (value !== undefined) query.set(name, value)
  }
  if (knownAt !== null) query.set('knownAt', knownAt)
  return query
}

/** The history of a subject for a period and a moment, with downloads. */
export const HistoryPart = ({ service, context, moment, subject }: Props) => {
  const { by: viewer, locale } = context.var
  const query = queryOf(context)
  const offset = offsetIn(query.text('offset'))
  const found = moment.views.subjectHistory({
    subject,
    viewer,
    locale,
    from: query.text('from'),
    to: query.text('to'),
    asOf: moment.isNow ? undefined : moment.asOf,
    offset,
    limit: pageSize + 1,
  })
  if (isLeft(found)) return <RefusalNote refusal={found.left} locale={locale} />
  const total = { atLeast: offset + found.right.length }
  return (
    <>
      <Period context={context} moment={moment} />
      <Timeline rows={found.right.slice(0, pageSize)} moment={moment} locale={locale} />
      <div class="actions">
        <Pager address={addressOf(context)} offset={offset} limit={pageSize} total={total} locale={locale} />
        <Downloads
          base={service.base}
          listing="historyListing"
          query={listingQuery(context, moment, subject)}
          locale={locale}
        />
      </div>
    </>
  )
}
