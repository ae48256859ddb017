import { type Outcome, when, whenFound } from '../../kernel/decision.js'
import { rejection } from '../../kernel/rejection.js'
import type { CustomerNumbers } from './state.js'

export const CustomerNumberTaken = rejection('CustomerNumberTaken', { number: 'number', heldBy: 'optional' })
export const InvalidCustomerNumber = rejection('InvalidCustomerNumber', { number: 'number' }, 'invalid')
export const CustomerNumberNotReserved = rejection('CustomerNumberNotReserved', { number: 'number' })
export const NumberSeriesOverlap = rejection('NumberSeriesOverlap', { seriesId: 'text' })
export const NumberSeriesExhausted = rejection('NumberSeriesExhausted', { seriesId: 'text', end: 'number' })
export const InvalidNumberSeries = rejection('InvalidNumberSeries', { seriesId: 'text' }, 'invalid')

export const customerNumberRejections = {
  CustomerNumberTaken,
  InvalidCustomerNumber,
  CustomerNumberNotReserved,
  NumberSeriesOverlap,
  NumberSeriesExhausted,
  InvalidNumberSeries,
}

/** The rejections of `unlessFreeNumber`. */
export const noFreeNumber = [InvalidCustomerNumber, CustomerNumberTaken] as const

/** Refuses unless a number is positive and was never reserved for another customer. */
export const unlessFreeNumber = (numbers: CustomerNumbers, number: number, customerId: string): Outcome | null => {
  const holder = numbers.issued.get(number)
  return (
    when(number < 1, InvalidCustomerNumber({ number })) ??
    whenFound(holder === customerId ? null : holder, (heldBy) => CustomerNumberTaken({ number, heldBy }))
  )
}
