import { personOfCustomer, type ReadableRegister } from '@clientele/projections'

/** Finds the persons in answers and questions. */
export type ShownPersons = (...values: readonly unknown[]) => ReadonlySet<string>

const streams = /^(person|customer)-(.*)$/s

type Found = { person(id: unknown): void; customer(id: unknown): void }

const forEachValue = (value: unknown, take: (id: unknown) => void): void => {
  if (Array.isArray(value)) for (const one of value) take(one)
  else take(value)
}

/** The fields with ids of persons, or of customers that may be private persons. */
const fields: { readonly [field: string]: keyof Found } = {
  personId: 'person',
  personIds: 'person',
  customerId: 'customer',
  customerIds: 'customer',
}

/** The fields whose values are objects with an id. */
const objectFields: { readonly [field: string]: keyof Found } = {
  persons: 'person',
  contacts: 'person',
  customer: 'customer',
  customers: 'customer',
  companies: 'customer',
}

const kinds: { readonly [kind: string]: keyof Found } = { contact: 'person', person: 'person', customer: 'customer' }

const lookUp = (table: { readonly [name: string]: keyof Found }, name: unknown): keyof Found | null =>
  typeof name === 'string' && Object.hasOwn(table, name) ? (table[name] ?? null) : null

const idIn = (value: unknown): unknown => Reflect.get(Object(value), 'id')

const findInText = (field: string, text: string, found: Found): void => {
  const [, category, id] = field === 'stream' || field === 'subject' ? (streams.exec(text) ?? []) : []
  if (category !== undefined) found[category === 'person' ? 'person' : 'customer'](id)
}

const findInObject = (value: object, found: Found): void => {
  const kind = lookUp(kinds, Reflect.get(value, 'kind'))
  if (kind !== null) found[kind](idIn(value))
  for (const [field, one] of Object.entries(value)) {
    const [ids, names] = [lookUp(fields, field), lookUp(objectFields, field)]
    if (ids !== null) forEachValue(one, found[ids])
    else if (typeof one === 'string') findInText(field, one, found)
    else {
      if (names !== null) forEachValue(one, (thing) => found[names](idIn(thing)))
      walk(one, found)
    }
  }
}

const walk = (value: unknown, found: Found): void => {
  if (typeof value !== 'object' || value === null) return
  if (Array.isArray(value)) for (const one of value) walk(one, found)
  else if (value instanceof Map) for (const one of value.values()) walk(one, found)
  else findInObject(value, found)
}

/** Creates a search for persons by the fields that contain their ids; a private customer counts as its person. */
export const shownPersonsIn = ({ tables }: ReadableRegister): ShownPersons => {
  return (...values) => {
    const shown = new Set<string>()
    const found: Found = {
      person: (id) => {
        if (typeof id === 'string') shown.add(id)
      },
      customer: (id) => {
        const personId = typeof id === 'string' ? personOfCustomer(tables, id) : null
        if (personId !== null) shown.add(personId)
      },
    }
    for (const value of values) walk(value, found)
    return shown
  }
}
