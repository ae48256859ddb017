import type { CommandType } from '@clientele/domain'

export const groupCommands: readonly CommandType[] = [
  'CreateCustomerGroup',
  'RenameCustomerGroup',
  'MoveCustomerGroup',
  'SaveCustomerGroup',
  'DeleteCustomerGroup',
  'ArchiveCustomerGroup',
  'RestoreCustomerGroup',
  'ChangePolicy',
  'InitialiseTenant',
]

export const membershipCommands: readonly CommandType[] = [
  ...groupCommands,
  'RegisterCustomer',
  'MoveCustomerToGroup',
  'MoveCustomersToGroup',
  'AddCustomerToGroup',
  'RemoveCustomerFromGroup',
  'SetCustomerGroups',
]

export const numberCommands: readonly CommandType[] = [
  'RegisterCustomer',
  'RegisterPrivateCustomer',
  'ChangeCustomerNumber',
  'ReserveCustomerNumber',
  'ReleaseCustomerNumber',
  'DefineNumberSeries',
  'SetGroupNumberingStart',
  'SaveCustomerGroup',
  'MoveCustomerGroup',
  'RecordInvoice',
]

export const responsibilityCommands: readonly CommandType[] = [
  'AssignResponsible',
  'ToggleResponsible',
  'RemoveResponsible',
  'EndResponsibility',
  'ChangeResponsibilityInterval',
  'AddResponsibleRole',
  'RemoveResponsibleRole',
  'ReassignRole',
  'ReassignResponsibilities',
  'DeactivateEmployee',
  'ReactivateEmployee',
  'PlanAbsence',
  'CancelAbsence',
]

export const documentCommands: readonly CommandType[] = [
  'RecordInvoice',
  'RecordSalesOrder',
  'VoidDocument',
  'SetCustomerStartDate',
  'ClearCustomerStartDate',
  'BackfillStartDate',
  'ChangeSetting',
  'ConvertContactToPrivateCustomer',
]

export const permissionCommands: readonly CommandType[] = [
  'SetMarketingBan',
  'LiftMarketingBan',
  'GiveMarketingConsent',
  'WithdrawMarketingConsent',
  'LinkContactToCompany',
  'UnlinkContactFromCompany',
  'ConvertContactToPrivateCustomer',
  'ChangePolicy',
]

export const archiveCommands: readonly CommandType[] = [
  ...responsibilityCommands,
  ...documentCommands,
  'ArchiveCustomer',
  'RestoreCustomer',
  'MoveCustomerToGroup',
  'SetCustomerGroups',
  'DeleteCustomerGroup',
  'AddCustomerToSpecialGroup',
  'DeleteSpecialGroup',
  'ChangeCustomerDetails',
  'GiveMarketingConsent',
  'ChangeCustomerOwner',
  'MarkCustomerPrivate',
]

export const activityCommands: readonly CommandType[] = [
  'WriteNote',
  'EditNote',
  'DeleteNote',
  'RegisterMeeting',
  'ChangeMeetingOwner',
  'RegisterTask',
  'ChangeTaskStatus',
  'LinkFile',
  'UnlinkFile',
]

export const customerCommands: readonly CommandType[] = [
  ...membershipCommands,
  ...permissionCommands,
  ...archiveCommands,
]
