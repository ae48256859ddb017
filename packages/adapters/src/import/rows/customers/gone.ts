import {
  AlreadyPrivateCustomer,
  ContactWasMerged,
  CustomerAlreadyRegistered,
  CustomerWasMerged,
  PersonIsErased,
} from '@clientele/domain'
import type { CustomerRow, PersonRow } from '@clientele/projections'
import type { Known, Refusal } from '../../kind.js'

/** Why a person is not restored: it was erased (GDPR article 17), or merged into another. */
export const refuseGonePerson = (person: PersonRow | undefined): Refusal | null => {
  if (person === undefined) return null
  const { personId, erased, mergedInto } = person
  if (erased !== null) return { error: PersonIsErased.error, personId }
  return mergedInto === null ? null : { error: ContactWasMerged.error, personId, survivorId: mergedInto }
}

/** Why a customer is not restored: it was merged into another, or its person was erased. */
export const refuseGoneCustomer = (customer: CustomerRow | undefined, { tables }: Known): Refusal | null => {
  if (customer === undefined) return null
  const { customerId, mergedInto, personId } = customer
  if (mergedInto !== null) return { error: CustomerWasMerged.error, customerId, survivorId: mergedInto }
  return refuseGonePerson(tables.persons.get(personId ?? ''))
}

const registeredBefore: readonly string[] = [CustomerAlreadyRegistered.error, AlreadyPrivateCustomer.error]

/** Renames the refusal to register an unknown customer that was registered before: it was deleted since. */
export const renameIfDeleted =
  (customerId: string) =>
  (refusal: Refusal): Refusal =>
    registeredBefore.includes(refusal.error) && refusal.customerId === customerId
      ? { error: 'CustomerWasDeleted', customerId }
      : refusal
