import { type CardResponsible, messagesFor } from '@clientele/projections'
import type { Child } from 'hono/jsx'
import { fill } from '../../../texts/translated.js'
import { employeeChoices, orNone, roleChoices } from '../../forms/choices.js'
import { CommandForm, fieldsOf } from '../../forms/command-form.js'
import { DataTable } from '../../layout/data-table.js'
import { Field, Select } from '../../layout/field.js'
import type { TabProps } from '../tab-props.js'
import { customerTexts } from '../texts/customer-texts.js'

const roleName = ({ moment }: TabProps, roleId: string | null): string =>
  roleId === null ? '' : (moment.register.tables.roles.get(roleId)?.name ?? roleId)

const EndForm = ({ tabProps, one }: { readonly tabProps: TabProps; readonly one: CardResponsible }) => {
  const texts = customerTexts(tabProps.locale)
  return (
    <CommandForm
      type="EndResponsibility"
      scope={`EndResponsibility-${one.assignmentId}`}
      hidden={{ assignmentId: one.assignmentId }}
      button={texts.end}
      label={fill(texts.endOf, { name: one.name })}
    />
  )
}

const IntervalForm = ({ tabProps, one }: { readonly tabProps: TabProps; readonly one: CardResponsible }) => {
  const { locale } = tabProps
  const { fields } = messagesFor(locale)
  const scope = `ChangeResponsibilityInterval-${one.assignmentId}`
  const field = fieldsOf(tabProps, scope)
  const texts = customerTexts(locale)
  return (
    <details>
      <summary aria-label={fill(texts.daysOf, { name: one.name })}>{texts.changeDays}</summary>
      <CommandForm
        type="ChangeResponsibilityInterval"
        scope={scope}
        hidden={{ assignmentId: one.assignmentId }}
        button={texts.saveDays}
      >
        <Field {...field('from', one.from)} type="date" label={fields.from} />
        <Field {...field('until', one.lastDay)} type="date" label={fields.lastDay} />
      </CommandForm>
    </details>
  )
}

/** Whether a responsibility has not started yet: ending it cancels it. */
const hasNotStarted = ({ moment }: TabProps, { from }: CardResponsible): boolean => from !== null && from > moment.asOf

const cells = (tabProps: TabProps, one: CardResponsible): readonly Child[] => {
  const messages = messagesFor(tabProps.locale)
  return [
    one.name,
    roleName(tabProps, one.roleId),
    one.from ?? '',
    one.lastDay ?? '',
    one.inForce ? messages.yes : messages.no,
    tabProps.canChange ? (
      <div class="actions">
        {one.inForce || hasNotStarted(tabProps, one) ? <EndForm tabProps={tabProps} one={one} /> : null}
        <IntervalForm tabProps={tabProps} one={one} />
      </div>
    ) : (
      ''
    ),
  ]
}

const AssignForm = (tabProps: TabProps) => {
  const { moment, locale } = tabProps
  const texts = customerTexts(locale)
  const { fields } = messagesFor(locale)
  const field = fieldsOf(tabProps, 'AssignResponsible')
  return (
    <CommandForm type="AssignResponsible" button={texts.assign} isMain>
      <Select {...field('employeeId')} label={fields.responsible} choices={employeeChoices(tabProps)} />
      <Select
        {...field('roleId')}
        label={fields.role}
        choices={orNone(texts.none, roleChoices(tabProps, 'customer'))}
      />
      <Field {...field('from', moment.asOf)} type="date" label={fields.from} />
      <Field {...field('until')} type="date" label={fields.lastDay} />
    </CommandForm>
  )
}

/** The present and past responsibilities for the customer. */
export const Responsibilities = (tabProps: TabProps) => {
  const { service, card, moment, canChange, locale } = tabProps
  const texts = customerTexts(locale)
  const { fields, headings } = messagesFor(locale)
  return (
    <>
      <DataTable
        id="responsibles"
        caption={fill(texts.responsibleOn, { day: moment.asOf })}
        columns={[fields.responsible, fields.role, fields.from, fields.lastDay, texts.inForce, texts.actions]}
        rows={card.responsibles.map((one) => cells(tabProps, one))}
        empty={texts.nobodyResponsible}
      />
      {canChange ? <AssignForm {...tabProps} /> : null}
      {card.projects.length === 0 ? null : (
        <>
          <h2>{headings.projects}</h2>
          <ul>
            {card.projects.map(({ id, name }) => (
              <li>
                <a href={`${service.base}/projects/${encodeURIComponent(id)}`}>{name}</a>
              </li>
            ))}
          </ul>
        </>
      )}
    </>
  )
}
