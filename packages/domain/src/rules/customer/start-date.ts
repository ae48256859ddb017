import { accept, decision, nothing, when, write } from '../../kernel/decision.js'
import { harmlessText } from '../../kernel/input/problem.js'
import { isCalendarDate } from '../../kernel/values/calendar-date.js'
import { BackfillStartDate, ClearCustomerStartDate, SetCustomerStartDate } from '../../model/customer/commands.js'
import { CustomerStartDateCleared, CustomerStartDateSet } from '../../model/customer/events.js'
import { InvalidDate, NoQualifyingDocument, noCustomer, unlessCustomer } from '../../model/customer/rejections.js'
import { firstQualifyingDocument, startDateEvent } from '../../model/customer/start-date.js'
import { customerStream } from '../../model/customer/state.js'
import { settingsStream } from '../../model/settings/state.js'

/** Sets the start date by hand; automation does not overwrite it. */
export const setCustomerStartDate = decision({
  command: SetCustomerStartDate,
  appends: [CustomerStartDateSet],
  rejects: [...noCustomer, InvalidDate],
  reads: ({ customerId }) => ({ customer: customerStream(customerId) }),
  decide: ({ customer }, { customerId, date }) => {
    const previous = customer.startDate?.date ?? null
    return (
      unlessCustomer(customer, customerId) ??
      when(!isCalendarDate(date), InvalidDate({ date: harmlessText(date) })) ??
      when(previous === date, nothing) ??
      accept(write(customerStream(customerId), CustomerStartDateSet({ date, source: 'manual', previous })))
    )
  },
})

export const clearCustomerStartDate = decision({
  command: ClearCustomerStartDate,
  appends: [CustomerStartDateCleared],
  rejects: noCustomer,
  reads: ({ customerId }) => ({ customer: customerStream(customerId) }),
  decide: ({ customer }, { customerId }) =>
    unlessCustomer(customer, customerId) ??
    when(customer.startDate === null, nothing) ??
    accept(write(customerStream(customerId), CustomerStartDateCleared({ previous: customer.startDate?.date ?? null }))),
})

/** Sets a missing start date from the documents recorded so far. */
export const backfillStartDate = decision({
  command: BackfillStartDate,
  appends: [CustomerStartDateSet],
  rejects: [...noCustomer, NoQualifyingDocument],
  reads: ({ customerId }) => ({ customer: customerStream(customerId), settings: settingsStream }),
  decide: ({ customer, settings }, { customerId }) => {
    const refusal = unlessCustomer(customer, customerId) ?? when(customer.startDate !== null, nothing)
    if (refusal !== null) return refusal
    const first = firstQualifyingDocument(customer, settings)
    return first === null
      ? NoQualifyingDocument({ customerId })
      : accept(write(customerStream(customerId), startDateEvent(first, null)))
  },
})
