import { bansInForce, channels, newestConsentOrRefusal } from '@clientele/domain'
import { isRight } from 'fp-ts/lib/Either.js'
import { type SqlTable, trigrams } from './filling.js'

const person: SqlTable = {
  name: 'person',
  columns: `rank integer primary key, id text not null unique, first text, last text not null, email text, phone text,
    mobile text, title text, customer text`,
  rows: function* ({ crm }) {
    for (const [rank, row] of crm.views.contactSearch({ locale: 'en' }).entries())
      yield [
        ...[rank, row.personId, row.firstName, row.lastName, row.email, row.phone, row.mobile, row.title],
        row.customerId,
      ]
  },
}

const people: SqlTable = {
  name: 'people',
  columns: 'rowid, last, first, email, phone',
  options: trigrams('last, first, email, phone'),
  rows: function* ({ crm }) {
    for (const [rank, row] of crm.views.contactSearch({ locale: 'en' }).entries())
      yield [rank, row.lastName, row.firstName ?? '', row.email ?? '', `${row.phone ?? ''} ${row.mobile ?? ''}`]
  },
}

const addresses: SqlTable = {
  name: 'addresses',
  columns: 'rowid, address',
  options: trigrams('address'),
  rows: function* ({ crm, rankOf }) {
    for (const [id, rank] of rankOf) {
      const { street, postalCode, city } = crm.register.tables.customers.get(id)?.details ?? {}
      yield [rank, [street, postalCode, city].filter(Boolean).join(' ')]
    }
  },
}

const company: SqlTable = {
  name: 'company',
  columns: 'person text not null, customer integer not null, place integer not null',
  indexes: ['person, place', 'customer'],
  rows: function* ({ crm, rankOf }) {
    for (const row of crm.register.tables.persons.rows())
      for (const [place, id] of row.companyIds.entries()) yield [row.personId, rankOf.get(id), place]
  },
}

const ban: SqlTable = {
  name: 'ban',
  columns: 'person text not null, channel text not null, primary key (person, channel)',
  options: 'strict, without rowid',
  rows: function* ({ crm }) {
    const asOf = { day: crm.today(), timeZone: crm.register.settings.policies.timeZone }
    for (const row of crm.register.tables.persons.rows())
      for (const channel of channels)
        if (bansInForce(row.statements, channel, asOf).length > 0) yield [row.personId, channel]
  },
}

/** Withdrawn consents: a refusal counts in every consent model. */
const refusal: SqlTable = {
  name: 'refusal',
  columns: 'person text not null, channel text not null, primary key (person, channel)',
  options: 'strict, without rowid',
  rows: function* ({ crm }) {
    const asOf = { day: crm.today(), timeZone: crm.register.settings.policies.timeZone }
    for (const row of crm.register.tables.persons.rows())
      for (const channel of channels)
        if (newestConsentOrRefusal(row.statements, channel, asOf)?.kind === 'withdrawal') yield [row.personId, channel]
  },
}

const held: SqlTable = {
  name: 'held',
  columns: 'person text not null, property text not null, primary key (person, property)',
  options: 'strict, without rowid',
  rows: function* ({ crm }) {
    for (const row of crm.register.tables.heldProperties.rows()) yield [row.personId, row.property]
  },
}

const activityKinds = ['notes', 'meetings', 'tasks', 'files', 'emails'] as const

const activity: SqlTable = {
  name: 'activity',
  columns: 'person text not null, kind text not null, at text not null, id text not null, row text not null',
  indexes: ['person, kind, at'],
  rows: function* ({ crm }) {
    for (const kind of activityKinds)
      for (const row of crm.register.tables[kind].rows())
        for (const personId of row.personIds) yield [personId, kind, row.at, row.activityId, JSON.stringify(row)]
  },
}

const line: SqlTable = {
  name: 'line',
  columns: 'person text not null, at text not null, row text not null',
  indexes: ['person, at'],
  rows: function* ({ crm }) {
    for (const { personId } of crm.register.tables.persons.rows()) {
      const history = crm.views.contactHistory({ personId })
      for (const row of isRight(history) ? history.right : []) yield [personId, row.recordedAt, JSON.stringify(row)]
    }
  },
}

/** Persons and their data. */
export const peopleTables: readonly SqlTable[] = [
  person,
  people,
  addresses,
  company,
  ban,
  refusal,
  held,
  activity,
  line,
]
