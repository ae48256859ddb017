import type { CommandType } from '@clientele/domain'

export const groups: readonly CommandType[] = [
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

export const inGroups: readonly CommandType[] = [
  ...groups,
  'RegisterCustomer',
  'MoveCustomerToGroup',
  'MoveCustomersToGroup',
  'AddCustomerToGroup',
  'RemoveCustomerFromGroup',
  'SetCustomerGroups',
]

export const numbering: readonly CommandType[] = [
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

export const responsible: readonly CommandType[] = [
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
]

export const documented: readonly CommandType[] = [
  'RecordInvoice',
  'RecordSalesOrder',
  'VoidDocument',
  'SetCustomerStartDate',
  'ClearCustomerStartDate',
  'BackfillStartDate',
  'ChangeSetting',
  'ConvertContactToPrivateCustomer',
]

export const contacting: readonly CommandType[] = [
  'SetMarketingBan',
  'LiftMarketingBan',
  'GiveMarketingConsent',
  'WithdrawMarketingConsent',
  'LinkContactToCompany',
  'UnlinkContactFromCompany',
  'ConvertContactToPrivateCustomer',
  'ChangePolicy',
]

export const archiving: readonly CommandType[] = [
  ...responsible,
  ...documented,
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

export const active: readonly CommandType[] = [
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

export const touchingCustomers: readonly CommandType[] = [...inGroups, ...contacting, ...archiving]
