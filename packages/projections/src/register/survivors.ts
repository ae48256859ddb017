import { idOfStream, type Statement, type StreamName } from '@clientele/domain'
import type { AbsorptionRow, ActivityRow, PersonRow } from '../tables/rows.js'
import type { Tables } from '../tables/tables.js'

/** The chain of merges from a record to its survivor, both inclusive. */
function* mergeChain({ absorptions }: Tables, record: StreamName): Iterable<StreamName> {
  const visited = new Set<StreamName>()
  for (let at: StreamName | undefined = record; at !== undefined && !visited.has(at); at = absorptions.get(at)?.into) {
    visited.add(at)
    yield at
  }
}

/** The survivor of a record: itself, or the last record of its merge chain. */
const survivorOf = (tables: Tables, record: StreamName): StreamName => {
  if (tables.absorptions.get(record) === undefined) return record
  return [...mergeChain(tables, record)].at(-1) ?? record
}

/** The survivor of a customer. */
export const survivingCustomer = (tables: Tables, customerId: string): string =>
  tables.absorptions.size === 0 ? customerId : idOfStream(survivorOf(tables, `customer-${customerId}`))

/** The survivor of a person. */
export const survivingPerson = (tables: Tables, personId: string): string =>
  tables.absorptions.size === 0 ? personId : idOfStream(survivorOf(tables, `person-${personId}`))

/** The merge chain of a person, itself included. */
export const personMergeChain = (tables: Tables, personId: string): readonly string[] =>
  tables.absorptions.size === 0 ? [personId] : Array.from(mergeChain(tables, `person-${personId}`), idOfStream)

// Legacy merges did not check visibility: without access to the duplicate, its data stays hidden.
const survivorAndGuards = (tables: Tables, customerId: string): readonly string[] => {
  const chain = [...mergeChain(tables, `customer-${customerId}`)]
  const survivor = chain.at(-1) ?? ''
  return [survivor, ...chain.filter((record) => tables.absorptions.get(record)?.moved === false)].map(idOfStream)
}

/**
 * The customers that linked data belongs to after merges. A viewer must be allowed to see all of them to see the data.
 */
const survivingCustomers = (tables: Tables, customerIds: readonly string[]): readonly string[] =>
  customerIds.every((id) => tables.absorptions.get(`customer-${id}`) === undefined)
    ? customerIds
    : [...new Set(customerIds.flatMap((id) => survivorAndGuards(tables, id)))]

/** The survivor to which data of a customer is copied, if its merge was a legacy one; otherwise empty. */
export const inheritingCustomers = (tables: Tables, customerId: string): readonly string[] =>
  tables.absorptions.get(`customer-${customerId}`)?.moved === false ? [survivingCustomer(tables, customerId)] : []

/** The survivor of a person merged by a legacy merge; otherwise the person itself. */
export const inheritingPerson = (tables: Tables, personId: string): string =>
  tables.absorptions.get(`person-${personId}`)?.moved === false ? survivingPerson(tables, personId) : personId

/** The companies of a person after merges; a merged person has none. */
export const survivingCompanies = (
  tables: Tables,
  { linkedIds, mergedInto }: Pick<PersonRow, 'linkedIds' | 'mergedInto'>,
): readonly string[] => {
  if (mergedInto !== null) return []
  const companyIds = linkedIds.map((id) => survivingCustomer(tables, id))
  return companyIds.every((id, at) => id === linkedIds[at]) ? linkedIds : [...new Set(companyIds)]
}

const sameIds = (one: readonly string[], other: readonly string[]): boolean =>
  one.length === other.length && one.every((id, at) => id === other[at])

/** Adds statements to a person, and the customers they apply to. */
export const withStatements = (
  { statements, saidAt }: PersonRow,
  more: readonly Statement[],
): Pick<PersonRow, 'statements' | 'saidAt'> => {
  const customerIds = more.flatMap(({ customerId }) => customerId ?? []).filter((id) => !saidAt.includes(id))
  return {
    statements: [...statements, ...more],
    saidAt: customerIds.length === 0 ? saidAt : [...saidAt, ...new Set(customerIds)],
  }
}

/** Links an activity to the survivors of its records; `saidPersonIds` are the original persons. */
export const linkedToSurvivors = <Row extends ActivityRow>(tables: Tables, row: Row): Row => {
  if (tables.absorptions.size === 0) return row
  const original = row.saidPersonIds ?? row.personIds
  const survivors = [...new Set(original.map((id) => survivingPerson(tables, id)))]
  const persons = sameIds(survivors, original)
    ? { personIds: original, saidPersonIds: null }
    : { personIds: survivors, saidPersonIds: original }
  return { ...row, ...persons, customerIds: survivingCustomers(tables, row.customerIds) }
}

/** All records merged into a record, recursively; branches that `admits` rejects are skipped. */
export function* absorbedBy(
  tables: Pick<Tables, 'absorptions'>,
  record: StreamName,
  admits: (absorbed: AbsorptionRow) => boolean = () => true,
): Iterable<StreamName> {
  for (const absorbed of tables.absorptions.rowsWhere('into', record)) {
    if (!admits(absorbed)) continue
    yield absorbed.record
    yield* absorbedBy(tables, absorbed.record, admits)
  }
}
