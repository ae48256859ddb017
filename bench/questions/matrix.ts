import type { Matrix, MatrixFilter } from '@clientele/projections'
import type { Question } from '../asking.js'
import type { Sql } from '../tables/index.js'
import { conditionsOf, whereOf } from './conditions.js'
import { type Choosing, choosing, type Setting } from './putting.js'

type Asked = {
  readonly filter: MatrixFilter
  readonly viewer?: string
  /** Rows of projects beneath those of their customers; nobody is responsible for one in a generated register. */
  readonly showProjects?: boolean
  readonly offset?: number
}

type Case = readonly [name: string, next: () => Asked]

const cases = (choose: Choosing, customers: number): readonly Case[] => [
  ['everyone', () => ({ filter: {} })],
  ['everyone, a deep page', () => ({ filter: {}, offset: Math.floor(customers / 2) })],
  ['top group with subgroups', () => ({ filter: { groupIds: [choose.topGroup()] } })],
  ['top group, a deep page', () => ({ filter: { groupIds: [choose.topGroup()] }, offset: Math.floor(customers / 20) })],
  ['group without subgroups', () => ({ filter: { groupIds: [choose.group()], includeSubgroups: false } })],
  ['no group', () => ({ filter: { groupIds: [null] } })],
  ['special group', () => ({ filter: { specialGroupIds: [choose.specialGroup()] } })],
  ['team', () => ({ filter: { teamId: ['Sales', 'Payroll', 'Tallinn'][choose.below(3)] } })],
  ['employee', () => ({ filter: { employeeIds: [choose.employee()] } })],
  ['salesperson', () => ({ filter: { salespersonId: choose.salesperson() } })],
  ['role', () => ({ filter: { roleId: ['account-manager', 'accountant', 'invoicing'][choose.below(3)] } })],
  ['text', () => ({ filter: { text: choose.syllable() } })],
  ['absent text', () => ({ filter: { text: 'zzzqqq' } })],
  ['group and text', () => ({ filter: { groupIds: [choose.group()], text: choose.syllable() } })],
  [
    'group, special group, salesperson, role and text',
    () => ({
      filter: {
        ...{ groupIds: [choose.group()], text: choose.syllable(), specialGroupIds: [choose.specialGroup()] },
        ...{ salespersonId: choose.employee(), roleId: 'accountant' },
      },
    }),
  ],
  ['a viewer', () => ({ filter: {}, viewer: choose.viewer() })],
  ['projects too', () => ({ filter: { groupIds: [choose.topGroup()] }, showProjects: true })],
]

const staffOf = ({ teamId, employeeIds }: MatrixFilter): Sql => {
  if (teamId !== undefined) return ['id in (select employee from team where id = ?)', teamId]
  return employeeIds?.[0] === undefined ? ['true'] : ['id = ?', employeeIds[0]]
}

const limit = 50

/** Asks for columns, a page of rows with their cells, and the total. */
const bySql = ({ sql, asOf }: Setting, { filter, viewer, showProjects = false, offset = 0 }: Asked) => {
  const [where, ...values] = whereOf(conditionsOf({ ...filter, viewer }, asOf))
  const [staff, ...staffValues] = staffOf(filter)
  const columns = sql(`select id, name from employee where ${staff} order by name`, ...staffValues)
  const customers = `select c.rank, c.id, c.name, 0 as place from customer c ${where}`
  const projects = `select c.rank, p.id, p.name, 1 from project p join customer c on c.rank = p.customer and p.closed = 0 ${where}`
  const subjects = showProjects ? `${customers} union all ${projects}` : customers
  const twice = showProjects ? [...values, ...values] : values
  const chosen = `${subjects} order by rank, place limit ? offset ?`
  const role = filter.roleId === undefined ? '' : 'and a.role = ?'
  const cells = sql(
    `select p.id, p.name, a.employee, a.role, a.until from (${chosen}) p left join assignment a
     on a.customer = p.rank and p.place = 0 and a.first <= ? and a.until > ? ${role} and a.employee in (select id from employee where ${staff})
     order by p.rank, p.place, p.name`,
    ...[...twice, limit, offset, asOf, asOf, ...(filter.roleId === undefined ? [] : [filter.roleId]), ...staffValues],
  )
  const [total] = showProjects
    ? sql(`select count(*) as total from (${subjects})`, ...twice)
    : sql(`select count(*) as total from customer c ${where}`, ...values)
  return { columns, cells, total: total?.total }
}

type BySql = ReturnType<typeof bySql>

const filled = (cells: readonly string[]): string => [...new Set(cells)].sort().join()

const toldByUs = ({ columns, rows, total }: Matrix) => ({
  total,
  columns: filled(columns.map(({ employeeId }) => employeeId)),
  rows: [...new Set(rows.map(({ subject }) => subject.id))],
  cells: filled(
    rows.flatMap(({ subject, cells }) => Object.keys(cells).map((employee) => `${subject.id} ${employee}`)),
  ),
})

const toldBySql = ({ columns, cells, total }: BySql) => ({
  total,
  columns: filled(columns.map(({ id }) => String(id))),
  rows: [...new Set(cells.map(({ id }) => id))],
  cells: filled(cells.flatMap(({ id, employee }) => (employee === null ? [] : [`${id} ${employee}`]))),
})

/** Pages, totals and every filter of the responsibility matrix. */
export const matrixQuestions = (setting: Setting): readonly Question[] => {
  const { crm, asOf } = setting
  return cases(choosing(setting), crm.register.tables.customers.size).map(([name, next]) => ({
    name: `matrix, ${name}`,
    next: () => {
      const asked = next()
      return {
        ours: () => {
          const answer = crm.views.responsibilityMatrix({ asOf, locale: 'en', limit, ...asked })
          return () => toldByUs(answer)
        },
        floor: () => {
          const answer = bySql(setting, asked)
          return () => toldBySql(answer)
        },
      }
    },
  }))
}
