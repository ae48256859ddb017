import type { CommandType, DomainRejection } from '@clientele/domain'

/** What refuses an example that is commanded a second time; all others find nothing to do then. */
export const refusedWhenRepeated: { readonly [C in CommandType]?: DomainRejection['error'] } = {
  RegisterCustomer: 'CustomerAlreadyRegistered',
  DeleteCustomer: 'CustomerNotFound',
  RemoveInvoiceType: 'InvoiceTypeNotAdded',
  AddLegalEntity: 'LegalEntityAlreadyAdded',
  RemoveLegalEntity: 'LegalEntityNotFound',
  ClosePersonalAccount: 'PersonalAccountNotFound',
  RemoveCustomerProperty: 'PropertyNotAssigned',
  RemoveResponsible: 'NotResponsible',
  RemoveResponsibleRole: 'RoleNotHeld',
  RemoveProjectParticipant: 'ParticipantNotFound',
  RegisterContact: 'ContactAlreadyRegistered',
  UnlinkContactFromCompany: 'ContactNotLinked',
  RegisterPrivateCustomer: 'AlreadyPrivateCustomer',
  ConvertContactToPrivateCustomer: 'AlreadyPrivateCustomer',
  GrantContactEmailAccess: 'EmailAccessNotRestricted',
  RemoveContactProperty: 'PropertyNotAssigned',
  ErasePerson: 'PersonIsErased',
  MergeCustomers: 'CustomerWasMerged',
  MergeContacts: 'ContactWasMerged',
  LiftMarketingBan: 'MarketingBanNotSet',
  WithdrawMarketingConsent: 'ConsentNotGiven',
  DeleteCustomerGroup: 'GroupNotFound',
  DeleteSpecialGroup: 'SpecialGroupNotFound',
  DeleteNote: 'ActivityNotFound',
  UnlinkFile: 'ActivityNotFound',
  SaveReport: 'ReportNameTaken',
  DeleteReport: 'ReportNotFound',
}

/** Commands that do something each time: what they make has an id of its own, or they turn something round. */
export const effectiveWhenRepeated: readonly CommandType[] = [
  'ToggleResponsible',
  'WriteNote',
  'RegisterMeeting',
  'RegisterTask',
  'LinkFile',
  'RegisterEmail',
]
