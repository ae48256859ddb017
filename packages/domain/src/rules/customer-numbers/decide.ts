import { accept, decision, nothing, reading, steppedDecision, when, whenFound, write } from '../../kernel/decision.js'
import type { Decisions } from '../../kernel/decision-table.js'
import type { DataOf } from '../../kernel/message.js'
import { noCustomer, unlessCustomer } from '../../model/customer/rejections.js'
import { customerStream } from '../../model/customer/state.js'
import {
  type customerNumberCommands,
  DefineNumberSeries,
  ReleaseCustomerNumber,
  ReserveCustomerNumber,
} from '../../model/customer-numbers/commands.js'
import {
  CustomerNumberReleased,
  CustomerNumberReserved,
  NumberSeriesDefined,
} from '../../model/customer-numbers/events.js'
import {
  CustomerNumberNotReserved,
  CustomerNumberTaken,
  InvalidNumberSeries,
  NumberSeriesOverlap,
  noFreeNumber,
  unlessFreeNumber,
} from '../../model/customer-numbers/rejections.js'
import {
  type CustomerNumbers,
  customerNumbersStream,
  lastNumberOf,
  type NumberSeries,
} from '../../model/customer-numbers/state.js'

const reads = () => ({ numbers: customerNumbersStream })

/** Reserves a number for a customer, or for one that is still to be registered; not for one that is gone. */
const reserveCustomerNumber = decision({
  command: ReserveCustomerNumber,
  appends: [CustomerNumberReserved],
  rejects: [...noFreeNumber, ...noCustomer],
  reads: ({ customerId }) => ({ numbers: customerNumbersStream, customer: customerStream(customerId) }),
  decide: ({ numbers, customer }, { number, customerId }) =>
    (customer.registered ? unlessCustomer(customer, customerId) : null) ??
    unlessFreeNumber(numbers, number, customerId) ??
    when(numbers.issued.get(number) === customerId, nothing) ??
    accept(write(customerNumbersStream, CustomerNumberReserved({ number, customerId }))),
})

type Released = DataOf<typeof ReleaseCustomerNumber>

const holderReads = reading((_data: Released) => reads()).also(({ number }, _meta, { numbers }) => {
  const holderId = numbers.issued.get(number)
  return { holders: holderId === undefined ? [] : [customerStream(holderId)] }
})

/** Releases a number that no customer has: its registration was refused, it was deleted, or it has another number. */
const releaseCustomerNumber = steppedDecision({
  command: ReleaseCustomerNumber,
  appends: [CustomerNumberReleased],
  rejects: [CustomerNumberNotReserved, CustomerNumberTaken],
  reads: holderReads,
  decide: ({ numbers, holders }, { number }) => {
    const customerId = numbers.issued.get(number)
    if (customerId === undefined) return CustomerNumberNotReserved({ number })
    const isHeld = [...holders.values()].some((one) => one.registered && !one.deleted && one.number === number)
    return (
      when(numbers.released.has(number), nothing) ??
      when(isHeld, CustomerNumberTaken({ number, heldBy: customerId })) ??
      accept(write(customerNumbersStream, CustomerNumberReleased({ number, customerId })))
    )
  },
})

/**
 * Finds an overlapping series. The series for all customers may contain those of kinds, but two series of kinds may not
 * share a number.
 */
const overlapping = ({ series }: CustomerNumbers, wanted: NumberSeries): NumberSeries | undefined =>
  [...series.values()].find(
    (one) =>
      one.seriesId !== wanted.seriesId &&
      (one.kind === null) === (wanted.kind === null) &&
      one.start <= lastNumberOf(wanted) &&
      wanted.start <= lastNumberOf(one),
  )

const defineNumberSeries = decision({
  command: DefineNumberSeries,
  appends: [NumberSeriesDefined],
  rejects: [InvalidNumberSeries, NumberSeriesOverlap],
  reads,
  decide: ({ numbers }, { seriesId, kind = null, start, end = null }) => {
    const wanted = { seriesId, kind, start, end }
    const known = numbers.series.get(seriesId)
    const other = overlapping(numbers, wanted)
    return (
      when(start < 1 || (end !== null && end < start), InvalidNumberSeries({ seriesId })) ??
      when(known?.kind === kind && known.start === start && known.end === end, nothing) ??
      whenFound(other, (one) => NumberSeriesOverlap({ seriesId: one.seriesId })) ??
      accept(write(customerNumbersStream, NumberSeriesDefined(wanted)))
    )
  },
})

export const customerNumberDecisions = {
  ReserveCustomerNumber: reserveCustomerNumber,
  ReleaseCustomerNumber: releaseCustomerNumber,
  DefineNumberSeries: defineNumberSeries,
} satisfies Decisions<typeof customerNumberCommands>
