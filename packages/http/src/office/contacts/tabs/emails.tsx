import { messagesFor, translate } from '@clientele/projections'
import { CommandForm } from '../../forms/command-form.js'
import { DataTable } from '../../layout/data-table.js'
import { timeIn } from '../../moment/times.js'
import type { TabProps } from '../tab-props.js'
import { contactTexts } from '../texts/contact-texts.js'

/** The e-mails with the contact; restricted ones are only for administrators. */
export const Emails = (tabProps: TabProps) => {
  const { card, moment, canChange, locale } = tabProps
  const texts = contactTexts(locale)
  const messages = messagesFor(locale)
  const { headings } = messages
  const { restricted, rows } = card.emails
  return (
    <>
      {restricted ? <p>{messages.fields.emailsRestricted}</p> : null}
      <DataTable
        id="emails"
        caption={headings.emails}
        columns={[headings.subject, headings.direction, headings.from, headings.to, headings.at]}
        rows={rows.map(({ subject, direction, from, to, at }) => [
          subject ?? '',
          translate(messages, direction),
          from ?? '',
          to.join(', '),
          timeIn(moment.register, at),
        ])}
        empty={texts.none}
      />
      {canChange ? (
        <CommandForm
          type={restricted ? 'GrantContactEmailAccess' : 'RestrictContactEmailAccess'}
          button={restricted ? texts.showEmails : texts.restrictEmails}
        />
      ) : null}
    </>
  )
}
