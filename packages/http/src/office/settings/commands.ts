import { randomUUID } from 'node:crypto'
import type { Form } from '../actions/form.js'
import {
  all,
  dayAfter,
  type FormReader,
  type FormReaders,
  nullables,
  numberIn,
  orNull,
  required,
  texts,
} from '../forms/form-readers.js'

const isOn = (form: Form, name: string): boolean => form.text(name) === 'true'

const flags =
  (...names: readonly string[]): FormReader =>
  (form) =>
    Object.fromEntries(names.map((name) => [name, isOn(form, name)]))

const teams: FormReader = (form) => ({
  teams: (form.text('teams') ?? '')
    .split(',')
    .map((team) => team.trim())
    .filter((team) => team !== ''),
})

const retiredValue: FormReader = (form) => {
  const catalogue = required(form, 'catalogue')
  return { catalogue, value: catalogue === 'contactProperty' ? numberIn(form, 'value') : required(form, 'value') }
}

/** Reads the commands of the forms of the settings. */
export const settingsReaders: FormReaders = {
  DefineRole: all(texts('name', 'kind', 'cardinality'), flags('required'), (form) => ({
    roleId: form.text('roleId') ?? randomUUID(),
  })),
  RetireRole: texts('roleId'),
  AddClassifierValue: all(texts('catalogue', 'value'), nullables('name')),
  RenameClassifierValue: texts('catalogue', 'value', 'name'),
  RetireClassifierValue: retiredValue,
  AddContactProperty: all(texts('name'), (form) => ({ number: numberIn(form, 'number') })),
  DefineNumberSeries: (form) => ({
    seriesId: required(form, 'seriesId'),
    kind: orNull(form, 'kind'),
    start: numberIn(form, 'start'),
    end: form.text('end') === undefined ? null : numberIn(form, 'end'),
  }),
  RegisterEmployee: all(
    texts('employeeId', 'name'),
    nullables('email', 'sellerCode'),
    teams,
    flags('salesperson', 'admin', 'crmAccess'),
  ),
}

/** Reads the commands of the forms on the page of an employee. */
export const employeeReaders: FormReaders = {
  ChangeEmployeeDetails: all(texts('name'), nullables('email')),
  SetEmployeeTeams: teams,
  SetSellerInformation: all(flags('salesperson'), nullables('sellerCode')),
  PlanAbsence: all(texts('substituteId', 'from'), nullables('reason'), (form) => ({
    until: dayAfter(form, 'until') ?? '',
  })),
  CancelAbsence: all(texts('from'), nullables('reason')),
  ReactivateEmployee: () => ({}),
}
