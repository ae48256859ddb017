import { detailFields } from '@clientele/domain'
import type { Form } from '../acting/form.js'
import { all, commandIn, dayAfter, nullables, numberIn, type ReadsByType, texts } from '../forms/reads.js'
import { changedIn } from '../forms/three-way.js'
import { consentReads } from '../marketing/consent-form.js'

const none = (): object => ({})

const groups: ReadsByType = {
  MoveCustomerToGroup: nullables('groupId'),
  AddCustomerToGroup: texts('groupId'),
  RemoveCustomerFromGroup: texts('groupId'),
  AddCustomerToSpecialGroup: texts('specialGroupId'),
  RemoveCustomerFromSpecialGroup: texts('specialGroupId'),
}

const interval = (form: Form): object => ({ ...nullables('from')(form), until: dayAfter(form, 'until') })

const responsibilities: ReadsByType = {
  AssignResponsible: all(texts('employeeId'), nullables('roleId'), interval),
  AddResponsibleRole: texts('employeeId', 'roleId'),
  RemoveResponsibleRole: texts('employeeId', 'roleId'),
  EndResponsibility: texts('assignmentId'),
  ChangeResponsibilityInterval: all(texts('assignmentId'), interval),
}

const traits: ReadsByType = {
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

const billing: ReadsByType = {
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

const life: ReadsByType = {
  ChangeCustomerDetails: (form) => ({ changes: changedIn(form, detailFields) }),
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

const links: ReadsByType = { LinkContactToCompany: texts('personId'), UnlinkContactFromCompany: texts('personId') }

const reads: ReadsByType = {
  ...groups,
  ...responsibilities,
  ...traits,
  ...billing,
  ...life,
  ...links,
  ...consentReads,
}

/** The command of a form on the card of a customer. */
export const customerCommands = (form: Form, customerId: string): readonly unknown[] =>
  commandIn(form, reads, { customerId })
