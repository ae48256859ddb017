import { aggregate, catalogueOf, type Evolve } from '../../kernel/aggregate.js'
import { type GrowOnlyMap, growOnlyMap } from '../../kernel/values/grow-only.js'
import type { CustomerGroups } from '../customer-groups/state.js'
import { numberingStartOf } from '../customer-groups/tree.js'
import type { Settings } from '../settings/state.js'
import type { CustomerNumberEvent } from './events.js'
import { type IssuedNumbers, nextFreeNumber, noNumbers } from './issued.js'

/** A range of numbers, both ends inclusive; `kind: null` serves every customer. */
export type NumberSeries = {
  readonly seriesId: string
  readonly kind: string | null
  readonly start: number
  readonly end: number | null
}

/** Released numbers stay issued: no number is issued twice. */
export type CustomerNumbers = {
  readonly issued: IssuedNumbers
  readonly released: GrowOnlyMap<number, true>
  readonly series: ReadonlyMap<string, NumberSeries>
}

const evolve: Evolve<CustomerNumberEvent, CustomerNumbers> = {
  CustomerNumberReserved:
    ({ number, customerId }) =>
    (numbers) => {
      numbers.issued = numbers.issued.with(number, customerId)
    },
  CustomerNumberReleased:
    ({ number }) =>
    (numbers) => {
      numbers.released = numbers.released.with(number, true)
    },
  NumberSeriesDefined:
    ({ seriesId, kind, start, end }) =>
    ({ series }) => {
      series.set(seriesId, { seriesId, kind, start, end })
    },
}

const initial: CustomerNumbers = { issued: noNumbers(), released: growOnlyMap(), series: new Map() }

export const customerNumbersAggregate = aggregate<CustomerNumberEvent, CustomerNumbers>(
  'customerNumbers',
  initial,
  evolve,
)

export const customerNumbersStream = catalogueOf(customerNumbersAggregate)

/** The source of automatic numbers; `seriesId` is `null` for the numbering start of a group. */
export type NumberSource = { readonly seriesId: string | null; readonly start: number; readonly end: number | null }

const seriesFor = ({ series }: CustomerNumbers, kind: string | null): NumberSource | null =>
  [...series.values()].find((one) => one.kind === kind) ?? null

/**
 * Returns the source of automatic numbers: by group the nearest numbering start, by kind the series of the kind, else
 * the series of the tenant. `null` if none is configured: customers then get no number automatically.
 */
export const sourceFor = (
  numbers: CustomerNumbers,
  groups: CustomerGroups,
  { policies }: Settings,
  wanted: { readonly groupId: string | null; readonly kind: string | null },
): NumberSource | null => {
  const start = policies.numberSeriesBy === 'group' ? numberingStartOf(groups, wanted.groupId) : null
  if (start !== null) return { seriesId: null, start, end: null }
  return (
    (policies.numberSeriesBy === 'kind' && wanted.kind !== null ? seriesFor(numbers, wanted.kind) : null) ??
    seriesFor(numbers, null)
  )
}

/** Returns the last number of a source; the largest safe integer if it is open. */
export const lastNumberOf = ({ end }: Pick<NumberSource, 'end'>): number => end ?? Number.MAX_SAFE_INTEGER

/** Returns the next automatic number of a source; `null` if none is left. */
export const nextNumber = ({ issued }: CustomerNumbers, source: NumberSource): number | null => {
  const number = nextFreeNumber(issued, source.start)
  return number > lastNumberOf(source) ? null : number
}
