import { CustomerId, SeriesId } from '../../ids.js'
import { integer, nullable, optional, text } from '../../kernel/input/codec.js'
import { command } from '../../kernel/message.js'

export const ReserveCustomerNumber = command('ReserveCustomerNumber', { number: integer, customerId: CustomerId })
export const ReleaseCustomerNumber = command('ReleaseCustomerNumber', { number: integer })

/** Both ends are inclusive; without `kind` the series serves every customer. */
export const DefineNumberSeries = command('DefineNumberSeries', {
  seriesId: SeriesId,
  kind: optional(nullable(text)),
  start: integer,
  end: optional(nullable(integer)),
})

export const customerNumberCommands = { ReserveCustomerNumber, ReleaseCustomerNumber, DefineNumberSeries }
