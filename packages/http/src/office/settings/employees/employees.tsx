import type { EmployeeRow } from '@clientele/projections'
import { messagesFor } from '@clientele/projections'
import { CommandForm, fieldsOf } from '../../forms/command-form.js'
import { DataTable } from '../../layout/data-table.js'
import { Check, Field } from '../../layout/field.js'
import type { PartProps } from '../part.js'
import { settingsTexts } from '../texts/settings-texts.js'

/** The address of the page of an employee. */
export const employeeAddress = (base: string, employeeId: string): string =>
  `${base}/settings/employees/${encodeURIComponent(employeeId)}`

/** Whether an employee is active or when it left, in words. */
export const employeeState = (
  { inactiveFrom }: EmployeeRow,
  { active, leftOn }: { readonly active: string; readonly leftOn: string },
): string => (inactiveFrom === null ? active : `${leftOn} ${inactiveFrom}`)

const RegisterForm = ({ context, formState }: PartProps) => {
  const { locale } = context.var
  const texts = settingsTexts(locale)
  const field = fieldsOf({ formState, locale }, 'RegisterEmployee')
  return (
    <CommandForm type="RegisterEmployee" button={texts.register}>
      <Field {...field('employeeId')} label={texts.loginName} required />
      <Field {...field('name')} label={texts.name} required />
      <Field {...field('email')} label={texts.email} />
      <Field {...field('teams')} label={texts.teams} />
      <Field {...field('sellerCode')} label={texts.sellerCode} />
      <Check name="salesperson" label={texts.salesperson} isOn={false} />
      <Check name="admin" label={texts.administrator} isOn={false} />
      <Check name="crmAccess" label={texts.crmAccess} isOn />
    </CommandForm>
  )
}

/** The employees, and a form for a new one. */
export const EmployeesPart = (props: PartProps) => {
  const { service, context, isAdmin } = props
  const { locale } = context.var
  const texts = settingsTexts(locale)
  const { yes, no } = messagesFor(locale)
  const employees = [...service.crm.register.tables.employees.rows()]
  employees.sort((one, other) => one.name.localeCompare(other.name))
  return (
    <>
      <DataTable
        id="employees"
        caption={texts.employees}
        columns={[texts.name, texts.email, texts.teamNames, texts.salesperson, texts.administrator, texts.state]}
        rows={employees.map((one) => [
          <a href={employeeAddress(service.base, one.employeeId)}>{one.name}</a>,
          one.email ?? '',
          one.teams.join(', '),
          one.salesperson ? yes : no,
          one.admin ? yes : no,
          employeeState(one, texts),
        ])}
        empty={texts.none}
      />
      {isAdmin ? (
        <>
          <h2>{texts.newEmployee}</h2>
          <RegisterForm {...props} />
        </>
      ) : null}
    </>
  )
}
