import type { SqlTable } from './filling.js'

const trait: SqlTable = {
  name: 'trait',
  columns: 'property text not null, customer integer not null, primary key (property, customer)',
  options: 'strict, without rowid',
  rows: function* ({ crm, rankOf }) {
    for (const row of crm.register.tables.customerProperties.rows()) yield [row.property, rankOf.get(row.customerId)]
  },
}

const tracking: SqlTable = {
  name: 'tracking',
  columns: 'dimension text not null, value text not null, customer integer not null, first text not null, until text',
  indexes: ['dimension, value, customer', 'customer'],
  rows: function* ({ crm, rankOf }) {
    for (const row of crm.register.tables.trackingItems.rows())
      yield [row.dimension, row.value, rankOf.get(row.customerId), row.from, row.until]
  },
}

const number: SqlTable = {
  name: 'number',
  columns: 'number integer primary key',
  rows: function* ({ crm }) {
    for (const row of crm.register.tables.numbers.rows()) yield [row.number]
  },
}

const billing: SqlTable = {
  name: 'billing',
  columns: 'customer text primary key, invoice_types text not null, portal_users text not null',
  rows: function* ({ crm }) {
    for (const row of crm.register.tables.billing.rows())
      yield [row.customerId, JSON.stringify(row.invoiceTypes), JSON.stringify(row.portalUserIds)]
  },
}

/** Further data of customers. */
export const traitTables: readonly SqlTable[] = [trait, tracking, number, billing]
