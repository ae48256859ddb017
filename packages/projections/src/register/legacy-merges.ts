import {
  type AsOf,
  type Billing,
  bansInForce,
  channels,
  dateOf,
  dayOf,
  type Instant,
  invoiceTypesTogether,
  lastDayOfAll,
  noBilling,
  type Statement,
} from '@clientele/domain'
import type { BillingRow } from '../tables/rows.js'
import type { Table } from '../tables/table.js'
import { participantKey, type Tables } from '../tables/tables.js'
import { withStatements } from './survivors.js'

/** Copies rows to another customer or person, except those it already has. */
const copyRows = <Row>(table: Table<Row, never>, rows: Iterable<Row>, rowFor: (row: Row) => Row): void => {
  for (const row of [...rows].map(rowFor)) if (table.get(table.keyOf(row)) === undefined) table.put(row)
}

const appendMissing = <One>(
  own: readonly One[],
  others: readonly One[],
  idOf: (one: One) => unknown,
): readonly One[] => [...own, ...others.filter((other) => own.every((one) => idOf(one) !== idOf(other)))]

const mergeBilling = (own: Billing, other: Billing): Billing => ({
  invoiceTypes: invoiceTypesTogether(own.invoiceTypes, other.invoiceTypes),
  legalEntities: appendMissing(own.legalEntities, other.legalEntities, (one) => one.legalEntityId),
  accounts: appendMissing(own.accounts, other.accounts, (one) => one.accountId),
  portalUserIds: appendMissing(own.portalUserIds, other.portalUserIds, (one) => one),
})

const carryBilling = ({ billing }: Tables, from: string, to: string): void => {
  const other = billing.get(from)
  if (other === undefined) return
  const own: BillingRow = billing.get(to) ?? { customerId: to, ...noBilling }
  billing.put({ ...mergeBilling(own, other), customerId: to })
}

const carryTracking = ({ trackingItems }: Tables, from: string, to: string): void => {
  const dimensions = new Set([...trackingItems.rowsWhere('customerId', to)].map(({ dimension }) => dimension))
  for (const row of [...trackingItems.rowsWhere('customerId', from)])
    if (!dimensions.has(row.dimension)) trackingItems.put({ ...row, customerId: to })
}

// Statements before a legacy merge have no own date, so any time zone keeps their order.
const endOfTime: AsOf = { day: lastDayOfAll, timeZone: 'UTC' }

const banAt = (ban: Statement, to: string, mergedAt: Instant): Statement => ({
  ...ban,
  customerId: to,
  // It starts at the merge, so that an older lift does not end it.
  ...(dayOf(ban, endOfTime.timeZone) <= dateOf(mergedAt, endOfTime.timeZone) ? { date: null, at: mergedAt } : {}),
})

const carryBans = ({ persons }: Tables, { from, to, mergedAt }: Transfer): void => {
  for (const person of [...persons.rowsWhere('saidAt', from)]) {
    const bans = channels.flatMap((channel) => {
      const inForce = bansInForce(person.statements, channel, endOfTime)
      return inForce.some(({ customerId }) => customerId === to)
        ? []
        : inForce.filter(({ customerId }) => customerId === from)
    })
    persons.patch(
      person.personId,
      withStatements(
        person,
        bans.map((ban) => banAt(ban, to, mergedAt)),
      ),
    )
  }
}

/** The source and target of a merge, and its time. */
export type Transfer = { readonly from: string; readonly to: string; readonly mergedAt: Instant }

/**
 * Copies to the survivor the data that a legacy merge left with the duplicate: documents, billing, properties, tracking
 * items, and the marketing terms of persons for the customer. Existing data of the survivor is not replaced.
 */
export const carryCustomer = (tables: Tables, transfer: Transfer): void => {
  const { from, to } = transfer
  if (tables.customers.get(to) === undefined) return
  const { documents, customerProperties, heldProperties } = tables
  copyRows(documents, documents.rowsWhere('customerId', from), (row) => ({ ...row, customerId: to }))
  copyRows(customerProperties, customerProperties.rowsWhere('customerId', from), (row) => ({ ...row, customerId: to }))
  copyRows(heldProperties, heldProperties.rowsWhere('customerId', from), (row) => ({ ...row, customerId: to }))
  carryBilling(tables, from, to)
  carryTracking(tables, from, to)
  carryBans(tables, transfer)
}

const carryParticipants = ({ participants }: Tables, from: string, to: string): void => {
  for (const row of [...participants.rowsWhere('personId', from)]) {
    participants.remove(participantKey(row))
    participants.put({ ...row, personId: to })
  }
}

const carryPortals = ({ billing }: Tables, from: string, to: string): void => {
  for (const row of [...billing.rowsWhere('portalUserIds', from)]) {
    const portalUserIds = [...new Set(row.portalUserIds.map((id) => (id === from ? to : id)))]
    billing.patch(row.customerId, { portalUserIds })
  }
}

const later = (one: string | null, other: string | null): string | null =>
  one === null || (other !== null && other > one) ? other : one

/** The same for a person: properties, categories, projects, portals, e-mail restriction and legal hold. */
export const carryPerson = (tables: Tables, from: string, to: string): void => {
  const [survivor, duplicate] = [tables.persons.get(to), tables.persons.get(from)]
  if (survivor === undefined || duplicate === undefined) return
  const { heldProperties } = tables
  copyRows(heldProperties, heldProperties.rowsWhere('personId', from), (row) => ({ ...row, personId: to }))
  carryParticipants(tables, from, to)
  carryPortals(tables, from, to)
  tables.persons.patch(to, {
    categories: [...new Set([...survivor.categories, ...duplicate.categories])],
    emailsRestricted: survivor.emailsRestricted || duplicate.emailsRestricted,
    holdUntil: later(survivor.holdUntil, duplicate.holdUntil),
  })
}
