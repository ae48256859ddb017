import type { SqlTable } from './filling.js'
import { inOrder } from './in-order.js'

const grp: SqlTable = {
  name: 'grp',
  columns: `id text primary key, name text not null, parent text, place integer not null, rank integer not null,
    archived integer not null, numbering integer, account text`,
  options: 'strict, without rowid',
  indexes: ['place', 'rank'],
  rows: function* ({ crm }) {
    const rankOf = new Map(crm.views.groupList({ locale: 'en' }).map(({ groupId }, rank) => [groupId, rank]))
    for (const [place, { groupId, name, parentId, archived }] of crm.views.groupTree({ locale: 'en' }).entries()) {
      const row = crm.register.tables.groups.get(groupId ?? '')
      if (row === undefined) continue
      yield [groupId, name, parentId, place, rankOf.get(groupId), archived, row.numberingStart, row.ledgerAccount]
    }
  },
}

const closure: SqlTable = {
  name: 'closure',
  columns: 'above text not null, below text not null, steps integer not null, primary key (above, below)',
  options: 'strict, without rowid',
  indexes: ['below, steps'],
  rows: function* ({ crm }) {
    const { groups } = crm.register.tables
    for (const { groupId } of groups.rows()) {
      let [above, steps]: [string | null, number] = [groupId, 0]
      for (; above !== null; above = groups.get(above)?.parentId ?? null) {
        yield [above, groupId, steps]
        steps += 1
      }
    }
  },
}

const salesperson: SqlTable = {
  name: 'salesperson',
  columns: 'employee text not null, grp text not null, primary key (employee, grp)',
  options: 'strict, without rowid',
  indexes: ['grp, employee'],
  rows: function* ({ crm }) {
    for (const { groupId, salespersonIds } of crm.register.tables.groups.rows())
      for (const employeeId of salespersonIds) yield [employeeId, groupId]
  },
}

/** Who sees the customers of a group by a list: its own, or that of its nearest ancestor with one. */
const sight: SqlTable = {
  name: 'sight',
  columns: 'employee text not null, grp text not null, primary key (employee, grp)',
  options: 'strict, without rowid',
  indexes: ['grp, employee'],
  rows: function* ({ crm }) {
    const { groups } = crm.register.tables
    for (const { groupId } of groups.rows()) {
      let at = groups.get(groupId)
      while (at !== undefined && at.salespersonIds.length === 0) at = groups.get(at.parentId ?? '')
      for (const employeeId of at?.salespersonIds ?? []) yield [employeeId, groupId]
    }
  },
}

const circle: SqlTable = {
  name: 'circle',
  columns: 'id text primary key, name text not null, legend text, rank integer not null',
  options: 'strict, without rowid',
  rows: function* ({ crm }) {
    for (const [rank, row] of crm.views.specialGroupList({ locale: 'en' }).entries())
      yield [row.specialGroupId, row.name, row.legend, rank]
  },
}

const employee: SqlTable = {
  name: 'employee',
  columns: 'id text primary key, name text not null, email text, seller text not null, rank integer not null',
  options: 'strict, without rowid',
  indexes: ['rank, name'],
  rows: function* ({ crm }) {
    const ranks = new Map<string, number>()
    const rows = inOrder(crm.register.tables.employees.rows(), ({ employeeId: id, name }) => ({ id, name }))
    for (const { employeeId, name, email, salesperson, sellerCode } of rows) {
      // Equal names have the same rank.
      const rank = ranks.get(name) ?? ranks.size
      ranks.set(name, rank)
      yield [employeeId, name, email, salesperson ? (sellerCode ?? '') : '', rank]
    }
  },
}

const team: SqlTable = {
  name: 'team',
  columns: 'id text not null, employee text not null, primary key (id, employee)',
  options: 'strict, without rowid',
  rows: function* ({ crm }) {
    for (const { employeeId, teams } of crm.register.tables.employees.rows())
      for (const id of teams) yield [id, employeeId]
  },
}

const role: SqlTable = {
  name: 'role',
  columns: 'id text primary key, name text not null, rank integer not null, required integer not null',
  options: 'strict, without rowid',
  rows: ({ crm }) => {
    const { compare } = new Intl.Collator('en')
    const rows = [...crm.register.tables.roles.rows()].sort((a, b) => compare(a.name, b.name))
    return rows.map(({ roleId, name, required }, index) => [roleId, name, index + 1, required])
  },
}

const classifier: SqlTable = {
  name: 'classifier',
  columns: 'catalogue text not null, value text not null, name text not null, primary key (catalogue, value)',
  options: 'strict, without rowid',
  rows: function* ({ crm }) {
    for (const { catalogue, value, name } of crm.register.tables.classifierValues.rows())
      yield [catalogue, value, name ?? value]
  },
}

const report: SqlTable = {
  name: 'report',
  columns: 'id text not null, name text not null, scope text not null, owner text not null, filters text not null',
  indexes: ['scope', 'owner'],
  rows: function* ({ crm }) {
    for (const row of crm.register.tables.reports.rows())
      yield [row.reportId, row.name, row.scope, row.ownerId, JSON.stringify(row.filters)]
  },
}

/** Groups, staff and catalogues. */
export const groupTables: readonly SqlTable[] = [
  ...[grp, closure, salesperson, sight, circle, employee, team, role, classifier, report],
]
