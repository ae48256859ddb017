import { dateOf, isCalendarDate } from '@clientele/domain'
import type { Locale } from '@clientele/projections'
import { Field } from '../layout/field.js'
import { officeTexts } from '../texts/office-texts.js'
import type { Moment } from './moment.js'

type Props = { readonly moment: Moment; readonly locale: Locale }

// An instant in a link is of another day in UTC than in the register's time zone, late in the evening.
const knownDay = ({ knownAt, register }: Moment): string | undefined =>
  knownAt === null || isCalendarDate(knownAt)
    ? (knownAt ?? undefined)
    : dateOf(knownAt, register.settings.policies.timeZone)

/** The fields of a moment: the day of the page, and the day on which it was known. */
export const MomentFields = ({ moment, locale }: Props) => {
  const texts = officeTexts(locale)
  return (
    <>
      <Field name="asOf" label={texts.day} type="date" value={moment.asOf} refusal={null} locale={locale} />
      <Field name="knownAt" label={texts.knownOn} type="date" value={knownDay(moment)} refusal={null} locale={locale} />
      <details class="hint">
        <summary>{texts.twoDays}</summary>
        <p>{texts.twoDaysHint}</p>
      </details>
    </>
  )
}

/** A note that nothing can be changed, if the page does not show the present. */
export const PastNote = ({ moment, locale }: Props) =>
  moment.isNow ? null : <p class="quiet">{officeTexts(locale).past}</p>

/** A separate form for the moment. */
export const MomentForm = ({ moment, locale }: Props) => (
  <form class="filter" method="get">
    <MomentFields moment={moment} locale={locale} />
    <button type="submit">{officeTexts(locale).show}</button>
  </form>
)
