import type { Clientele } from '@clientele/adapters'
import { covers, roleOn } from '@clientele/domain'
import type { MatrixFilter } from '@clientele/projections'
import Database from 'better-sqlite3'

const schema = `
  create table customer (rank integer primary key, id text not null, name text not null, grp text) strict;
  create table special (grp text not null, customer integer not null, primary key (grp, customer)) strict, without rowid;
  create table closure (above text not null, below text not null, primary key (above, below)) strict, without rowid;
  create table salesperson (employee text not null, grp text not null, primary key (employee, grp)) strict, without rowid;
  create table employee (id text primary key, name text not null) strict, without rowid;
  create table team (id text not null, employee text not null, primary key (id, employee)) strict, without rowid;
  create table assignment (customer integer not null, employee text not null, role text, first text not null,
    until text not null) strict;
  create virtual table names using fts5 (name, content = '', tokenize = 'trigram remove_diacritics 1')`

const indexes = `
  create index customer_by_group on customer (grp);
  create index assignment_by_customer on assignment (customer);
  create index assignment_by_role on assignment (role, customer, first, until);
  create index assignment_by_employee on assignment (employee, customer);
  analyze`

/** The tables of a register as somebody would keep them in SQLite for this one question, in memory and in order of names. */
export const matrixTables = ({ register, views }: Clientele, asOf: string): Database.Database => {
  const db = new Database(':memory:')
  db.exec(schema)
  const into = (table: string, count: number) => {
    const statement = db.prepare<unknown[]>(`insert into ${table} values (${Array(count).fill('?').join(',')})`)
    return (...values: readonly unknown[]): void => void statement.run(...values)
  }
  const { customers, groups, employees, assignments } = register.tables
  const ranks = new Map<string, number>()
  const fill = db.transaction(() => {
    const [customer, special, name] = [into('customer', 4), into('special', 2), into('names (rowid, name)', 2)]
    for (const { subject } of views.responsibilityMatrix({ asOf, locale: 'en' }).rows) {
      const row = customers.get(subject.id)
      const rank = ranks.size + 1
      ranks.set(subject.id, rank)
      customer(rank, subject.id, subject.name, row?.groupIds[0] ?? null)
      name(rank, subject.name)
      for (const group of row?.specialGroupIds ?? []) special(group, rank)
    }
    const [closure, salesperson] = [into('closure', 2), into('salesperson', 2)]
    for (const { groupId, salespersonIds } of groups.rows()) {
      for (const employeeId of salespersonIds) salesperson(employeeId, groupId)
      let above: string | null = groupId
      for (; above !== null; above = groups.get(above)?.parentId ?? null) closure(above, groupId)
    }
    const [employee, team] = [into('employee', 2), into('team', 2)]
    for (const { employeeId, name: called, teams } of employees.rows()) {
      employee(employeeId, called)
      for (const id of teams) team(id, employeeId)
    }
    const assignment = into('assignment', 5)
    for (const row of assignments.rows()) {
      const rank = ranks.get(row.subjectId)
      if (row.kind !== 'customer' || rank === undefined || !covers(row, asOf)) continue
      assignment(rank, row.employeeId, roleOn(row, asOf), row.from ?? '', row.until ?? '9999-12-31')
    }
  })
  fill()
  db.exec(indexes)
  return db
}

type Condition = readonly [sql: string, ...values: readonly string[]]

const conditionsOf = ({ groupIds, specialGroupIds, salespersonId, roleId, text }: MatrixFilter, asOf: string) => {
  const all: Condition[] = []
  if (groupIds?.[0] != null) all.push(['c.grp in (select below from closure where above = ?)', groupIds[0]])
  if (specialGroupIds?.[0] !== undefined)
    all.push(['c.rank in (select customer from special where grp = ?)', specialGroupIds[0]])
  if (salespersonId !== undefined)
    all.push(['c.grp in (select grp from salesperson where employee = ?)', salespersonId])
  if (roleId !== undefined)
    all.push([
      'exists (select 1 from assignment r where r.role = ? and r.customer = c.rank and r.first <= ? and r.until > ?)',
      ...[roleId, asOf, asOf],
    ])
  if (text !== undefined) all.push(['c.rank in (select rowid from names where names match ?)', `"${text}"`])
  return all
}

const staffOf = ({ teamId, employeeIds }: MatrixFilter): Condition => {
  if (teamId !== undefined) return ['id in (select employee from team where id = ?)', teamId]
  return employeeIds?.[0] === undefined ? ['true'] : ['id = ?', employeeIds[0]]
}

type Page = { readonly offset: number; readonly limit: number }

/** Asks for columns, a page of rows with their cells, and the total. */
export const matrixBySql = (db: Database.Database, asOf: string) => {
  const prepared = new Map<string, Database.Statement<unknown[], unknown>>()
  const all = (sql: string, values: readonly unknown[]): unknown[] => {
    const statement = prepared.get(sql) ?? db.prepare<unknown[], unknown>(sql)
    prepared.set(sql, statement)
    return statement.all(...values)
  }
  return (filter: MatrixFilter, { offset, limit }: Page) => {
    const conditions = conditionsOf(filter, asOf)
    const where = conditions.length === 0 ? '' : `where ${conditions.map(([sql]) => sql).join(' and ')}`
    const values = conditions.flatMap(([, ...rest]) => rest)
    const [staff, ...staffValues] = staffOf(filter)
    const columns = all(`select id, name from employee where ${staff} order by name`, staffValues)
    const chosen = `select c.rank, c.id, c.name from customer c ${where} order by c.rank limit ? offset ?`
    const role = filter.roleId === undefined ? '' : 'and a.role = ?'
    const cells = all(
      `select p.id, p.name, a.employee, a.role, a.until from (${chosen}) p left join assignment a
       on a.customer = p.rank and a.first <= ? and a.until > ? ${role} and a.employee in (select id from employee where ${staff})
       order by p.rank`,
      [...values, limit, offset, asOf, asOf, ...(filter.roleId === undefined ? [] : [filter.roleId]), ...staffValues],
    )
    const [total] = all(`select count(*) as total from customer c ${where}`, values)
    const ids = [...new Set(cells.map((cell) => String(Reflect.get(Object(cell), 'id'))))]
    return { columns, cells, ids, total: Number(Reflect.get(Object(total), 'total')) }
  }
}
