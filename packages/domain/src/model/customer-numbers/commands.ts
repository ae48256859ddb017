import { CustomerId, SeriesId } from '../../ids.js'
import { integer, nullable, optional, text } from '../../kernel/input/codec.js'
import { command } from '../../kernel/message.js'

export const ReserveCustomerNumber = command(
  'ReserveCustomerNumber',
  { number: integer, customerId: CustomerId },
  'Reserves a customer number.',
)
export const ReleaseCustomerNumber = command(
  'ReleaseCustomerNumber',
  { number: integer },
  'Releases a reserved customer number.',
)

/** Both ends are inclusive; without `kind` the series serves every customer. */
export const DefineNumberSeries = command(
  'DefineNumberSeries',
  {
    seriesId: SeriesId,
    kind: optional(nullable(text)),
    start: integer,
    end: optional(nullable(integer)),
  },
  'Defines a series that customer numbers are taken from.',
)

export const customerNumberCommands = { ReserveCustomerNumber, ReleaseCustomerNumber, DefineNumberSeries }
