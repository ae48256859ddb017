import type { Locale } from '@clientele/projections'
import { Field } from '../layout/field.js'
import { officeTexts } from '../texts/office-texts.js'
import type { Moment } from './moment.js'

type Props = { readonly moment: Moment; readonly locale: Locale }

/** The two clocks: the day a page is about, and the day on which it was known so. */
export const MomentFields = ({ moment, locale }: Props) => {
  const texts = officeTexts(locale)
  return (
    <>
      <Field name="asOf" label={texts.day} type="date" value={moment.asOf} refusal={null} locale={locale} />
      <Field
        name="knownAt"
        label={texts.knownOn}
        type="date"
        value={moment.knownAt?.slice(0, 10)}
        refusal={null}
        locale={locale}
      />
      <details class="hint">
        <summary>{texts.twoDays}</summary>
        <p>{texts.twoDaysHint}</p>
      </details>
    </>
  )
}

/** Says that nothing can be changed, where the page is about another moment than now. */
export const PastNote = ({ moment, locale }: Props) =>
  moment.isNow ? null : <p class="quiet">{officeTexts(locale).past}</p>

/** A form of its own for the two clocks. */
export const MomentForm = ({ moment, locale }: Props) => (
  <form class="filter" method="get">
    <MomentFields moment={moment} locale={locale} />
    <button type="submit">{officeTexts(locale).show}</button>
  </form>
)
