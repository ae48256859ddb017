import type { CommandType } from '@clientele/domain'

/**
 * Commands about a customer that are open while it is archived: what lets go of it, what belongs to others, and its start
 * date, which may be corrected at any time. All other examples are refused then.
 */
export const openWhileArchived: readonly CommandType[] = [
  'MoveCustomersToGroup',
  'RemoveCustomerFromGroup',
  'RemoveCustomerFromSpecialGroup',
  'DeleteCustomerGroup',
  'SetCustomerStartDate',
  'ClearCustomerStartDate',
  'BackfillStartDate',
  'RestoreCustomer',
  'RevokePortalAccess',
  'RemoveResponsible',
  'EndResponsibility',
  'RemoveResponsibleRole',
  'DeactivateEmployee',
  'ReassignResponsibilities',
  'LinkContactToCompany',
  'LinkContactToCompanies',
  'UnlinkContactFromCompany',
  'ToggleResponsible',
  'AddProjectParticipant',
  'RemoveProjectParticipant',
  'RenameProject',
  'CloseProject',
  'EditNote',
  'DeleteNote',
  'ChangeTaskStatus',
  'UnlinkFile',
]

/** Examples that have nothing to do then, or cannot come after the archiving of a customer. */
export const notAboutArchived: readonly CommandType[] = [
  'ArchiveCustomer',
  'AddCustomersToSpecialGroup',
  'ReleaseCustomerNumber',
]
