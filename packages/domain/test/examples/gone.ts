import type { CommandType } from '@clientele/domain'

/** Examples after which the customer is not merged away: it is not there yet, it is archived or hidden, or it is gone. */
export const notMergedAfter: readonly CommandType[] = [
  'RegisterCustomer',
  'RestoreCustomer',
  'MarkCustomerPublic',
  'ReserveCustomerNumber',
]

/** The same once the example has happened. */
export const notMergedAgain: readonly CommandType[] = [
  'RegisterCustomer',
  'MarkCustomerPrivate',
  'ArchiveCustomer',
  'DeleteCustomer',
  'ReserveCustomerNumber',
]

/** What left a merged customer for its survivor is asked for there: it is not on the merged one any more. */
export const movedByMerge: { readonly [C in CommandType]?: string } = {
  UnlinkContactFromCompany: 'ContactNotLinked',
  RegisterProject: 'ProjectAlreadyRegistered',
}

/** Examples about a person who is not merged away by then, is hidden, or which are open for one who is. */
export const notMergedPersons: readonly CommandType[] = [
  'RegisterContact',
  'RegisterPrivateCustomer',
  'RevokePortalAccess',
  'MarkContactPublic',
]

/** The same once the example has happened: the person is a customer of its own, hidden or erased. */
export const notMergedPersonsAgain: readonly CommandType[] = [
  ...notMergedPersons.filter((type) => type !== 'MarkContactPublic'),
  'MarkContactPrivate',
  'ConvertContactToPrivateCustomer',
  'ErasePerson',
]

/** Examples whose customer is archived, deleted or not there once they have happened. */
export const notArchivedAgain: readonly CommandType[] = [
  'ArchiveCustomer',
  'RestoreCustomer',
  'DeleteCustomer',
  'ReserveCustomerNumber',
]
