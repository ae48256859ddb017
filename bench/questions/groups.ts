import { addDays } from '@clientele/domain'
import type { MemberRow } from '@clientele/projections'
import { isLeft } from 'fp-ts/lib/Either.js'
import type { Question } from '../asking.js'
import { conditionsOf, type Filter, whereOf } from './conditions.js'
import { question, type RandomIds, randomIds, type Setting } from './putting.js'

const member = `select c.id, c.name, c.number, coalesce(g.name, '') as grp from customer c left join grp g on g.id = c.grp`

const cellsOf = ({ customerId, name, number, customerGroup }: MemberRow) => [customerId, name, number, customerGroup]

type Members = Filter & { readonly deep?: boolean }

const memberCases = (choose: RandomIds): readonly (readonly [name: string, asked: () => Members])[] => [
  ['customersOfGroup, top group with subgroups', () => ({ groupIds: [choose.topGroup()] })],
  ['customersOfGroup, top group, a deep page', () => ({ groupIds: [choose.topGroup()], deep: true })],
  ['customersOfGroup, without subgroups', () => ({ groupIds: [choose.group()], includeSubgroups: false })],
  ['customersOfGroup, without archived ones', () => ({ groupIds: [choose.topGroup()], showArchived: false })],
  ['customersOfGroup, no group', () => ({ groupIds: [null] })],
  ['customersOfSpecialGroup', () => ({ specialGroupIds: [choose.specialGroup()] })],
  ['customersOfSpecialGroup, a deep page', () => ({ specialGroupIds: [choose.specialGroup()], deep: true })],
]

const memberQuestions = (setting: Setting, choose: RandomIds): readonly Question[] =>
  memberCases(choose).map(([name, next]) =>
    question(
      setting,
      name,
      () => {
        const { deep = false, ...filter } = next()
        const { groupIds: [groupId = null] = [], specialGroupIds: [specialGroupId] = [], includeSubgroups } = filter
        const { showArchived = true } = filter
        const page = choose.page(
          deep,
          setting.crm.register.tables.customers.size / (specialGroupId === undefined ? 20 : 200),
        )
        const params = { locale: 'en', includeArchived: showArchived, ...page } as const
        const [where, ...values] = whereOf(conditionsOf({ ...filter, showArchived }, setting.asOf))
        const { customersOfGroup, customersOfSpecialGroup } = setting.crm.views
        return {
          view: () =>
            specialGroupId === undefined
              ? customersOfGroup({ groupId, includeSubgroups, ...params })
              : customersOfSpecialGroup({ specialGroupId, ...params }),
          rows: [`${member} ${where} order by c.rank limit ? offset ?`, ...values, page.limit, page.offset],
        }
      },
      (rows) => ({ rows: rows.map(cellsOf) }),
    ),
  )

const counted = `with own as materialized (select grp, count(*) as size from customer where grp is not null group by grp)
  select g.id, g.name, coalesce((select size from own where grp = g.id), 0) as own,
    coalesce((select sum(o.size) from closure x join own o on o.grp = x.below where x.above = g.id), 0) as total
  from grp g order by`

const treeQuestions = (setting: Setting): readonly Question[] =>
  (['groupTree', 'groupList'] as const).map((view) =>
    question(
      setting,
      `${view}, with counts`,
      () => ({
        view: () => setting.crm.views[view]({ locale: 'en' }),
        rows: [`${counted} ${view === 'groupTree' ? 'g.place' : 'g.rank'}`],
        total: ['select count(*) as total from customer where grp is null'],
      }),
      (rows) => ({
        rows: rows.slice(0, -1).map(({ groupId, name, ownCount, totalCount }) => [groupId, name, ownCount, totalCount]),
        total: rows.at(-1)?.ownCount ?? 0,
      }),
    ),
  )

const menus = (setting: Setting): readonly Question[] => [
  question(
    setting,
    'specialGroupList, with counts',
    () => ({
      view: () => setting.crm.views.specialGroupList({ locale: 'en' }),
      rows: [
        `select x.id, x.name, x.legend, (select count(*) from special s where s.grp = x.id) as size
         from circle x order by x.rank`,
      ],
    }),
    (rows) => ({ rows: rows.map(({ specialGroupId, name, legend, count }) => [specialGroupId, name, legend, count]) }),
  ),
  question(
    setting,
    'groupSelector',
    () => ({
      view: () => setting.crm.views.groupSelector({ locale: 'en' }),
      rows: [
        `select id, name from (select 0 as kind, id, name, rank from grp where archived = 0
         union all select 1, id, name, rank from circle) order by kind, rank`,
      ],
    }),
    (rows) => ({ rows: rows.map(({ id, name }) => [id, name]) }),
  ),
]

type Reported = { readonly status?: string; readonly userId?: string; readonly deep?: boolean }

const reportQuestions = (setting: Setting, choose: RandomIds): readonly Question[] => {
  const { crm, asOf } = setting
  const period = { from: addDays(asOf, -365), to: addDays(asOf, 30) }
  const end = addDays(period.to, 1)
  const cases: readonly (readonly [name: string, asked: () => Reported])[] = [
    ['of a period', () => ({})],
    ['of a period, a deep page', () => ({ deep: true })],
    ['of a status', () => ({ status: 'active' })],
    ['of an employee', () => ({ userId: choose.employee() })],
  ]
  return cases.map(([name, next]) =>
    question(
      setting,
      `groupReport, ${name}`,
      () => {
        const { deep = false, ...asked } = next()
        const [groupId, page] = [choose.topGroup(), choose.page(deep, crm.register.tables.customers.size / 20)]
        const [where, ...values] = whereOf([
          [
            'm.grp in (select below from closure where above = ?) and m.first < ? and m.until > ?',
            groupId,
            end,
            period.from,
          ],
          ...(asked.status === undefined ? [] : [['c.status = ?', asked.status] as const]),
          ...(asked.userId === undefined
            ? []
            : [
                [
                  'c.rank in (select customer from assignment where employee = ? and first < ? and until > ?)',
                  ...[asked.userId, end, period.from],
                ] as const,
              ]),
        ])
        const days = 'sum(julianday(min(m.until, ?)) - julianday(max(m.first, ?)))'
        return {
          view: () => crm.views.groupReport({ groupIds: [groupId], period, locale: 'en', ...asked, ...page }),
          rows: [
            `select c.id, c.name, ${days} as days from membership m join customer c on c.rank = m.customer ${where}
             group by c.rank order by c.rank limit ? offset ?`,
            ...[end, period.from, ...values, page.limit, page.offset],
          ],
        }
      },
      (answer) => ({
        rows: isLeft(answer)
          ? []
          : answer.right.map(({ customerId, name: called, membershipDays }) => [customerId, called, membershipDays]),
      }),
    ),
  )
}

/** Groups, their members, and past members. */
export const groupQuestions = (setting: Setting): readonly Question[] => {
  const choose = randomIds(setting)
  return [
    ...memberQuestions(setting, choose),
    ...treeQuestions(setting),
    ...menus(setting),
    ...reportQuestions(setting, choose),
  ]
}
