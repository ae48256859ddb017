import { type Instant, idOfStream, type StreamName } from '@clientele/domain'
import type { Tables } from '../tables/tables.js'
import { putActivitiesAgain } from './erasure.js'
import { carryCustomer, carryPerson } from './legacy-merges.js'
import { survivingCompanies, survivingCustomer, survivingPerson } from './survivors.js'

type Merge = { readonly survivorId: string; readonly moved?: boolean | undefined; readonly mergedAt: Instant }

/** The records merged into a record, itself included, by legacy merges, which moved only a part of the data. */
function* partlyMoved(tables: Tables, record: StreamName): Iterable<string> {
  if (tables.absorptions.get(record)?.moved === false) yield idOfStream(record)
  for (const below of tables.absorptions.keysWhere('into', record)) yield* partlyMoved(tables, below)
}

/**
 * Moves the data of a merged customer to its survivor. Newer merges record their moves as events of the streams concerned;
 * activities have none, and legacy merges moved little: the register moves those, for any chain of merges and
 * any order of events (ADR 20).
 */
export const absorbCustomer = (
  tables: Tables,
  duplicateId: string,
  { survivorId, mergedAt, moved = false }: Merge,
): void => {
  const record = `customer-${duplicateId}`
  tables.absorptions.put({ record, into: `customer-${survivorId}`, moved, at: mergedAt })
  putActivitiesAgain(tables, ['customerIds', duplicateId])
  const now = survivingCustomer(tables, duplicateId)
  for (const person of [...tables.persons.rowsWhere('companyIds', duplicateId)])
    tables.persons.patch(person.personId, { companyIds: survivingCompanies(tables, person) })
  for (const projectId of [...tables.projects.keysWhere('customerId', duplicateId)])
    tables.projects.patch(projectId, { customerId: now })
  for (const id of partlyMoved(tables, record)) carryCustomer(tables, { from: id, to: now, mergedAt })
}

/** Moves the data of a merged person to its survivor, as `absorbCustomer` does. */
export const absorbPerson = (
  tables: Tables,
  duplicateId: string,
  { survivorId, mergedAt, moved = false }: Merge,
): void => {
  const record = `person-${duplicateId}`
  tables.absorptions.put({ record, into: `person-${survivorId}`, moved, at: mergedAt })
  putActivitiesAgain(tables, ['personIds', duplicateId])
  for (const id of partlyMoved(tables, record)) carryPerson(tables, id, survivingPerson(tables, duplicateId))
}
