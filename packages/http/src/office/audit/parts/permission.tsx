import { Channel } from '@clientele/domain'
import { messagesFor, translate } from '@clientele/projections'
import { queryOf } from '../../actions/form.js'
import { Downloads } from '../../layout/downloads.js'
import { Facts } from '../../layout/facts.js'
import { Field, Select } from '../../layout/field.js'
import { momentInstant } from '../../moment/moment.js'
import { aboutIn, lastSelected } from '../about.js'
import { AskForm } from '../ask-form.js'
import { EventTable } from '../event-table.js'
import type { PartProps } from '../part.js'
import type { NamedSubject } from '../subjects.js'
import { auditTexts } from '../texts/audit-texts.js'

const channelIn = ({ context }: PartProps) => {
  const wanted = queryOf(context).text('channel')
  return Channel.is(wanted) ? wanted : ('email' as const)
}

const Explanation = (props: PartProps & { readonly subject: NamedSubject }) => {
  const { service, context, moment, subject } = props
  const { by: viewer, locale } = context.var
  const texts = auditTexts(locale)
  const messages = messagesFor(locale)
  const { asOf } = moment
  const channel = channelIn(props)
  const whose = subject.kind === 'contact' ? { personId: subject.id } : { customerId: subject.id }
  const found = moment.audit.explain({ ...whose, channel, asOf, viewer, locale })
  if (found === null) return <p>{texts.nothing}</p>
  const query = new URLSearchParams({ ...whose, channel, asOf, ...momentInstant(service, moment) })
  return (
    <>
      <h2>{subject.name}</h2>
      <Facts
        facts={[
          [messages.headings.channel, translate(messages, channel)],
          [messages.headings.allowed, found.allowed ? messages.yes : messages.no],
          [messages.headings.because, translate(messages, found.because)],
        ]}
      />
      <EventTable service={service} context={context} id="events" caption={texts.events} rows={found.events} />
      <Downloads base={service.base} listing="explainListing" query={query} locale={locale} asLines />
    </>
  )
}

/** Explains whether a person or company may be contacted by a channel on a day. */
export const PermissionPart = (props: PartProps) => {
  const { service, context, moment } = props
  const { locale } = context.var
  const texts = auditTexts(locale)
  const messages = messagesFor(locale)
  const about = aboutIn(props, ['contact', 'customer'])
  const subject = lastSelected(about)
  const field = { refusal: null, locale }
  return (
    <>
      <AskForm service={service} context={context} show="permission" about={about}>
        <Select
          {...field}
          name="channel"
          label={messages.headings.channel}
          value={channelIn(props)}
          choices={Channel.values.map((value) => ({ value, label: translate(messages, value) }))}
        />
        <Field {...field} name="asOf" type="date" value={moment.asOf} label={texts.day} />
      </AskForm>
      {subject === undefined ? <p>{texts.chooseFirst}</p> : <Explanation {...props} subject={subject} />}
    </>
  )
}
