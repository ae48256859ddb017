import {
  AlreadyPrivateCustomer,
  ContactWasMerged,
  CustomerAlreadyRegistered,
  CustomerWasMerged,
  PersonIsErased,
} from '@clientele/domain'
import type { CustomerRow, PersonRow } from '@clientele/projections'
import type { Known, Refusal } from '../../kind.js'

/** Why a person is not brought back: it was erased (GDPR 17), or merged into another. */
export const personGone = (person: PersonRow | undefined): Refusal | null => {
  if (person === undefined) return null
  const { personId, erased, mergedInto } = person
  if (erased !== null) return { error: PersonIsErased.error, personId }
  return mergedInto === null ? null : { error: ContactWasMerged.error, personId, survivorId: mergedInto }
}

/** Why a customer is not brought back: it was merged into another, or is a person who was erased. */
export const customerGone = (customer: CustomerRow | undefined, { tables }: Known): Refusal | null => {
  if (customer === undefined) return null
  const { customerId, mergedInto, personId } = customer
  if (mergedInto !== null) return { error: CustomerWasMerged.error, customerId, survivorId: mergedInto }
  return personGone(tables.persons.get(personId ?? ''))
}

const registeredBefore: readonly string[] = [CustomerAlreadyRegistered.error, AlreadyPrivateCustomer.error]

/** Why a customer the register does not know could not be registered: one that was before was deleted since. */
export const deletedSince =
  (customerId: string) =>
  (refusal: Refusal): Refusal =>
    registeredBefore.includes(refusal.error) && refusal.customerId === customerId
      ? { error: 'CustomerWasDeleted', customerId }
      : refusal
