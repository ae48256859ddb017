import type { HistorySubject } from '@clientele/projections'
import { isLeft } from 'fp-ts/lib/Either.js'
import type { Asked, Service } from '../../environment.js'
import { queryOf } from '../acting/form.js'
import { Downloads } from '../layout/downloads.js'
import { Field } from '../layout/field.js'
import { offsetIn, Pager } from '../layout/pager.js'
import { Refused } from '../layout/refused.js'
import type { Moment } from '../moment/moment.js'
import { MomentFields } from '../moment/moment-fields.js'
import { addressOf } from '../page.js'
import { officeTexts } from '../texts/office-texts.js'
import { historyTexts } from './texts/history-texts.js'
import { Timeline } from './timeline.js'

type Props = {
  readonly service: Service
  readonly asked: Asked
  readonly moment: Moment
  readonly subject: HistorySubject
}

const pageSize = 50

const Period = ({ asked, moment }: Pick<Props, 'asked' | 'moment'>) => {
  const { locale } = asked.var
  const query = queryOf(asked)
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

const listingQuery = (asked: Asked, { knownAt }: Moment, { kind, id }: HistorySubject): URLSearchParams => {
  const query = new URLSearchParams({ subject: `${kind}:${id}` })
  for (const name of ['from', 'to', 'asOf']) {
    const value = queryOf(asked).text(name)
    if (value !== undefined) query.set(name, value)
  }
  if (knownAt !== null) query.set('knownAt', knownAt)
  return query
}

/** The history of a subject for a period and a moment, with downloads. */
export const HistoryPart = ({ service, asked, moment, subject }: Props) => {
  const { by: viewer, locale } = asked.var
  const query = queryOf(asked)
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
  if (isLeft(found)) return <Refused refusal={found.left} locale={locale} />
  const total = { atLeast: offset + found.right.length }
  return (
    <>
      <Period asked={asked} moment={moment} />
      <Timeline rows={found.right.slice(0, pageSize)} moment={moment} locale={locale} />
      <div class="actions">
        <Pager address={addressOf(asked)} offset={offset} limit={pageSize} total={total} locale={locale} />
        <Downloads
          base={service.base}
          listing="historyListing"
          query={listingQuery(asked, moment, subject)}
          locale={locale}
        />
      </div>
    </>
  )
}
