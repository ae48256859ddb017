import { accept, decision, nothing, when, write } from '../../kernel/decision.js'
import { nonBlank } from '../../kernel/input/codec.js'
import { MissingRequiredField } from '../../model/customer/rejections.js'
import {
  ChangeEmployeeDetails,
  ReactivateEmployee,
  RegisterEmployee,
  SetEmployeeTeams,
  SetSellerInformation,
} from '../../model/employee/commands.js'
import {
  EmployeeDetailsChanged,
  EmployeeReactivated,
  EmployeeRegistered,
  EmployeeTeamsSet,
  SellerInformationSet,
} from '../../model/employee/events.js'
import { EmployeeAlreadyRegistered, EmployeeNotFound, unlessEmployee } from '../../model/employee/rejections.js'
import { type Employee, employeeStream } from '../../model/employee/state.js'

const reads = ({ employeeId }: { readonly employeeId: string }) => ({ employee: employeeStream(employeeId) })

const sameTeams = (a: readonly string[], b: readonly string[]): boolean =>
  a.length === b.length && a.every((team) => b.includes(team))

const isSame = (a: Employee, b: Omit<Employee, 'inactiveFrom' | 'linkedMailboxes' | 'absences'>): boolean =>
  a.registered &&
  a.name === b.name &&
  a.email === b.email &&
  sameTeams(a.teams, b.teams) &&
  a.salesperson === b.salesperson &&
  a.sellerCode === b.sellerCode &&
  a.admin === b.admin

export const registerEmployee = decision({
  command: RegisterEmployee,
  appends: [EmployeeRegistered],
  rejects: [EmployeeAlreadyRegistered, MissingRequiredField],
  reads,
  decide: ({ employee }, data) => {
    const { employeeId, teams = [], salesperson = false, sellerCode = null, admin = false } = data
    const wanted = {
      name: data.name.trim(),
      email: nonBlank(data.email),
      teams: [...new Set(teams)],
      salesperson,
      sellerCode,
      admin,
    }
    const { crmAccess = true } = data
    return (
      when(isSame(employee, { registered: true, ...wanted }), nothing) ??
      when(employee.registered, EmployeeAlreadyRegistered({ employeeId })) ??
      when(wanted.name === '', MissingRequiredField({ fields: ['name'] })) ??
      accept(write(employeeStream(employeeId), EmployeeRegistered({ employeeId, ...wanted, crmAccess })))
    )
  },
})

const fieldChange = (field: string, old: string | null, value: string | null | undefined) =>
  value === undefined || value === old ? [] : [{ field, old, new: value }]

export const changeEmployeeDetails = decision({
  command: ChangeEmployeeDetails,
  appends: [EmployeeDetailsChanged],
  rejects: [EmployeeNotFound, MissingRequiredField],
  reads,
  decide: ({ employee }, { employeeId, name, email }) => {
    const changes = [
      ...fieldChange('name', employee.name, name?.trim()),
      ...fieldChange('email', employee.email, email === undefined ? undefined : nonBlank(email)),
    ]
    return (
      unlessEmployee(employee, employeeId) ??
      when(name?.trim() === '', MissingRequiredField({ fields: ['name'] })) ??
      when(changes.length === 0, nothing) ??
      accept(write(employeeStream(employeeId), EmployeeDetailsChanged({ employeeId, changes })))
    )
  },
})

export const setEmployeeTeams = decision({
  command: SetEmployeeTeams,
  appends: [EmployeeTeamsSet],
  rejects: [EmployeeNotFound],
  reads,
  decide: ({ employee }, { employeeId, teams: requested }) => {
    const teams = [...new Set(requested)]
    const previous = employee.teams
    return (
      unlessEmployee(employee, employeeId) ??
      when(sameTeams(previous, teams), nothing) ??
      accept(write(employeeStream(employeeId), EmployeeTeamsSet({ employeeId, teams, previous })))
    )
  },
})

export const setSellerInformation = decision({
  command: SetSellerInformation,
  appends: [SellerInformationSet],
  rejects: [EmployeeNotFound],
  reads,
  decide: ({ employee }, data) => {
    const { employeeId, sellerCode = employee.sellerCode } = data
    const { salesperson = employee.salesperson || data.sellerCode != null } = data
    const previous = { salesperson: employee.salesperson, sellerCode: employee.sellerCode }
    return (
      unlessEmployee(employee, employeeId) ??
      when(previous.salesperson === salesperson && previous.sellerCode === sellerCode, nothing) ??
      accept(write(employeeStream(employeeId), SellerInformationSet({ employeeId, salesperson, sellerCode, previous })))
    )
  },
})

/** Reactivates an employee, without the responsibilities given away. */
export const reactivateEmployee = decision({
  command: ReactivateEmployee,
  appends: [EmployeeReactivated],
  rejects: [EmployeeNotFound],
  reads,
  decide: ({ employee }, { employeeId }) =>
    unlessEmployee(employee, employeeId) ??
    when(employee.inactiveFrom === null, nothing) ??
    accept(write(employeeStream(employeeId), EmployeeReactivated({ employeeId }))),
})
