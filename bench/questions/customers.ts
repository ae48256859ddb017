import type { CustomerListFilter, CustomerListRow } from '@clientele/projections'
import { isLeft } from 'fp-ts/lib/Either.js'
import type { Question } from '../asking.js'
import type { Sql } from '../tables/index.js'
import { conditionsOf, type Filter, whereOf } from './conditions.js'
import { question, type RandomIds, randomIds, type Setting } from './putting.js'

const columns = ['customerId', 'number', 'name', 'group', 'segment', 'status', 'email', 'phone']

const select = `select c.id, c.number, c.name, coalesce(g.name, '') as grp, c.segment, c.status, c.email, c.phone
  from customer c left join grp g on g.id = c.grp`

type Case = readonly [name: string, filter: () => Filter, deep?: boolean]

const cases = (choose: RandomIds): readonly Case[] => [
  ['everyone', () => ({})],
  ['everyone, a deep page', () => ({}), true],
  ['top group with subgroups', () => ({ groupIds: [choose.topGroup()] })],
  ['group without subgroups', () => ({ groupIds: [choose.group()], includeSubgroups: false })],
  ['no group', () => ({ groupIds: [null] })],
  ['special group', () => ({ specialGroupIds: [choose.specialGroup()] })],
  ['salesperson', () => ({ salespersonId: choose.salesperson() })],
  ['text', () => ({ text: choose.syllable() })],
  ['segment', () => ({ segments: ['small'] })],
  ['segment, a deep page', () => ({ segments: ['small'] }), true],
  ['status', () => ({ statuses: ['active', 'dormant'] })],
  ['attraction channel', () => ({ attractionChannels: ['web'] })],
  ['kind', () => ({ customerKinds: ['payroll'] })],
  ['archived ones too', () => ({ showArchived: true })],
  ['group, text and segment', () => ({ groupIds: [choose.topGroup()], text: choose.syllable(), segments: ['small'] })],
  ['a viewer', () => ({ viewer: choose.viewer() })],
]

/** The selected columns; for values of catalogues the ids behind the names, as on the other side. */
const cellsOf = (row: CustomerListRow): readonly (string | number | boolean | null)[] =>
  columns.map((column) => {
    const cell = row[`${column}Id`] ?? row[column] ?? null
    return typeof cell === 'object' ? null : cell
  })

const paramsOf = ({ viewer, ...filter }: Filter): { readonly viewer?: string; readonly filter: CustomerListFilter } =>
  viewer === undefined ? { filter } : { viewer, filter }

/** Pages of customers by every filter: as a report with the total, as a list without. */
export const customerQuestions = (setting: Setting): readonly Question[] => {
  const { crm, asOf } = setting
  const choose = randomIds(setting)
  const asked = ([, filter, deep = false]: Case) => {
    const [chosen, page] = [filter(), choose.page(deep)]
    const [where, ...values] = whereOf(conditionsOf(chosen, asOf))
    const params = { asOf, locale: 'en', columns, ...page, ...paramsOf(chosen) } as const
    const rows: Sql = [`${select} ${where} order by c.rank limit ? offset ?`, ...values, page.limit, page.offset]
    return { params, rows, total: [`select count(*) as total from customer c ${where}`, ...values] as const }
  }
  const reported = (one: Case): Question =>
    question(
      setting,
      `customerReport, ${one[0]}`,
      () => {
        const { params, ...sql } = asked(one)
        return { view: () => crm.views.customerReport(params), ...sql }
      },
      (answer) => (isLeft(answer) ? { rows: [] } : { rows: answer.right.rows.map(cellsOf), total: answer.right.total }),
    )
  const listed = (one: Case): Question =>
    question(
      setting,
      `customerList, ${one[0]}`,
      () => {
        const { params, rows } = asked(one)
        return { view: () => crm.views.customerList(params), rows }
      },
      (answer) => ({ rows: isLeft(answer) ? [] : answer.right.map(cellsOf) }),
    )
  const all = cases(choose)
  const whole = question(
    setting,
    'customerReportListing, whole',
    () => ({
      view: () => {
        const listing = crm.views.customerReportListing({
          asOf,
          locale: 'en',
          columns: ['customerId', 'name', 'group', 'city'],
        })
        return isLeft(listing) ? [] : [...listing.right.rows]
      },
      rows: [
        `select c.id, c.name, coalesce(g.name, '') as grp, coalesce(c.city, '') as city
         from customer c left join grp g on g.id = c.grp where c.archived = 0 order by c.rank`,
      ],
    }),
    (rows) => ({ rows }),
  )
  // Without a total the filters cost the same or less: a few suffice.
  return [...all.map(reported), ...[all[0], all[1], all[2], all[7]].flatMap((one) => (one ? [listed(one)] : [])), whole]
}
