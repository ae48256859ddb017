import { NotAmongSalespersons, NotOwner } from '@clientele/domain'
import { type ReadableRegister, visibleCustomers, visiblePersons } from '@clientele/projections'
import type { About, Known, Refusal } from '../kind.js'

/**
 * Creates a check that refuses rows about subjects that an employee may not see, as commands of that employee are
 * refused. It ignores the content of the row, so that an import does not reveal stored data. `null` if all subjects are
 * visible.
 */
export const createSight = (register: ReadableRegister, by: string): NonNullable<Known['hides']> => {
  const { tables } = register
  const ofCustomer = (customerId: string): Refusal | null => {
    const customer = tables.customers.get(customerId)
    if (customer === undefined || visibleCustomers(register, { viewer: by })(customerId)) return null
    const isOthers = customer.private && customer.ownerId !== by
    return { error: isOthers ? NotOwner.error : NotAmongSalespersons.error, by }
  }
  const ofPerson = (personId: string): Refusal | null => {
    const person = tables.persons.get(personId)
    if (person === undefined || visiblePersons(register, { viewer: by })(personId)) return null
    const owner = tables.privateContacts.get(personId)?.ownerId ?? by
    if (owner !== by) return { error: NotOwner.error, by }
    const refusals = [person.customerId ?? [], person.companyIds].flat().map(ofCustomer)
    return refusals.find((refusal) => refusal !== null) ?? { error: NotAmongSalespersons.error, by }
  }
  const ofProject = (projectId: string): Refusal | null => ofCustomer(tables.projects.get(projectId)?.customerId ?? '')
  return ({ customerIds = [], personIds = [], projectIds = [] }: About) => {
    for (const refusal of [...customerIds.map(ofCustomer), ...personIds.map(ofPerson), ...projectIds.map(ofProject)])
      if (refusal !== null) return refusal
    return null
  }
}
