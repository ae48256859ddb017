import type { CommandType } from '@clientele/domain'

/**
 * Commands that are accepted for an archived customer: they detach something from it, concern other records, or correct its
 * start date. All other examples are refused.
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

/** Examples that have nothing to do on an archived customer, or whose customer cannot be archived first. */
export const notAboutArchived: readonly CommandType[] = [
  'ArchiveCustomer',
  'AddCustomersToSpecialGroup',
  'ReleaseCustomerNumber',
]
