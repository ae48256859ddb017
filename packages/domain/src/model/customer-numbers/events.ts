// Stored forever: a released name or field is never changed, only superseded.
import { CustomerId, SeriesId } from '../../ids.js'
import { integer, nullable, optional, text } from '../../kernel/input/codec.js'
import { event, type MessageOf } from '../../kernel/message.js'

export const CustomerNumberReserved = event('CustomerNumberReserved', { number: integer, customerId: CustomerId })

/** The customer does not get the number, and the number is not issued again. */
export const CustomerNumberReleased = event('CustomerNumberReleased', {
  number: integer,
  customerId: optional(CustomerId),
})

/** Both ends are inclusive; `kind: null` serves every customer, `end: null` is open. */
export const NumberSeriesDefined = event('NumberSeriesDefined', {
  seriesId: SeriesId,
  kind: nullable(text),
  start: integer,
  end: nullable(integer),
})

export const customerNumberEvents = { CustomerNumberReserved, CustomerNumberReleased, NumberSeriesDefined }

export type CustomerNumberEvent = MessageOf<typeof customerNumberEvents>
