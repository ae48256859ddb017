import type { CustomerRow } from '@clientele/projections'
import { type Either, right } from 'fp-ts/lib/Either.js'
import type { Known, Refusal } from '../../kind.js'
import { createFinder } from '../finding.js'
import { atMostOne, nameKey } from '../naming.js'
import { type CustomerCells, nameOf } from './customer-columns.js'

/** Finds the customers that rows without an id are about. */
export type CustomerFinder = {
  /** The id a row gives or stands for; `null` where there is no such customer, a refusal where there are several. */
  idOf(row: CustomerCells, known: Known): Either<Refusal, string | null>
  /** Takes note of a customer that a row is going to register. */
  note(row: CustomerCells, customerId: string): void
}

type Identity = Pick<CustomerCells, 'kind' | 'name' | 'number' | 'email'>

/** What tells a customer without an id from others: its number, else its name and e-mail address. */
export const identityOf = (row: Identity): string | null => {
  if (row.number != null) return `number ${row.number}`
  const name = nameOf(row)
  return name === null ? null : `name ${JSON.stringify([nameKey(name), nameKey(row.email ?? '')])}`
}

const isSame = (row: CustomerCells, { kind, details, mergedInto }: CustomerRow): boolean =>
  mergedInto === null &&
  (row.kind == null || row.kind === kind) &&
  (row.email === undefined || nameKey(row.email ?? '') === nameKey(details.email ?? ''))

/** Whether a customer may be seen by who imports; the others are as if they were not there. */
const isSeen = (customerId: string, { hides }: Known): boolean =>
  (hides?.({ customerIds: [customerId] }) ?? null) === null

/** Finds customers by number, or by name and e-mail address. */
export const createCustomerFinder = (): CustomerFinder => {
  const byName = createFinder(
    ({ tables }) => tables.customers.rows(),
    ({ name }) => nameKey(name),
    ({ customerId }) => customerId,
  )
  const withNumber = (number: number, { tables }: Known): readonly string[] => {
    const customerId = tables.numbers.get(String(number))?.customerId ?? null
    return customerId !== null && tables.customers.get(customerId)?.number === number ? [customerId] : []
  }
  const withName = (row: CustomerCells, known: Known): readonly string[] => {
    const key = nameKey(nameOf(row) ?? '')
    if (key === '') return []
    return byName.find(known, key).filter((id) => {
      const customer = known.tables.customers.get(id)
      return customer !== undefined && nameKey(customer.name) === key && isSame(row, customer)
    })
  }
  return {
    idOf: (row, known) => {
      if (row.customerId != null) return right(row.customerId)
      const ids = row.number == null ? withName(row, known) : withNumber(row.number, known)
      return atMostOne(
        'customerId',
        ids.filter((id) => isSeen(id, known)),
      )
    },
    note: (row, customerId) => byName.note(nameKey(nameOf(row) ?? ''), customerId),
  }
}
