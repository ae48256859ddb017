import type { ContactRow, ContactSearchParams, TargetGroupParams } from '@clientele/projections'
import type { Question } from '../asking.js'
import type { Sql } from '../tables/index.js'
import { whereOf } from './conditions.js'
import { question, type RandomIds, randomIds, type Setting } from './putting.js'

const found = `select p.id, p.first, p.last, p.email, p.phone, p.mobile, p.title, p.customer,
    (select json_group_array(c.name) from (select k.name from company x join customer k on k.rank = x.customer
      where x.person = p.id order by x.place) c) as companies
  from person p`

const cellsOf = (row: ContactRow) => [
  ...[row.personId, row.firstName, row.lastName, row.email, row.phone, row.mobile, row.title, row.customerId],
  JSON.stringify(row.companies.map(({ name }) => name)),
]

const inField = (field: string, text: string): Sql => [
  'p.rank in (select rowid from people where people match ?)',
  `${field} : "${text}"`,
]

const atAddress = (text: string): Sql => [
  `p.id in (select x.person from company x where x.customer in (select rowid from addresses where addresses match ?)
    union select k.person from customer k where k.person is not null
      and k.rank in (select rowid from addresses where addresses match ?))`,
  ...[`"${text}"`, `"${text}"`],
]

/** Contacts of customers that some employees own or are responsible for. */
const theirs = (employees: string, values: readonly string[], asOf: string): Sql => [
  `p.id in (with theirs as materialized (
      select rank from customer where owner in (${employees})
      union select customer from assignment where employee in (${employees}) and first <= ? and until > ?)
    select x.person from theirs t join company x on x.customer = t.rank
    union select k.person from theirs t join customer k on k.rank = t.rank where k.person is not null)`,
  ...[...values, ...values, asOf, asOf],
]

const colleagues = `select b.employee from team a join team b on b.id = a.id where a.employee = ?`

type Case = readonly [
  name: string,
  next: () => { readonly params: ContactSearchParams; readonly where?: Sql },
  boolean?,
]

const cases = ({ asOf }: Setting, choose: RandomIds): readonly Case[] => {
  const sought =
    (searchType: 'lastName' | 'firstName' | 'email' | 'phone', field: string, texts: readonly string[]) => () => {
      const text = texts[choose.below(texts.length)] ?? ''
      return { params: { searchType, text }, where: inField(field, text) }
    }
  return [
    ['everybody', () => ({ params: {} })],
    ['everybody, a deep page', () => ({ params: {} }), true],
    ['last name', sought('lastName', 'last', ['kuu', 'berg', 'maki', 'mae'])],
    ['absent last name', sought('lastName', 'last', ['zzzqqq'])],
    ['first name', sought('firstName', 'first', ['ann', 'mar', 'joh'])],
    ['e-mail', sought('email', 'email', ['person12', '77@mail'])],
    ['telephone', sought('phone', 'phone', ['123', '456', '899'])],
    ['address', () => ({ params: { searchType: 'address', text: 'hels' }, where: atAddress('hels') })],
    [
      'mine',
      () => {
        const viewer = 'e1'
        return { params: { selection: 'mine', viewer, asOf }, where: theirs('?', [viewer], asOf) }
      },
    ],
    [
      'of my group',
      () => {
        const viewer = 'e1'
        return { params: { selection: 'myGroup', viewer, asOf }, where: theirs(colleagues, [viewer], asOf) }
      },
    ],
    ['absent category', () => ({ params: { category: 'none' }, where: ['false'] })],
  ]
}

const searches = (setting: Setting, choose: RandomIds): readonly Question[] =>
  cases(setting, choose).map(([name, next, deep = false]) =>
    question(
      setting,
      `contactSearch, ${name}`,
      () => {
        const { params, where: condition } = next()
        const page = choose.page(deep, setting.crm.register.tables.persons.size)
        const [where, ...values] = whereOf(condition === undefined ? [] : [condition])
        return {
          view: () => setting.crm.views.contactSearch({ locale: 'en', ...params, ...page }),
          rows: [`${found} ${where} order by p.rank limit ? offset ?`, ...values, page.limit, page.offset],
        }
      },
      (rows) => ({ rows: rows.map(cellsOf) }),
    ),
  )

type Target = Omit<TargetGroupParams, 'channel' | 'locale'>

/** The contacts with a mobile phone of the customers of a condition; banned ones are excluded, and counted. */
const targets = (where: string): string => `with met as materialized (
    select x.person from company x join customer c on c.rank = x.customer where c.archived = 0 and ${where}
    union select c.person from customer c where c.person is not null and c.archived = 0 and ${where})`

const targetQuestions = (setting: Setting, choose: RandomIds): readonly Question[] => {
  const all: readonly (readonly [name: string, next: () => { readonly params: Target; readonly where: Sql }])[] = [
    [
      'top group',
      () => {
        const group = choose.topGroup()
        return { params: { groupIds: [group] }, where: ['c.grp in (select below from closure where above = ?)', group] }
      },
    ],
    [
      'special group',
      () => {
        const id = choose.specialGroup()
        const where = 'c.rank in (select customer from special where grp = ?)'
        return { params: { specialGroupIds: [id] }, where: [where, id] }
      },
    ],
    ['kind', () => ({ params: { kinds: ['payroll'] }, where: ['c.sort = ?', 'payroll'] })],
    [
      'property',
      () => ({
        params: { properties: ['vip'] },
        where: ['c.rank in (select customer from trait where property = ?)', 'vip'],
      }),
    ],
    [
      'a customer',
      () => {
        const id = choose.customer()
        return { params: { customerIds: [id] }, where: ['c.id = ?', id] }
      },
    ],
    [
      'group and contact property',
      () => {
        const group = choose.topGroup()
        return {
          params: { groupIds: [group], contactProperties: [5] },
          where: ['c.grp in (select below from closure where above = ?)', group],
        }
      },
    ],
  ]
  const banned = "exists (select 1 from ban b where b.person = m.person and b.channel = 'sms')"
  const refused = "exists (select 1 from refusal r where r.person = m.person and r.channel = 'sms')"
  return all.map(([name, next]) =>
    question(
      setting,
      `targetGroup, ${name}`,
      () => {
        const {
          params,
          where: [where, ...values],
        } = next()
        const held =
          params.contactProperties === undefined
            ? 'true'
            : "exists (select 1 from held h where h.person = m.person and h.property = '5')"
        const met = targets(where)
        return {
          view: () => setting.crm.views.targetGroup({ channel: 'sms', locale: 'en', ...params }),
          rows: [
            `${met} select p.id from met m join person p on p.id = m.person
             where ${held} and not ${banned} and not ${refused} and p.mobile is not null order by p.id`,
            ...[...values, ...values],
          ],
          total: [`${met} select count(*) as total from met m where ${held} and ${banned}`, ...values, ...values],
        }
      },
      ({ persons, excluded }) => ({
        rows: persons.map(({ personId }) => [personId]).sort(([a = ''], [b = '']) => (a < b ? -1 : 1)),
        total: excluded.ban,
      }),
    ),
  )
}

/** Searches for persons, and target groups. */
export const peopleQuestions = (setting: Setting): readonly Question[] => {
  const choose = randomIds(setting)
  return [...searches(setting, choose), ...targetQuestions(setting, choose)]
}
