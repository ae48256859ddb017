import type { AssigneeFilter, AssigneeRow } from '@clientele/projections'
import type { Question } from '../asking.js'
import type { Sql } from '../tables/index.js'
import { conditionsOf, whereOf } from './conditions.js'
import { question, type RandomIds, randomIds, type Setting } from './putting.js'

type Asked = {
  readonly filter?: AssigneeFilter
  readonly includeEnded?: boolean
  readonly viewer?: string
  readonly deep?: boolean
}

const columns = `c.id, c.name, coalesce(g.name, '') as grp, e.name as person, coalesce(e.email, '') as email, e.seller`
const held = `select ${columns}, coalesce(r.name, '') as role, nullif(a.first, '') as first,
    c.rank as customer, e.rank as place, coalesce(r.rank, 0) as role_place, 'customer' as kind, '' as subject, e.id as employee
  from customer c join assignment a on a.customer = c.rank join employee e on e.id = a.employee
  left join role r on r.id = a.role left join grp g on g.id = c.grp`
const taken = `select ${columns}, '', null, c.rank, e.rank, 0, 'project', p.id, e.id
  from customer c join project p on p.customer = c.rank and p.closed = 0 join participant t on t.project = p.id
  join employee e on e.id = t.employee left join grp g on g.id = c.grp`
const order = 'order by customer, place, role_place, kind, subject, employee, first limit ? offset ?'

const sqlOf = ({ filter = {}, includeEnded = false, viewer }: Asked, asOf: string): Sql => {
  const { customerId, employeeId, showArchived = false, showProjectParticipants = false } = filter
  const chosen: readonly Sql[] = [
    ...conditionsOf({ showArchived, viewer }, asOf),
    ...(customerId === undefined ? [] : [['c.id = ?', customerId] as const]),
    ...(employeeId === undefined ? [] : [['e.id = ?', employeeId] as const]),
  ]
  const [where, ...values] = whereOf(includeEnded ? chosen : [...chosen, ['a.until > ?', asOf]])
  if (!showProjectParticipants) return [`${held} ${where} ${order}`, ...values]
  const [whereTaken, ...more] = whereOf(chosen)
  const both = `${held} ${where} union all ${taken} ${whereTaken}`
  return [`${both} ${order}`, ...values, ...more]
}

const cellsOf = (row: AssigneeRow) => [
  ...[row.customerName, row.customerGroup, row.personName, row.personEmail, row.sellerInformation],
  ...[row.customerRole, row.interval?.from ?? null],
]

const cases = (choose: RandomIds): readonly (readonly [name: string, asked: () => Asked])[] => [
  ['everyone', () => ({})],
  ['everyone, a deep page', () => ({ deep: true })],
  ['a customer', () => ({ filter: { customerId: choose.customer() } })],
  ['an employee', () => ({ filter: { employeeId: choose.employee() } })],
  ['archived ones too', () => ({ filter: { showArchived: true } })],
  ['participants of projects too', () => ({ filter: { showProjectParticipants: true } })],
  ['ended ones too, a deep page', () => ({ includeEnded: true, deep: true })],
  ['a viewer', () => ({ viewer: choose.viewer() })],
]

/** Persons in charge: pages by every filter, and the whole list as exported. */
export const assigneeQuestions = (setting: Setting): readonly Question[] => {
  const { crm, asOf } = setting
  const choose = randomIds(setting)
  const shown = 'select name, grp, person, email, seller, role, first from'
  const pages = cases(choose).map(([name, next]) =>
    question(
      setting,
      `assigneeList, ${name}`,
      () => {
        const { deep = false, ...asked } = next()
        const page = choose.page(deep, crm.register.tables.assignments.size)
        const [text, ...values] = sqlOf(asked, asOf)
        return {
          view: () => crm.views.assigneeList({ asOf, locale: 'en', ...asked, ...page }),
          rows: [`${shown} (${text})`, ...values, page.limit, page.offset],
        }
      },
      (rows) => ({ rows: rows.map(cellsOf) }),
    ),
  )
  const whole = question(
    setting,
    'assigneeListing, whole',
    () => {
      const [text, ...values] = sqlOf({}, asOf)
      return {
        view: () => [...crm.views.assigneeListing({ asOf, locale: 'en' }).rows],
        rows: [`select name, grp, person, email, seller, role from (${text})`, ...values, -1, 0],
      }
    },
    (rows) => ({
      rows: rows.map(([name, group, person, email, seller, , role]) => [name, group, person, email, seller, role]),
    }),
  )
  return [...pages, whole]
}
