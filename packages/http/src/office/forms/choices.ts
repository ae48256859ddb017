import { dimensionOf } from '@clientele/domain'
import type { EmployeeRow } from '@clientele/projections'
import { isActive } from '@clientele/projections'
import type { RequestContext } from '../../environment.js'
import type { Choice } from '../layout/field.js'
import type { Moment } from '../moment/moment.js'

/** The user who chooses, and the moment. */
export type ChoiceContext = { readonly context: RequestContext; readonly moment: Moment }

const byLabel = (one: Choice, other: Choice): number => one.label.localeCompare(other.label)

/** The customer groups that the user may see, in tree order. */
export const groupChoices = ({ context, moment }: ChoiceContext): readonly Choice[] =>
  moment.views
    .groupSelector({ viewer: context.var.by, locale: context.var.locale })
    .filter(({ kind }) => kind === 'customerGroup')
    .map(({ id, name }) => ({ value: id, label: name }))

/** The special groups by name. */
export const specialGroupChoices = ({ context, moment }: ChoiceContext): readonly Choice[] =>
  moment.views
    .specialGroupList({ viewer: context.var.by, locale: context.var.locale })
    .map(({ specialGroupId, name }) => ({ value: specialGroupId, label: name }))

/** The employees who are active on the day. */
export const employeesOn = ({ register, asOf }: Moment): readonly EmployeeRow[] =>
  [...register.tables.employees.rows()].filter((employee) => isActive(employee, asOf))

const named = (employees: readonly EmployeeRow[]): readonly Choice[] =>
  employees.map(({ employeeId, name }) => ({ value: employeeId, label: name })).sort(byLabel)

/** The employees who are active on the day, by name. */
export const employeeChoices = ({ moment }: ChoiceContext): readonly Choice[] => named(employeesOn(moment))

/** The salespersons who are active on the day, by name. */
export const salespersonChoices = ({ moment }: ChoiceContext): readonly Choice[] =>
  named(employeesOn(moment).filter(({ salesperson }) => salesperson))

/** The roles in use, for subjects of one kind or any, by name. */
export const roleChoices = ({ moment }: ChoiceContext, kind?: 'customer' | 'project'): readonly Choice[] =>
  [...moment.register.tables.roles.rows()]
    .filter((role) => !role.retired && (kind === undefined || role.kind === kind))
    .map(({ roleId, name }) => ({ value: roleId, label: name }))
    .sort(byLabel)

/** The values of a catalogue in use, by name. */
export const valueChoices = ({ context, moment }: ChoiceContext, catalogue: string): readonly Choice[] =>
  moment.views
    .classifierValues({ catalogue, viewer: context.var.by, locale: context.var.locale })
    .map(({ value, name }) => ({ value, label: name }))

/** The name of a value of a catalogue, retired or not; the value itself if it has no name. */
export const valueName = ({ context, moment }: ChoiceContext, catalogue: string, value: string | null): string =>
  value === null
    ? ''
    : (moment.views
        .classifierValues({ catalogue, includeRetired: true, viewer: context.var.by, locale: context.var.locale })
        .find((one) => one.value === value)?.name ?? value)

const cataloguesIn = ({ moment }: ChoiceContext): readonly string[] =>
  [...new Set([...moment.register.tables.classifierValues.rows()].map(({ catalogue }) => catalogue))].sort()

/** The tracking items of customers, written `dimension:value`, by dimension. */
export const trackingChoices = (choosing: ChoiceContext): readonly Choice[] =>
  cataloguesIn(choosing).flatMap((catalogue) => {
    const dimension = dimensionOf(catalogue)
    if (dimension === null) return []
    return valueChoices(choosing, catalogue).map(({ value, label }) => ({
      value: `${dimension}:${value}`,
      label: `${dimension}: ${label}`,
    }))
  })

/** Adds a choice for "none" before the others. */
export const orNone = (label: string, choices: readonly Choice[]): readonly Choice[] => [
  { value: '', label },
  ...choices,
]
