import { dateOf, roleOn } from '@clientele/domain'
import { type Source, type SqlTable, trigrams } from './filling.js'

// Days are compared as texts: these stand for open ends.
const always = ''
const never = '9999-12-31'

const ranked = function* ({ crm, rankOf }: Source) {
  for (const [customerId, rank] of rankOf) {
    const row = crm.register.tables.customers.get(customerId)
    if (row !== undefined) yield { rank, row }
  }
}

const compact = (text: string | null | undefined): string =>
  (text ?? '')
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[\s.,-]/g, '')

const withoutRowid = 'strict, without rowid'

const customer: SqlTable = {
  name: 'customer',
  columns: `rank integer primary key, id text not null unique, name text not null, kind text not null, number integer,
    grp text, segment text, status text, channel text, sort text, owner text, private integer not null,
    archived integer not null, person text, email text, phone text, street text, city text, started text,
    source text, document text, compact_name text not null, compact_email text not null`,
  indexes: [
    ...['grp, archived', 'archived', 'segment, archived', 'status, archived', 'channel, archived', 'sort, archived'],
    ...['private, owner', 'kind, compact_name', 'kind, compact_email'],
  ],
  rows: function* (source) {
    for (const { rank, row } of ranked(source)) {
      const { details: of } = row
      yield [
        ...[rank, row.customerId, row.name, row.kind, row.number, row.groupIds[0], row.segment, row.status],
        ...[row.attractionChannel, row.customerKind, row.ownerId, row.private, row.archived, row.personId, of.email],
        ...[of.phone, of.street, of.city, row.startDate, row.startSource, row.startDocumentId],
        ...[compact(row.name), compact(of.email)],
      ]
    }
  },
}

const names: SqlTable = {
  name: 'names',
  columns: 'rowid, name',
  options: trigrams('name'),
  rows: function* (source) {
    for (const { rank, row } of ranked(source)) yield [rank, row.name]
  },
}

const special: SqlTable = {
  name: 'special',
  columns: 'grp text not null, customer integer not null, primary key (grp, customer)',
  options: withoutRowid,
  rows: function* (source) {
    for (const { rank, row } of ranked(source)) for (const id of row.specialGroupIds) yield [id, rank]
  },
}

const assignment: SqlTable = {
  name: 'assignment',
  columns: `customer integer not null, id text not null, employee text not null, role text, first text not null,
    until text not null`,
  indexes: ['customer', 'role, customer, first, until', 'employee, customer', 'until, customer'],
  rows: function* ({ crm, rankOf, asOf }) {
    for (const row of crm.register.tables.assignments.rows()) {
      const rank = rankOf.get(row.subjectId)
      if (row.kind !== 'customer' || rank === undefined) continue
      const from = row.from ?? always
      const [, day = asOf] = [asOf, from].sort()
      yield [rank, row.assignmentId, row.employeeId, roleOn(row, day), from, row.until ?? never]
    }
  },
}

const project: SqlTable = {
  name: 'project',
  columns: 'id text primary key, customer integer not null, name text not null, closed integer not null',
  indexes: ['customer'],
  rows: function* ({ crm, rankOf }) {
    for (const row of crm.register.tables.projects.rows())
      yield [row.projectId, rankOf.get(row.customerId), row.name, row.closed]
  },
}

const participant: SqlTable = {
  name: 'participant',
  columns: 'project text not null, employee text not null',
  indexes: ['project', 'employee'],
  rows: function* ({ crm }) {
    for (const row of crm.register.tables.participants.rows()) yield [row.projectId, row.employeeId]
  },
}

const document: SqlTable = {
  name: 'document',
  columns:
    'id text not null, customer integer not null, kind text not null, day text not null, voided integer not null',
  indexes: ['customer'],
  rows: function* ({ crm, rankOf }) {
    for (const row of crm.register.tables.documents.rows())
      yield [row.documentId, rankOf.get(row.customerId), row.kind, row.date, row.voided]
  },
}

const membership: SqlTable = {
  name: 'membership',
  columns: 'grp text not null, customer integer not null, first text not null, until text not null',
  indexes: ['grp, customer'],
  rows: function* ({ crm, rankOf }) {
    const { timeZone } = crm.register.settings.policies
    for (const row of crm.register.tables.groupMemberships.rows())
      yield [
        ...[row.groupId, rankOf.get(row.customerId), dateOf(row.from, timeZone)],
        row.until === null ? never : dateOf(row.until, timeZone),
      ]
  },
}

/** Customers, and their responsibilities. */
export const customerTables: readonly SqlTable[] = [
  ...[customer, names, special, assignment, project, participant, document, membership],
]
