import { messagesFor, translate } from '@clientele/projections'
import { queryOf } from '../../actions/form.js'
import { employeeChoices, orNone, roleChoices } from '../../forms/choices.js'
import { Downloads } from '../../layout/downloads.js'
import { Facts } from '../../layout/facts.js'
import { Field, Select } from '../../layout/field.js'
import { momentInstant } from '../../moment/moment.js'
import { nameOf } from '../../names.js'
import { aboutIn, lastSelected } from '../about.js'
import { AskForm } from '../ask-form.js'
import { EventTable } from '../event-table.js'
import type { PartProps } from '../part.js'
import type { NamedSubject } from '../subjects.js'
import { auditTexts } from '../texts/audit-texts.js'

type Cell = PartProps & { readonly subject: NamedSubject; readonly employeeId: string }

const Explanation = ({ service, context, moment, subject, employeeId }: Cell) => {
  const { by: viewer, locale } = context.var
  const texts = auditTexts(locale)
  const messages = messagesFor(locale)
  const { asOf } = moment
  const roleId = queryOf(context).text('roleId')
  const on = subject.kind === 'project' ? { projectId: subject.id } : { customerId: subject.id }
  const found = moment.audit.explain({ ...on, employeeId, roleId, asOf, viewer, locale })
  if (found === null) return <p>{texts.nothing}</p>
  const query = new URLSearchParams({ ...on, employeeId, asOf, ...momentInstant(service, moment) })
  if (roleId !== undefined) query.set('roleId', roleId)
  return (
    <>
      <h2>{subject.name}</h2>
      <Facts
        facts={[
          [
            nameOf(moment.register, 'employee', employeeId),
            found.responsible ? texts.responsible : texts.notResponsible,
          ],
          [messages.headings.because, translate(messages, found.because)],
        ]}
      />
      <EventTable service={service} context={context} id="events" caption={texts.events} rows={found.events} />
      <Downloads base={service.base} listing="explainListing" query={query} locale={locale} asLines />
    </>
  )
}

/** Explains whether an employee is responsible for a customer or project on a day. */
export const ResponsibilityPart = (props: PartProps) => {
  const { service, context, moment } = props
  const { locale } = context.var
  const texts = auditTexts(locale)
  const query = queryOf(context)
  const about = aboutIn(props, ['customer', 'project'])
  const subject = lastSelected(about)
  const employeeId = query.text('employeeId')
  const field = (name: string) => ({ name, value: query.text(name), refusal: null, locale })
  return (
    <>
      <AskForm service={service} context={context} show="responsibility" about={about}>
        <Select {...field('employeeId')} label={texts.employee} choices={orNone('–', employeeChoices(props))} />
        <Select {...field('roleId')} label={texts.role} choices={orNone(texts.anyRole, roleChoices(props))} />
        <Field {...field('asOf')} type="date" value={moment.asOf} label={texts.day} />
      </AskForm>
      {subject === undefined || employeeId === undefined ? (
        <p>{texts.chooseBoth}</p>
      ) : (
        <Explanation {...props} subject={subject} employeeId={employeeId} />
      )}
    </>
  )
}
