import type { Locale } from '../../messages/locale.js'
import { messagesFor } from '../../messages/messages.js'
import { isActive } from '../../query/active-employee.js'
import { dayOfQuery, type QueryContext } from '../../query/context.js'
import type { Register } from '../../register/register.js'

/** The owner of a customer; `inactive` if the employee has left and the customer must be reassigned. */
export type CustomerOwner = { readonly id: string; readonly name: string; readonly inactive: boolean }

/** The owner, with its state on the day asked for. */
export const ownerOf = (register: Register, ownerId: string, context: QueryContext): CustomerOwner => {
  const employee = register.tables.employees.get(ownerId)
  return {
    id: ownerId,
    name: employee?.name ?? ownerId,
    inactive: employee !== undefined && !isActive(employee, dayOfQuery(register, context)),
  }
}

/** The name of an owner, marked if it is inactive. */
export const ownerText = ({ name, inactive }: CustomerOwner, locale: Locale | undefined): string =>
  inactive ? messagesFor(locale).inactive(name) : name
