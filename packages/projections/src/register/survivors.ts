import { idOfStream, type Statement, type StreamName } from '@clientele/domain'
import type { AbsorptionRow, ActivityRow, PersonRow } from '../tables/rows.js'
import type { Tables } from '../tables/tables.js'

/** The records from one to the survivor that stands for it now, both included. */
function* mergeChain({ absorptions }: Tables, record: StreamName): Iterable<StreamName> {
  const met = new Set<StreamName>()
  for (let at: StreamName | undefined = record; at !== undefined && !met.has(at); at = absorptions.get(at)?.into) {
    met.add(at)
    yield at
  }
}

/** The record that stands for a customer or person now: itself, or the last survivor of its merges. */
const survivorOf = (tables: Tables, record: StreamName): StreamName => {
  if (tables.absorptions.get(record) === undefined) return record
  return [...mergeChain(tables, record)].at(-1) ?? record
}

/** The customer that stands for a customer now. */
export const survivingCustomer = (tables: Tables, customerId: string): string =>
  tables.absorptions.size === 0 ? customerId : idOfStream(survivorOf(tables, `customer-${customerId}`))

/** The person that stands for a person now. */
export const survivingPerson = (tables: Tables, personId: string): string =>
  tables.absorptions.size === 0 ? personId : idOfStream(survivorOf(tables, `person-${personId}`))

/** A person with those it became by merges. */
export const personMergeChain = (tables: Tables, personId: string): readonly string[] =>
  tables.absorptions.size === 0 ? [personId] : Array.from(mergeChain(tables, `person-${personId}`), idOfStream)

// Older merges asked nobody whether they reveal something: who may not see the duplicate does not see what was there.
const survivorAndGuards = (tables: Tables, customerId: string): readonly string[] => {
  const way = [...mergeChain(tables, `customer-${customerId}`)]
  const now = way.at(-1) ?? ''
  return [now, ...way.filter((record) => tables.absorptions.get(record)?.moved === false)].map(idOfStream)
}

/** The customers under which something linked to some customers is found, and that have to be visible for it. */
const survivingCustomers = (tables: Tables, customerIds: readonly string[]): readonly string[] =>
  customerIds.every((id) => tables.absorptions.get(`customer-${id}`) === undefined)
    ? customerIds
    : [...new Set(customerIds.flatMap((id) => survivorAndGuards(tables, id)))]

/** The survivor that has what is said of a customer too: where a merge moved only a part, and nowhere else. */
export const inheritingCustomers = (tables: Tables, customerId: string): readonly string[] =>
  tables.absorptions.get(`customer-${customerId}`)?.moved === false ? [survivingCustomer(tables, customerId)] : []

/** The same for a person. */
export const inheritingPerson = (tables: Tables, personId: string): string =>
  tables.absorptions.get(`person-${personId}`)?.moved === false ? survivingPerson(tables, personId) : personId

/** The companies of a person, each as it stands now; a person that was merged into another has none of its own. */
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

/** A person of whom more was said, and where. */
export const withStatements = (
  { statements, saidAt }: PersonRow,
  more: readonly Statement[],
): Pick<PersonRow, 'statements' | 'saidAt'> => {
  const places = more.flatMap(({ customerId }) => customerId ?? []).filter((id) => !saidAt.includes(id))
  return {
    statements: [...statements, ...more],
    saidAt: places.length === 0 ? saidAt : [...saidAt, ...new Set(places)],
  }
}

/** An activity under the records that stand now for those it was linked to; `saidPersonIds` keeps whom it was about. */
export const underSurvivors = <Row extends ActivityRow>(tables: Tables, row: Row): Row => {
  if (tables.absorptions.size === 0) return row
  const said = row.saidPersonIds ?? row.personIds
  const now = [...new Set(said.map((id) => survivingPerson(tables, id)))]
  const persons = sameIds(now, said)
    ? { personIds: said, saidPersonIds: null }
    : { personIds: now, saidPersonIds: said }
  return { ...row, ...persons, customerIds: survivingCustomers(tables, row.customerIds) }
}

/** What was merged into a record, and into those; a branch that is not admitted is left out. */
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
