import { covers, roleOn } from '@clientele/domain'
import { withExplanation } from '../../../listing/facts.js'
import { dayOfQuery, type QueryContext } from '../../../query/context.js'
import { isHeldOn } from '../../../query/filters/people.js'
import { memoize } from '../../../query/memoize.js'
import type { Register } from '../../../register/register.js'
import { ownerOf, ownerText } from '../owners.js'
import { type Column, nameColumn, namesColumn } from './column.js'

const employeeNames = (register: Register, context: QueryContext): ((employeeId: string) => string) =>
  memoize((employeeId) => ownerText(ownerOf(register, employeeId, context), context.locale))

/** The owner of a customer. */
export const ownerColumn: Column = nameColumn('ownerId', (register, context) => {
  const ownerIds = register.customerColumns.ownerId()
  const nameOf = employeeNames(register, context)
  return (ordinal) => {
    const id = ownerIds[ordinal] ?? null
    return id === null ? null : { id, name: nameOf(id) }
  }
})

/** The employees with a role for a customer on the day. */
export const holderColumn = (roleId: string): Column =>
  namesColumn(`${roleId}Ids`, (register, context) => {
    const nameOf = employeeNames(register, context)
    const isHeld = isHeldOn(dayOfQuery(register, context), [roleId])
    return (ordinal) =>
      register.responsibilitiesByCustomer
        .of(ordinal)
        .filter(isHeld)
        .map(({ employeeId: id }) => ({ id, name: nameOf(id) }))
  })

const roleNames = ({ tables, settings }: Register): ((roleId: string) => string) =>
  memoize((roleId) => (settings.policies.rolesEnabled ? (tables.roles.get(roleId)?.name ?? roleId) : ''))

/** The employees responsible for a customer on the day, each with the role. */
export const responsiblesColumn: Column = namesColumn('responsibleIds', (register, context) => {
  const [nameOf, roleNameOf] = [employeeNames(register, context), roleNames(register)]
  const day = dayOfQuery(register, context)
  return (ordinal) =>
    register.responsibilitiesByCustomer
      .of(ordinal)
      .filter((one) => covers(one, day))
      .map((one) => {
        const roleId = roleOn(one, day)
        const role = roleId === null ? null : roleNameOf(roleId)
        return { id: one.employeeId, name: withExplanation(nameOf(one.employeeId), role) }
      })
})
