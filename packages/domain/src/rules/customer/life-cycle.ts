import { accept, decision, nothing, when, write } from '../../kernel/decision.js'
import {
  ArchiveCustomer,
  ChangeCustomerNumber,
  ChangeCustomerOwner,
  MarkCustomerPrivate,
  MarkCustomerPublic,
  RestoreCustomer,
} from '../../model/customer/commands.js'
import {
  CustomerArchived,
  CustomerMarkedPrivate,
  CustomerMarkedPublic,
  CustomerNumberChanged,
  CustomerOwnerChanged,
  CustomerRestored,
} from '../../model/customer/events.js'
import {
  CustomerHasDocuments,
  CustomerIsArchived,
  CustomerNotArchived,
  noCustomer,
  noOpenCustomer,
  OwnerRequired,
  unlessCustomer,
  whenArchived,
} from '../../model/customer/rejections.js'
import { customerStream } from '../../model/customer/state.js'
import { CustomerNumberReserved } from '../../model/customer-numbers/events.js'
import { noFreeNumber, unlessFreeNumber } from '../../model/customer-numbers/rejections.js'
import { customerNumbersStream } from '../../model/customer-numbers/state.js'
import { noActiveEmployee, unlessActiveFor } from '../../model/employee/rejections.js'
import { employeeStream } from '../../model/employee/state.js'
import { settingsStream } from '../../model/settings/state.js'
import { unchangedOr } from '../../model/settings/unchanged-or.js'

/** Archives a customer; it keeps its group, responsibilities and history. */
export const archiveCustomer = decision({
  command: ArchiveCustomer,
  appends: [CustomerArchived],
  rejects: noOpenCustomer,
  reads: ({ customerId }) => ({ customer: customerStream(customerId), settings: settingsStream }),
  decide: ({ customer, settings }, { customerId, reason }) =>
    unlessCustomer(customer, customerId) ??
    when(customer.archived, unchangedOr(settings, CustomerIsArchived({ customerId }))) ??
    accept(write(customerStream(customerId), CustomerArchived(reason == null ? {} : { reason }))),
})

export const restoreCustomer = decision({
  command: RestoreCustomer,
  appends: [CustomerRestored],
  rejects: [...noCustomer, CustomerNotArchived],
  reads: ({ customerId }) => ({ customer: customerStream(customerId), settings: settingsStream }),
  decide: ({ customer, settings }, { customerId, reason }) =>
    unlessCustomer(customer, customerId) ??
    when(!customer.archived, unchangedOr(settings, CustomerNotArchived({ customerId }))) ??
    accept(write(customerStream(customerId), CustomerRestored(reason == null ? {} : { reason }))),
})

/** Changes the number of a customer; by default not once it has documents. */
export const changeCustomerNumber = decision({
  command: ChangeCustomerNumber,
  appends: [CustomerNumberReserved, CustomerNumberChanged],
  rejects: [...noOpenCustomer, CustomerHasDocuments, ...noFreeNumber],
  reads: ({ customerId }) => ({
    customer: customerStream(customerId),
    numbers: customerNumbersStream,
    settings: settingsStream,
  }),
  decide: ({ customer, numbers, settings }, { customerId, number }) => {
    const count = customer.documents.size
    const isBound = count > 0 && settings.policies.numberChangeWithDocuments === 'reject'
    const isReserved = numbers.issued.has(number)
    return (
      unlessCustomer(customer, customerId) ??
      when(customer.number === number, nothing) ??
      when(isBound, CustomerHasDocuments({ customerId, count })) ??
      unlessFreeNumber(numbers, number, customerId) ??
      whenArchived(customer, customerId) ??
      accept(
        write(customerNumbersStream, ...(isReserved ? [] : [CustomerNumberReserved({ number, customerId })])),
        write(customerStream(customerId), CustomerNumberChanged({ from: customer.number, to: number })),
      )
    )
  },
})

export const changeCustomerOwner = decision({
  command: ChangeCustomerOwner,
  appends: [CustomerOwnerChanged],
  rejects: [...noOpenCustomer, OwnerRequired, ...noActiveEmployee],
  reads: ({ customerId, ownerId }) => ({
    customer: customerStream(customerId),
    owner: employeeStream(ownerId ?? ''),
  }),
  decide: ({ customer, owner }, { customerId, ownerId }, { today }) =>
    unlessCustomer(customer, customerId) ??
    when(customer.ownerId === ownerId, nothing) ??
    when(ownerId === null && customer.private, OwnerRequired({ customerId })) ??
    (ownerId === null ? null : unlessActiveFor(owner, ownerId, { from: today, until: null })) ??
    whenArchived(customer, customerId) ??
    accept(write(customerStream(customerId), CustomerOwnerChanged({ from: customer.ownerId, to: ownerId }))),
})

export const markCustomerPrivate = decision({
  command: MarkCustomerPrivate,
  appends: [CustomerMarkedPrivate],
  rejects: [...noOpenCustomer, OwnerRequired],
  reads: ({ customerId }) => ({ customer: customerStream(customerId) }),
  decide: ({ customer }, { customerId }) =>
    unlessCustomer(customer, customerId) ??
    when(customer.ownerId === null, OwnerRequired({ customerId })) ??
    when(customer.private, nothing) ??
    whenArchived(customer, customerId) ??
    accept(write(customerStream(customerId), CustomerMarkedPrivate({}))),
})

export const markCustomerPublic = decision({
  command: MarkCustomerPublic,
  appends: [CustomerMarkedPublic],
  rejects: noOpenCustomer,
  reads: ({ customerId }) => ({ customer: customerStream(customerId) }),
  decide: ({ customer }, { customerId }) =>
    unlessCustomer(customer, customerId) ??
    when(!customer.private, nothing) ??
    whenArchived(customer, customerId) ??
    accept(write(customerStream(customerId), CustomerMarkedPublic({}))),
})
