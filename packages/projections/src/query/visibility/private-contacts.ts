import { idOfStream } from '@clientele/domain'
import type { Register } from '../../register/register.js'
import { absorbedBy, personMergeChain } from '../../register/survivors.js'
import type { EmployeeRow } from '../../tables/rows.js'
import { activeViewer, type Viewing } from './viewer.js'

/** Whether a viewer sees private data of others: an administrator, by policy. */
export const seesAllPrivate = ({ settings }: Register, { admin }: EmployeeRow): boolean =>
  admin && settings.policies.privateVisibility === 'ownerAndAdmins'

/**
 * Returns a predicate for the persons that are, or were merged into, private contacts of others; `null` if none are
 * hidden from this viewer. Current rights apply, also in a register of the past.
 */
export const contactsOfOthers = (register: Register, viewing: Viewing): ((personId: string) => boolean) | null => {
  const { rightsRegister } = register
  const { tables } = rightsRegister
  if (tables.privateContacts.size === 0) return null
  const viewer = activeViewer(register, viewing)
  if (viewer === 'host' || (viewer !== null && seesAllPrivate(rightsRegister, viewer))) return null
  const isOthers = (personId: string): boolean => {
    const contact = tables.privateContacts.get(personId)
    return contact !== undefined && contact.ownerId !== viewer?.employeeId
  }
  return (personId) => personMergeChain(tables, personId).some(isOthers)
}

/** The private customers whose persons are, or were merged into, private contacts of others. */
export function* customersOfOthers(
  { tables }: Register,
  { employeeId }: Pick<EmployeeRow, 'employeeId'>,
): Iterable<string> {
  for (const { personId, ownerId } of tables.privateContacts.rows()) {
    if (ownerId === employeeId) continue
    yield* tables.customers.keysWhere('personId', personId)
    if (tables.absorptions.size > 0)
      for (const record of absorbedBy(tables, `person-${personId}`))
        yield* tables.customers.keysWhere('personId', idOfStream(record))
  }
}
