import type { CustomerRow } from '@clientele/projections'
import { type Either, right } from 'fp-ts/lib/Either.js'
import type { Known, Refusal } from '../../kind.js'
import { createFinder } from '../finding.js'
import { atMostOne, identityByName, mayHaveEmail, nameKey } from '../naming.js'
import { type CustomerCells, nameOf } from './customer-columns.js'

/** Finds the customers of rows without an id. */
export type CustomerFinder = {
  /** The id in a row, or of the customer it matches; `null` if there is none, a refusal if there are several. */
  idOf(row: CustomerCells, known: Known): Either<Refusal, string | null>
  /** Notes a customer that a row will register. */
  note(row: CustomerCells, customerId: string): void
}

type Identity = Pick<CustomerCells, 'kind' | 'name' | 'number' | 'email'>

/** Identifies a customer without an id: by its number, else by its name and e-mail address. */
export const identityOf = (row: Identity): string | null => {
  if (row.number != null) return `number ${row.number}`
  const name = nameOf(row)
  return name === null ? null : identityByName({ name, email: row.email })
}

/** The number and the name of a row: rows that share one may be about the same customer, with or without its id. */
export const sharedKeysOf = (row: Identity): readonly string[] => {
  const name = nameKey(nameOf(row) ?? '')
  return [...(row.number == null ? [] : [`number ${row.number}`]), ...(name === '' ? [] : [`name ${name}`])]
}

const isSame = (row: CustomerCells, { kind, details, mergedInto }: CustomerRow): boolean =>
  mergedInto === null && (row.kind == null || row.kind === kind) && mayHaveEmail(row, details.email)

/** Whether a customer is visible to the importing actor; others are treated as missing. */
const isVisible = (customerId: string, { hides }: Known): boolean =>
  (hides?.({ customerIds: [customerId] }) ?? null) === null

/** Creates a finder of customers by number, or by name and e-mail address. */
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
        ids.filter((id) => isVisible(id, known)),
      )
    },
    note: (row, customerId) => byName.note(nameKey(nameOf(row) ?? ''), customerId),
  }
}
