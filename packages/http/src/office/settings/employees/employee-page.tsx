import { type EmployeeRow, messagesFor } from '@clientele/projections'
import type { App, RequestContext, Service } from '../../../environment.js'
import { employeeChoices } from '../../forms/choices.js'
import { CommandForm, fieldsOf } from '../../forms/command-form.js'
import { commandIn } from '../../forms/form-readers.js'
import { ChangedSince } from '../../history/changed-since.js'
import { DataTable } from '../../layout/data-table.js'
import { Facts } from '../../layout/facts.js'
import { Check, Field, Select } from '../../layout/field.js'
import { RefusalNote } from '../../layout/refusal-note.js'
import { lastDayOf } from '../../moment/last-day.js'
import { type Moment, momentOf } from '../../moment/moment.js'
import { nameOf } from '../../names.js'
import { showPage } from '../../page.js'
import { addFormPage, type FormState } from '../../pages.js'
import { showNothing } from '../../problem-page.js'
import { employeeReaders } from '../commands.js'
import { isAdministrator } from '../part.js'
import { settingsTexts } from '../texts/settings-texts.js'
import { employeeAddress, employeeState } from './employees.js'

/** The employee in the URL. */
export const employeeIdIn = (context: RequestContext): string => context.req.param('employeeId') ?? ''

type Props = {
  readonly service: Service
  readonly context: RequestContext
  readonly formState: FormState
  readonly moment: Moment
  readonly employee: EmployeeRow
}

const About = ({ context, employee }: Props) => {
  const { locale } = context.var
  const texts = settingsTexts(locale)
  const { yes, no } = messagesFor(locale)
  return (
    <Facts
      facts={[
        [texts.loginName, employee.employeeId],
        [texts.email, employee.email],
        [texts.teamNames, employee.teams.join(', ')],
        [texts.salesperson, employee.salesperson ? yes : no],
        [texts.sellerCode, employee.sellerCode],
        [texts.administrator, employee.admin ? yes : no],
        [texts.crmAccess, employee.crmAccess ? yes : no],
        [texts.state, employeeState(employee, texts)],
      ]}
    />
  )
}

/** The forms that an employee may use for itself, and administrators for everybody. */
const OwnForms = ({ context, formState, employee }: Props) => {
  const { locale } = context.var
  const texts = settingsTexts(locale)
  const details = fieldsOf({ formState, locale }, 'ChangeEmployeeDetails')
  const teams = fieldsOf({ formState, locale }, 'SetEmployeeTeams')
  return (
    <>
      <CommandForm
        type="ChangeEmployeeDetails"
        button={texts.saveChange}
        label={texts.saveDetails}
        hidden={{ expected: formState.tag }}
      >
        <Field {...details('name', employee.name)} label={texts.name} required />
        <Field {...details('email', employee.email)} label={texts.email} />
      </CommandForm>
      <CommandForm
        type="SetEmployeeTeams"
        button={texts.saveChange}
        label={texts.saveTeams}
        hidden={{ expected: formState.tag }}
      >
        <Field {...teams('teams', employee.teams.join(', '))} label={texts.teams} />
      </CommandForm>
    </>
  )
}

const Absences = (props: Props) => {
  const { service, context, formState, moment, employee } = props
  const { locale } = context.var
  const texts = settingsTexts(locale)
  const field = fieldsOf({ formState, locale }, 'PlanAbsence')
  const cancelling = fieldsOf({ formState, locale }, 'CancelAbsence')
  const { register } = service.crm
  const absences = [...register.tables.absences.rows()].filter(({ employeeId }) => employeeId === employee.employeeId)
  const ahead = absences
    .filter(({ until }) => until > service.crm.today())
    .map(({ from }) => ({ value: from, label: from }))
  const others = employeeChoices({ context, moment }).filter(({ value }) => value !== employee.employeeId)
  return (
    <section>
      <h2>{texts.absences}</h2>
      <DataTable
        id="absences"
        caption={texts.absences}
        columns={[texts.firstDay, texts.lastDay, texts.substitute]}
        rows={absences.map(({ from, until, substituteId }) => [
          from ?? '',
          lastDayOf(until) ?? '',
          nameOf(register, 'employee', substituteId),
        ])}
        empty={texts.none}
      />
      <CommandForm type="PlanAbsence" button={texts.planAbsence}>
        <Field {...field('from')} type="date" label={texts.firstDay} required />
        <Field {...field('until')} type="date" label={texts.lastDay} required />
        <Select {...field('substituteId')} label={texts.substitute} choices={others} />
        <Field {...field('reason')} label={texts.reason} />
      </CommandForm>
      {ahead.length === 0 ? null : (
        <CommandForm type="CancelAbsence" button={texts.cancelAbsence}>
          <Select {...cancelling('from')} label={texts.firstDay} choices={ahead} />
          <Field {...cancelling('reason')} label={texts.reason} />
        </CommandForm>
      )}
    </section>
  )
}

const AdminForms = ({ service, context, formState, employee }: Props) => {
  const { locale } = context.var
  const texts = settingsTexts(locale)
  const field = fieldsOf({ formState, locale }, 'SetSellerInformation')
  return (
    <>
      <CommandForm type="SetSellerInformation" button={texts.saveChange} label={texts.saveSeller}>
        <Check name="salesperson" label={texts.salesperson} isOn={employee.salesperson} />
        <Field {...field('sellerCode', employee.sellerCode)} label={texts.sellerCode} />
      </CommandForm>
      {employee.inactiveFrom === null ? (
        <p>
          <a href={`${employeeAddress(service.base, employee.employeeId)}/deactivate`}>{texts.deactivate}</a>
        </p>
      ) : (
        <CommandForm type="ReactivateEmployee" button={texts.reactivate} />
      )}
    </>
  )
}

const Content = (props: Props) => {
  const { service, context, formState, moment, employee } = props
  const { locale } = context.var
  const isAdmin = isAdministrator(service, context)
  return (
    <>
      <p>
        <a href={`${service.base}/settings?show=employees`}>{settingsTexts(locale).employees}</a>
      </p>
      <RefusalNote refusal={formState.refusal} locale={locale} />
      <ChangedSince rows={formState.since} moment={moment} locale={locale} />
      <About {...props} />
      {isAdmin || employee.employeeId === context.var.by ? (
        <>
          <OwnForms {...props} />
          {isAdmin ? <AdminForms {...props} /> : null}
          <Absences {...props} />
        </>
      ) : null}
    </>
  )
}

const show =
  (service: Service) =>
  async (context: RequestContext, formState: FormState): Promise<Response> => {
    const employee = service.crm.register.tables.employees.get(employeeIdIn(context))
    if (employee === undefined) return showNothing(service, context)
    const moment = await momentOf(service, context)
    return showPage(service, context, {
      title: employee.name,
      area: 'settings',
      status: formState.refusal === null ? undefined : 422,
      content: () => (
        <Content service={service} context={context} formState={formState} moment={moment} employee={employee} />
      ),
    })
  }

/** Adds the page of an employee: details, teams, seller information, absences. */
export const addEmployeePage = (app: App, service: Service): void =>
  addFormPage(app, service, {
    path: '/settings/employees/:employeeId',
    show: show(service),
    about: (context) => ({ kind: 'employee', id: employeeIdIn(context) }),
    commands: (form, context) => commandIn(form, employeeReaders, { employeeId: employeeIdIn(context) }),
    next: (_form, context) => employeeAddress(service.base, employeeIdIn(context)),
  })
