import { detailFields } from '@clientele/domain'
import type { Form } from '../actions/form.js'
import { all, commandIn, dayAfter, type FormReaders, nullables, numberIn, texts } from '../forms/form-readers.js'
import { changedFields } from '../forms/three-way.js'
import { consentReaders } from '../marketing/consent-form.js'

const none = (): object => ({})

const groups: FormReaders = {
  MoveCustomerToGroup: nullables('groupId'),
  AddCustomerToGroup: texts('groupId'),
  RemoveCustomerFromGroup: texts('groupId'),
  AddCustomerToSpecialGroup: texts('specialGroupId'),
  RemoveCustomerFromSpecialGroup: texts('specialGroupId'),
}

const interval = (form: Form): object => ({ ...nullables('from')(form), until: dayAfter(form, 'until') })

const responsibilities: FormReaders = {
  AssignResponsible: all(texts('employeeId'), nullables('roleId'), interval),
  AddResponsibleRole: texts('employeeId', 'roleId'),
  RemoveResponsibleRole: texts('employeeId', 'roleId'),
  EndResponsibility: texts('assignmentId'),
  ChangeResponsibilityInterval: all(texts('assignmentId'), interval),
}

const traits: FormReaders = {
  ChangeCustomerSegment: nullables('value'),
  ChangeCustomerStatus: nullables('value'),
  ChangeAttractionChannel: nullables('value'),
  SetCustomerKind: nullables('value'),
  SetTrackingItem: all(texts('dimension'), nullables('value')),
  AssignCustomerProperty: texts('property'),
  RemoveCustomerProperty: texts('property'),
}

const productsIn = (form: Form): object => {
  const products = (form.text('productIds') ?? '').split(',').map((one) => one.trim())
  const productIds = products.filter((one) => one !== '')
  return { productIds: productIds.length === 0 ? null : productIds }
}

const document = (form: Form): object => texts('documentId', 'date')(form)

const billing: FormReaders = {
  AddInvoiceType: all(texts('invoiceTypeId'), productsIn),
  RemoveInvoiceType: texts('invoiceTypeId'),
  AddLegalEntity: all(texts('legalEntityId'), nullables('name', 'registryCode', 'billedBy')),
  RemoveLegalEntity: texts('legalEntityId'),
  OpenPersonalAccount: all(texts('accountId'), nullables('name')),
  ConfigureAccountProduct: all(texts('accountId', 'productId'), nullables('configuration'), (form) => ({
    enabled: form.text('enabled') === 'true',
  })),
  ClosePersonalAccount: texts('accountId'),
  GrantPortalAccess: texts('personId'),
  RevokePortalAccess: texts('personId'),
  RecordInvoice: document,
  RecordSalesOrder: document,
  VoidDocument: texts('documentId'),
}

const life: FormReaders = {
  ChangeCustomerDetails: (form) => ({ changes: changedFields(form, detailFields) }),
  ChangeCustomerNumber: (form) => ({ number: numberIn(form, 'number') }),
  ChangeCustomerOwner: nullables('ownerId'),
  SetCustomerStartDate: texts('date'),
  ClearCustomerStartDate: none,
  BackfillStartDate: none,
  MarkCustomerPrivate: none,
  MarkCustomerPublic: none,
  ArchiveCustomer: nullables('reason'),
  RestoreCustomer: nullables('reason'),
}

const links: FormReaders = { LinkContactToCompany: texts('personId'), UnlinkContactFromCompany: texts('personId') }

const reads: FormReaders = {
  ...groups,
  ...responsibilities,
  ...traits,
  ...billing,
  ...life,
  ...links,
  ...consentReaders,
}

/** The command of a form on the card of a customer. */
export const customerCommands = (form: Form, customerId: string): readonly unknown[] =>
  commandIn(form, reads, { customerId })
