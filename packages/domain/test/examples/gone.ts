import type { CommandType } from '@clientele/domain'

/** Examples whose customer cannot be merged before the command: it is not registered yet, archived or private. */
export const notMergedAfter: readonly CommandType[] = [
  'RegisterCustomer',
  'RestoreCustomer',
  'MarkCustomerPublic',
  'ReserveCustomerNumber',
]

/** Examples whose customer cannot be merged after the command: it is archived, private, deleted or not registered. */
export const notMergedAgain: readonly CommandType[] = [
  'RegisterCustomer',
  'MarkCustomerPrivate',
  'ArchiveCustomer',
  'DeleteCustomer',
  'ReserveCustomerNumber',
]

/** Commands that are refused for another reason, because the merge moved their subject to the survivor. */
export const movedByMerge: { readonly [C in CommandType]?: string } = {
  UnlinkContactFromCompany: 'ContactNotLinked',
  RegisterProject: 'ProjectAlreadyRegistered',
}

/** Examples whose person is not registered yet or private before the command, or which accept a merged person. */
export const notMergedPersons: readonly CommandType[] = [
  'RegisterContact',
  'RegisterPrivateCustomer',
  'RevokePortalAccess',
  'MarkContactPublic',
]

/** Examples after which the person cannot be merged: it is a private customer, a private contact or erased. */
export const notMergedPersonsAgain: readonly CommandType[] = [
  ...notMergedPersons.filter((type) => type !== 'MarkContactPublic'),
  'MarkContactPrivate',
  'ConvertContactToPrivateCustomer',
  'ErasePerson',
]

/** Examples after which the customer cannot be archived: it is archived, deleted or not registered. */
export const notArchivedAgain: readonly CommandType[] = [
  'ArchiveCustomer',
  'RestoreCustomer',
  'DeleteCustomer',
  'ReserveCustomerNumber',
]
