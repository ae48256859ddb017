import type { CommandType, DomainRejection } from '@clientele/domain'

/** The rejection of an example that is executed twice; for all other examples there is nothing to do the second time. */
export const refusedWhenRepeated: { readonly [C in CommandType]?: DomainRejection['error'] } = {
  RegisterCustomer: 'CustomerAlreadyRegistered',
  DeleteCustomer: 'CustomerNotFound',
  RemoveInvoiceType: 'InvoiceTypeNotAdded',
  AddLegalEntity: 'LegalEntityAlreadyAdded',
  RemoveLegalEntity: 'LegalEntityNotFound',
  ClosePersonalAccount: 'PersonalAccountNotFound',
  RemoveCustomerProperty: 'PropertyNotAssigned',
  RemoveResponsible: 'NotResponsible',
  CancelAbsence: 'AbsenceNotFound',
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

/** Commands that have an effect each time: they create something with a new id, or toggle something. */
export const effectiveWhenRepeated: readonly CommandType[] = [
  'ToggleResponsible',
  'WriteNote',
  'RegisterMeeting',
  'RegisterTask',
  'LinkFile',
  'RegisterEmail',
]
