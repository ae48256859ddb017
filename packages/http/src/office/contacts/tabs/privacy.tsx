import { type HistoryRow, messagesFor } from '@clientele/projections'
import { isLeft } from 'fp-ts/lib/Either.js'
import { fill } from '../../../texts/translated.js'
import { CommandForm, fieldsOf } from '../../forms/command-form.js'
import { type Fact, Facts } from '../../layout/facts.js'
import { Field } from '../../layout/field.js'
import { timeIn } from '../../moment/times.js'
import { nameOf } from '../../names.js'
import { mayAdminister } from '../privacy/administer.js'
import { contactPath, type TabProps } from '../tab-props.js'
import { contactTexts } from '../texts/contact-texts.js'

const erasuresOf = ({ context, moment, card, locale }: TabProps): readonly HistoryRow[] => {
  const asking = { personId: card.personId, viewer: context.var.by, locale, types: ['PersonErased'] }
  const found = moment.views.contactHistory(asking)
  return isLeft(found) ? [] : found.right
}

const receiptOf = ({ moment, locale }: TabProps, row: HistoryRow): readonly Fact[] => {
  const { headings } = messagesFor(locale)
  const { register } = moment
  return [
    ...row.changes.map(({ label, new: value }): Fact => [label, value]),
    [headings.recordedAt, timeIn(register, row.recordedAt)],
    [headings.by, nameOf(register, 'employee', row.by)],
    [headings.position, row.position],
  ]
}

const clearText = ({ inClear, locale }: TabProps): string | null => {
  const texts = contactTexts(locale)
  if (inClear === null) return null
  return inClear === 0 ? texts.noneInClear : fill(texts.inClear, { count: inClear })
}

const Receipts = (tabProps: TabProps) => {
  const erasures = erasuresOf(tabProps)
  return erasures.length === 0 ? null : (
    <section>
      <h2>{contactTexts(tabProps.locale).receipt}</h2>
      {erasures.map((row) => (
        <Facts facts={receiptOf(tabProps, row)} />
      ))}
      <p>{clearText(tabProps)}</p>
    </section>
  )
}

const Hold = (tabProps: TabProps) => {
  const { person, canChange, locale } = tabProps
  const texts = contactTexts(locale)
  const { fields } = messagesFor(locale)
  const [place, lift] = [fieldsOf(tabProps, 'PlaceLegalHold'), fieldsOf(tabProps, 'LiftLegalHold')]
  return (
    <section>
      <h2>{texts.legalHold}</h2>
      {person.holdUntil === null ? <p>{texts.noHold}</p> : <Facts facts={[[fields.holdUntil, person.holdUntil]]} />}
      {canChange ? (
        <>
          <CommandForm type="PlaceLegalHold" button={texts.placeHold}>
            <Field {...place('until', person.holdUntil)} type="date" label={fields.holdUntil} />
            <Field {...place('reason')} label={fields.reason} />
          </CommandForm>
          {person.holdUntil === null ? null : (
            <CommandForm type="LiftLegalHold" button={texts.liftHold}>
              <Field {...lift('reason')} label={fields.reason} />
            </CommandForm>
          )}
        </>
      ) : null}
    </section>
  )
}

// Data retained for invoices can be erased by a later erasure.
const isErasable = ({ moment, card, person }: TabProps): boolean =>
  moment.isNow && card.mergedInto === null && person.erased !== 'full'

/** The rights of the data subject: export of all data as a file, legal holds, erasure, and its receipt. */
export const Privacy = (tabProps: TabProps) => {
  const { service, context, card, locale } = tabProps
  const texts = contactTexts(locale)
  const path = (page: string): string => contactPath(service, card.personId, page)
  return (
    <>
      <Receipts {...tabProps} />
      {mayAdminister(service, context) ? (
        <>
          <h2>{texts.allData}</h2>
          <p class="actions">
            <a href={path('data.json')} download hx-boost="false">
              {texts.dataFile}
            </a>
            <a href={path('data.html')} download hx-boost="false">
              {texts.dataPage}
            </a>
          </p>
          <Hold {...tabProps} />
          {isErasable(tabProps) ? (
            <>
              <h2>{texts.erasure}</h2>
              <p>
                <a href={path('erase')}>{texts.erase}</a>
              </p>
            </>
          ) : null}
        </>
      ) : (
        <p>{texts.forAdministrators}</p>
      )}
    </>
  )
}
