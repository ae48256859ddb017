import { addDays, type CalendarDate } from '@clientele/domain'
import type { Matrix, MatrixFilter } from '@clientele/projections'
import type { Question } from '../asking.js'
import type { Sql } from '../tables/index.js'
import { moving, renaming } from './changing.js'
import { conditionsOf, whereOf } from './conditions.js'
import { type RandomIds, randomIds, type Setting } from './putting.js'

type Asked = {
  readonly filter: MatrixFilter
  readonly viewer?: string
  /** Rows of projects under those of their customers; no project of a generated register has a responsible employee. */
  readonly showProjects?: boolean
  readonly offset?: number
  /** The day of the cells, by default that of the setting. */
  readonly asOf?: CalendarDate
}

type Case = readonly [name: string, next: () => Asked]

/** All compatible filters at once, with a salesperson of the group; with any other one hardly a customer is found. */
const combined = (choose: RandomIds): MatrixFilter => {
  const { groupId, salespersonId } = choose.soldGroup()
  const specialGroupIds = [choose.largeSpecialGroup()]
  return { groupIds: [groupId], specialGroupIds, salespersonId, roleId: 'accountant', text: choose.syllable() }
}

const cases = (choose: RandomIds, customers: number, later: CalendarDate): readonly Case[] => [
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
  ['group, special group, salesperson, role and text', () => ({ filter: combined(choose) })],
  ['a viewer', () => ({ filter: {}, viewer: choose.viewer() })],
  ['projects too', () => ({ filter: { groupIds: [choose.topGroup()] }, showProjects: true })],
  [
    'projects too, a deep page',
    () => ({ filter: { groupIds: [choose.topGroup()] }, showProjects: true, offset: Math.floor(customers / 20) }),
  ],
  ['top group, in a month', () => ({ filter: { groupIds: [choose.topGroup()] }, asOf: later })],
]

/** The condition on an employee, if the filter has one. */
const staffOf = ({ teamId, employeeIds: [employeeId] = [] }: MatrixFilter, column: string): readonly Sql[] => {
  if (teamId !== undefined) return [[`${column} in (select employee from team where id = ?)`, teamId]]
  return employeeId === undefined ? [] : [[`${column} = ?`, employeeId]]
}

const limit = 50

/** The conditions for responsibilities that fill cells: by day, role and staff. */
const conditionsOfCells = (filter: MatrixFilter, asOf: CalendarDate): Sql => {
  const conditions: readonly Sql[] = [
    ['a.first <= ? and a.until > ?', asOf, asOf],
    ...(filter.roleId === undefined ? [] : [['a.role = ?', filter.roleId] as const]),
    ...staffOf(filter, 'a.employee'),
  ]
  return [conditions.map(([text]) => text).join(' and '), ...conditions.flatMap(([, ...values]) => values)]
}

/** Queries the columns, a page of rows with their cells, and the total. */
const bySql = (
  { sql, asOf: today }: Setting,
  { filter, viewer, showProjects = false, offset = 0, asOf = today }: Asked,
) => {
  const [where, ...values] = whereOf(
    conditionsOf({ ...filter, viewer, membersOn: asOf === today ? undefined : asOf }, asOf),
  )
  const [ofStaff, ...staffValues] = whereOf(staffOf(filter, 'id'))
  const columns = sql(`select id, name from employee ${ofStaff} order by rank`, ...staffValues)
  const customers = `select c.rank, c.id, c.name, 0 as place from customer c ${where}`
  const projects = `select c.rank, p.id, p.name, 1 from project p join customer c on c.rank = p.customer and p.closed = 0 ${where}`
  const subjects = showProjects ? `${customers} union all ${projects}` : customers
  const twice = showProjects ? [...values, ...values] : values
  const chosen = `${subjects} order by rank, place limit ? offset ?`
  const [held, ...heldValues] = conditionsOfCells(filter, asOf)
  const cells = sql(
    `select p.id, p.name, a.employee, a.role, a.until from (${chosen}) p
     left join assignment a on a.customer = p.rank and p.place = 0 and ${held} order by p.rank, p.place, p.name`,
    ...[...twice, limit, offset, ...heldValues],
  )
  const [total] = showProjects
    ? sql(`select count(*) as total from (${subjects})`, ...twice)
    : sql(`select count(*) as total from customer c ${where}`, ...values)
  return { columns, cells, total: total?.total }
}

type BySql = ReturnType<typeof bySql>

const filled = (cells: readonly string[]): string => [...new Set(cells)].sort().join()

const ourAnswer = ({ columns, rows, total }: Matrix) => ({
  total,
  columns: filled(columns.map(({ employeeId }) => employeeId)),
  rows: [...new Set(rows.map(({ subject }) => subject.id))],
  cells: filled(
    rows.flatMap(({ subject, cells }) => Object.keys(cells).map((employee) => `${subject.id} ${employee}`)),
  ),
})

const sqlAnswer = ({ columns, cells, total }: BySql) => ({
  total,
  columns: filled(columns.map(({ id }) => String(id))),
  rows: [...new Set(cells.map(({ id }) => id))],
  cells: filled(cells.flatMap(({ id, employee }) => (employee === null ? [] : [`${id} ${employee}`]))),
})

const matrixQuestion = (setting: Setting, [name, next]: Case): Question => ({
  name: `matrix, ${name}`,
  next: () => {
    const asked = next()
    return {
      ours: () => {
        const { asOf } = setting
        const answer = setting.crm.views.responsibilityMatrix({ asOf, locale: 'en', limit, ...asked })
        return () => ourAnswer(answer)
      },
      floor: () => {
        const answer = bySql(setting, asked)
        return () => sqlAnswer(answer)
      },
    }
  },
})

/** Questions, each after a customer was renamed or moved to another group. */
const afterCommands = (setting: Setting, choose: RandomIds): readonly Question[] => {
  const all = { filter: {} }
  return [
    { ...matrixQuestion(setting, ['everyone, after a customer was renamed', () => all]), before: renaming(setting) },
    {
      ...matrixQuestion(setting, [
        'text, after a customer was renamed',
        () => ({ filter: { text: choose.syllable() } }),
      ]),
      before: renaming(setting),
    },
    {
      ...matrixQuestion(setting, [
        'top group, after a customer was moved',
        () => ({ filter: { groupIds: [choose.topGroup()] } }),
      ]),
      before: moving(setting),
    },
  ]
}

/** Pages, totals and every filter of the responsibility matrix. */
export const matrixQuestions = (setting: Setting): readonly Question[] => {
  const choose = randomIds(setting)
  const later = addDays(setting.asOf, 30)
  const all = cases(choose, setting.crm.register.tables.customers.size, later)
  return [...all.map((one) => matrixQuestion(setting, one)), ...afterCommands(setting, choose)]
}
