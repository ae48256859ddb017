import { accept, decision, nothing, type Outcome, when, write } from '../../kernel/decision.js'
import type { Decisions } from '../../kernel/decision-table.js'
import {
  AddInvoiceType,
  AddLegalEntity,
  type billingCommands,
  ClosePersonalAccount,
  ConfigureAccountProduct,
  GrantPortalAccess,
  OpenPersonalAccount,
  RemoveInvoiceType,
  RemoveLegalEntity,
  RevokePortalAccess,
} from '../../model/billing/commands.js'
import {
  AccountProductConfigured,
  InvoiceTypeAdded,
  InvoiceTypeRemoved,
  LegalEntityAdded,
  LegalEntityRemoved,
  PersonalAccountClosed,
  PersonalAccountOpened,
  PortalAccessGranted,
  PortalAccessRevoked,
} from '../../model/billing/events.js'
import {
  InvoiceTypeNotAdded,
  LegalEntityAlreadyAdded,
  LegalEntityNotFound,
  PersonalAccountNotFound,
  PortalAccessNotGranted,
} from '../../model/billing/rejections.js'
import { type Billing, findOpenAccount } from '../../model/billing/state.js'
import { noChoosableValue, unlessChoosable } from '../../model/classifiers/rejections.js'
import { classifiersStream } from '../../model/classifiers/state.js'
import { noCustomer, noOpenCustomer, unlessCustomer, whenArchived } from '../../model/customer/rejections.js'
import { type Customer, customerStream } from '../../model/customer/state.js'
import { ContactNotLinked, noPerson, unlessPerson } from '../../model/person/rejections.js'
import { type Person, personStream } from '../../model/person/state.js'
import { settingsStream } from '../../model/settings/state.js'
import { unchangedOr } from '../../model/settings/unchanged-or.js'

type About = { readonly customerId: string }

const reads = ({ customerId }: About) => ({ customer: customerStream(customerId) })

const sameList = (a: readonly string[] | null, b: readonly string[] | null): boolean =>
  JSON.stringify(a) === JSON.stringify(b)

const invoiceTypeOf = ({ invoiceTypes }: Billing, invoiceTypeId: string) =>
  invoiceTypes.find((one) => one.invoiceTypeId === invoiceTypeId)

const addInvoiceType = decision({
  command: AddInvoiceType,
  appends: [InvoiceTypeAdded],
  rejects: [...noOpenCustomer, ...noChoosableValue],
  reads: (data) => ({ ...reads(data), classifiers: classifiersStream }),
  decide: ({ customer, classifiers }, { customerId, invoiceTypeId, productIds = null }) => {
    const known = invoiceTypeOf(customer.billing, invoiceTypeId)
    return (
      unlessCustomer(customer, customerId) ??
      when(known !== undefined && sameList(known.productIds, productIds), nothing) ??
      unlessChoosable(classifiers, 'invoiceType', invoiceTypeId) ??
      whenArchived(customer, customerId) ??
      accept(write(customerStream(customerId), InvoiceTypeAdded({ invoiceTypeId, productIds })))
    )
  },
})

const removeInvoiceType = decision({
  command: RemoveInvoiceType,
  appends: [InvoiceTypeRemoved],
  rejects: [...noOpenCustomer, InvoiceTypeNotAdded],
  reads,
  decide: ({ customer }, { customerId, invoiceTypeId }) =>
    unlessCustomer(customer, customerId) ??
    when(invoiceTypeOf(customer.billing, invoiceTypeId) === undefined, InvoiceTypeNotAdded({ invoiceTypeId })) ??
    whenArchived(customer, customerId) ??
    accept(write(customerStream(customerId), InvoiceTypeRemoved({ invoiceTypeId }))),
})

const hasEntity = ({ billing }: Customer, legalEntityId: string): boolean =>
  billing.legalEntities.some((one) => one.legalEntityId === legalEntityId)

const addLegalEntity = decision({
  command: AddLegalEntity,
  appends: [LegalEntityAdded],
  rejects: [...noOpenCustomer, LegalEntityAlreadyAdded],
  reads,
  decide: ({ customer }, { customerId, legalEntityId, name = null, registryCode = null, billedBy = null }) =>
    unlessCustomer(customer, customerId) ??
    when(hasEntity(customer, legalEntityId), LegalEntityAlreadyAdded({ legalEntityId })) ??
    whenArchived(customer, customerId) ??
    accept(write(customerStream(customerId), LegalEntityAdded({ legalEntityId, name, registryCode, billedBy }))),
})

const removeLegalEntity = decision({
  command: RemoveLegalEntity,
  appends: [LegalEntityRemoved],
  rejects: [...noOpenCustomer, LegalEntityNotFound],
  reads,
  decide: ({ customer }, { customerId, legalEntityId }) =>
    unlessCustomer(customer, customerId) ??
    when(!hasEntity(customer, legalEntityId), LegalEntityNotFound({ legalEntityId })) ??
    whenArchived(customer, customerId) ??
    accept(write(customerStream(customerId), LegalEntityRemoved({ legalEntityId }))),
})

/** Opens an account; a closed one is reopened with its products. */
const openPersonalAccount = decision({
  command: OpenPersonalAccount,
  appends: [PersonalAccountOpened],
  rejects: noOpenCustomer,
  reads,
  decide: ({ customer }, { customerId, accountId, name = null }) =>
    unlessCustomer(customer, customerId) ??
    when(findOpenAccount(customer.billing, accountId)?.name === name, nothing) ??
    whenArchived(customer, customerId) ??
    accept(write(customerStream(customerId), PersonalAccountOpened({ accountId, name }))),
})

const unlessAccount = ({ billing }: Customer, accountId: string): Outcome | null =>
  when(findOpenAccount(billing, accountId) === undefined, PersonalAccountNotFound({ accountId }))

const configureAccountProduct = decision({
  command: ConfigureAccountProduct,
  appends: [AccountProductConfigured],
  rejects: [...noOpenCustomer, PersonalAccountNotFound],
  reads,
  decide: ({ customer }, { customerId, accountId, productId, enabled = true, configuration = null }) => {
    const products = findOpenAccount(customer.billing, accountId)?.products ?? []
    const known = products.find((one) => one.productId === productId)
    return (
      unlessCustomer(customer, customerId) ??
      unlessAccount(customer, accountId) ??
      when(known?.enabled === enabled && known.configuration === configuration, nothing) ??
      whenArchived(customer, customerId) ??
      accept(
        write(customerStream(customerId), AccountProductConfigured({ accountId, productId, enabled, configuration })),
      )
    )
  },
})

const closePersonalAccount = decision({
  command: ClosePersonalAccount,
  appends: [PersonalAccountClosed],
  rejects: [...noOpenCustomer, PersonalAccountNotFound],
  reads,
  decide: ({ customer }, { customerId, accountId }) =>
    unlessCustomer(customer, customerId) ??
    unlessAccount(customer, accountId) ??
    whenArchived(customer, customerId) ??
    accept(write(customerStream(customerId), PersonalAccountClosed({ accountId }))),
})

const isLinked = ({ companies, privateCustomerId }: Person, customerId: string): boolean =>
  companies.includes(customerId) || privateCustomerId === customerId

const isUser = ({ billing }: Customer, personId: string): boolean => billing.portalUserIds.includes(personId)

/** Grants portal access to a person who belongs to the customer. */
const grantPortalAccess = decision({
  command: GrantPortalAccess,
  appends: [PortalAccessGranted],
  rejects: [...noOpenCustomer, ...noPerson, ContactNotLinked],
  reads: ({ customerId, personId }) => ({ ...reads({ customerId }), person: personStream(personId) }),
  decide: ({ customer, person }, { customerId, personId }) =>
    unlessCustomer(customer, customerId) ??
    unlessPerson(person, personId) ??
    when(!isLinked(person, customerId), ContactNotLinked({ customerId })) ??
    when(isUser(customer, personId), nothing) ??
    whenArchived(customer, customerId) ??
    accept(write(customerStream(customerId), PortalAccessGranted({ personId }))),
})

/** Revokes portal access, at archived customers too. */
const revokePortalAccess = decision({
  command: RevokePortalAccess,
  appends: [PortalAccessRevoked],
  rejects: [...noCustomer, PortalAccessNotGranted],
  reads: (data) => ({ ...reads(data), settings: settingsStream }),
  decide: ({ customer, settings }, { customerId, personId }) =>
    unlessCustomer(customer, customerId) ??
    when(!isUser(customer, personId), unchangedOr(settings, PortalAccessNotGranted({ personId }))) ??
    accept(write(customerStream(customerId), PortalAccessRevoked({ personId }))),
})

export const billingDecisions = {
  AddInvoiceType: addInvoiceType,
  RemoveInvoiceType: removeInvoiceType,
  AddLegalEntity: addLegalEntity,
  RemoveLegalEntity: removeLegalEntity,
  OpenPersonalAccount: openPersonalAccount,
  ConfigureAccountProduct: configureAccountProduct,
  ClosePersonalAccount: closePersonalAccount,
  GrantPortalAccess: grantPortalAccess,
  RevokePortalAccess: revokePortalAccess,
} satisfies Decisions<typeof billingCommands>
