import { addDays } from '@clientele/domain'
import { isLeft } from 'fp-ts/lib/Either.js'
import type { Question } from '../asking.js'
import { question, type RandomIds, randomIds, type Setting } from './putting.js'

const pageOf = (choose: RandomIds, deep: boolean, of?: number) => {
  const { offset, limit } = choose.page(deep, of)
  return { page: { offset, limit }, values: [limit, offset] }
}

const vacant = `select c.id, c.name, r.id as role from customer c join role r on r.required = 1
  where c.archived = 0 and not exists (
    select 1 from assignment a where a.customer = c.rank and a.role = r.id and a.first <= ? and a.until > ?)
  order by c.rank limit ? offset ?`

const ending = `select c.id, a.id as assignment, e.name, a.role, date(a.until, '-1 day') as last
  from assignment a join customer c on c.rank = a.customer join employee e on e.id = a.employee
  where c.archived = 0 and a.until > ? and a.until <= ? and a.first <= ?
  order by a.until, c.rank, a.rowid limit ? offset ?`

// Before the day on which many responsibilities of a generated register end.
const busy = '2027-07-01'
const within = 30

const attention = (setting: Setting, choose: RandomIds, deep: boolean): readonly Question[] => {
  const { crm, asOf } = setting
  const name = deep ? ', a deep page' : ''
  return [
    question(
      setting,
      `vacantRoles${name}`,
      () => {
        const { page, values } = pageOf(choose, deep)
        return {
          view: () => crm.views.vacantRoles({ asOf, locale: 'en', ...page }),
          rows: [vacant, asOf, asOf, ...values],
        }
      },
      (rows) => ({ rows: rows.map(({ customerId, customerName, roleId }) => [customerId, customerName, roleId]) }),
    ),
    question(
      setting,
      `endingResponsibilities${name}`,
      () => {
        const { page, values } = pageOf(choose, deep, crm.register.tables.customers.size / 25)
        return {
          view: () => crm.views.endingResponsibilities({ asOf: busy, within, locale: 'en', ...page }),
          rows: [ending, busy, addDays(busy, within + 1), busy, ...values],
        }
      },
      (rows) => ({
        rows: rows.map((row) => [row.customerId, row.assignmentId, row.employeeName, row.roleId, row.lastDay]),
      }),
    ),
    question(
      setting,
      `startDates${name}`,
      () => {
        const { page, values } = pageOf(choose, deep)
        return {
          view: () => crm.views.startDates({ locale: 'en', ...page }),
          rows: ['select id, started, source, document from customer order by rank limit ? offset ?', ...values],
        }
      },
      (rows) => ({ rows: rows.map((row) => [row.customerId, row.startDate, row.source, row.documentId]) }),
    ),
    question(
      setting,
      `customersWithProperty${name}`,
      () => {
        const { page, values } = pageOf(choose, deep, crm.register.tables.customers.size / 10)
        return {
          view: () => crm.views.customersWithProperty({ property: 'newsletter', locale: 'en', ...page }),
          rows: [
            `select c.id, c.name, c.number, coalesce(g.name, '') as grp from trait t join customer c on c.rank = t.customer
             left join grp g on g.id = c.grp where t.property = 'newsletter' order by c.rank limit ? offset ?`,
            ...values,
          ],
        }
      },
      (rows) => ({ rows: rows.map((row) => [row.customerId, row.name, row.number, row.customerGroup]) }),
    ),
  ]
}

const duplicates = (column: string): string => `select json_group_array(id) as ids from (
    select id, kind, ${column} as likeness from customer where archived = 0 and ${column} <> '' order by rank)
  group by kind, likeness having count(*) > 1`

const wholes = (setting: Setting): readonly Question[] => {
  const { crm } = setting
  const inOrder = (rows: readonly (readonly string[])[]) => rows.map((row) => [row.join()]).sort()
  return [
    question(
      setting,
      'trackingReport',
      () => ({
        view: () => crm.views.trackingReport({ dimension: 'region', locale: 'en' }),
        rows: [
          `select t.value, count(distinct t.customer) as ever, count(distinct iif(t.until is null, t.customer, null)) as now
           from tracking t where t.dimension = 'region' group by t.value order by t.value`,
        ],
      }),
      (answer) => ({ rows: isLeft(answer) ? [] : answer.right.map((row) => [row.value, row.customers, row.atEnd]) }),
    ),
    question(
      setting,
      'duplicateCandidates, all',
      () => ({
        view: () => crm.views.duplicateCandidates({ locale: 'en' }),
        rows: [
          `select replace(replace(replace(ids, '"', ''), '[', ''), ']', '') as ids from (
          ${duplicates('compact_name')} union ${duplicates('compact_email')}) order by ids`,
        ],
      }),
      (rows) => ({ rows: inOrder(rows.map(({ customerIds }) => customerIds)) }),
    ),
    question(
      setting,
      'customersOfGroup as a listing, whole',
      () => ({
        view: () => [...crm.views.groupMembersListing({ groupId: 'g1', locale: 'en' }).rows],
        rows: [
          `select coalesce(c.number, '') as number, c.name, coalesce(g.name, '') as grp from customer c
           left join grp g on g.id = c.grp where c.grp in (select below from closure where above = 'g1') order by c.rank`,
        ],
      }),
      (rows) => ({ rows }),
    ),
  ]
}

/** Alerts, totals over everything, and whole lists. */
export const attentionQuestions = (setting: Setting): readonly Question[] => {
  const choose = randomIds(setting)
  return [...attention(setting, choose, false), ...attention(setting, choose, true), ...wholes(setting)]
}
