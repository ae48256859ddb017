import type { CalendarDate } from '@clientele/domain'
import type { PageRequest, QueryContext } from '../../query/context.js'
import { applyFilter } from '../../query/filter.js'
import { type ByOrdinal, mapPage } from '../../query/paging/map-page.js'
import type { Register } from '../../register/register.js'

/** The start date of a customer and its source; `null` where there is none. */
export type StartDateRow = {
  readonly customerId: string
  readonly name: string
  readonly startDate: CalendarDate | null
  readonly source: string | null
  readonly documentId: string | null
}

const startDatesAt = ({ customerColumns }: Register): ByOrdinal<StartDateRow> => {
  const [customerIds, names, dates] = [
    customerColumns.customerId(),
    customerColumns.name(),
    customerColumns.startDate(),
  ]
  const [sources, documentIds] = [customerColumns.startSource(), customerColumns.startDocumentId()]
  return (ordinal) => ({
    customerId: customerIds[ordinal] ?? '',
    name: names[ordinal] ?? '',
    startDate: dates[ordinal] ?? null,
    source: sources[ordinal] ?? null,
    documentId: documentIds[ordinal] ?? null,
  })
}

/** The start dates of all customers by name, including archived ones. */
export const startDates = (register: Register, params: QueryContext & PageRequest = {}): readonly StartDateRow[] => {
  const customers = applyFilter(register, register.customerIndex.present(), {}, params)
  return [...mapPage(register, customers, params, startDatesAt(register))]
}
