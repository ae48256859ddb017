import type { ContactActivity, ContactCard, CustomerCard } from '@clientele/projections'
import { isLeft } from 'fp-ts/lib/Either.js'
import type { Question } from '../asking.js'
import type { Sql } from '../tables/index.js'
import { type Cell, question, type RandomIds, randomIds, type Setting } from './putting.js'

const rankOf = '(select rank from customer where id = ?)'

/** The parts of a customer's card, each by key. */
const cardParts = (id: string): readonly Sql[] => [
  [
    `select c.*, g.name as group_name, e.name as owner_name from customer c left join grp g on g.id = c.grp
     left join employee e on e.id = c.owner where c.id = ?`,
    id,
  ],
  [`select s.grp, x.name from special s join circle x on x.id = s.grp where s.customer = ${rankOf}`, id],
  [`select a.*, e.name from assignment a join employee e on e.id = a.employee where a.customer = ${rankOf}`, id],
  [`select p.id, p.first, p.last from company x join person p on p.id = x.person where x.customer = ${rankOf}`, id],
  [`select id, name from project where customer = ${rankOf}`, id],
  [`select * from document where customer = ${rankOf}`, id],
  [`select dimension, value from tracking where customer = ${rankOf} and until is null`, id],
  [`select property from trait where customer = ${rankOf}`, id],
  ['select * from billing where customer = ?', id],
]

const partsOf = ({ personId, ...card }: CustomerCard): readonly number[] => [
  ...[1, card.specialGroups.length, card.responsibles.length, card.contacts.length - (personId === null ? 0 : 1)],
  ...[card.projects.length, card.documents.length, Object.keys(card.trackingItems).length, card.properties.length],
  card.invoiceTypes.length,
]

const customerQuestions = (setting: Setting, choose: RandomIds): readonly Question[] => {
  const { asOf } = setting
  const { views } = setting.crm
  const byCustomer = <A>(name: string, ask: (customerId: string) => A, sql: string, cellOf: (answer: A) => Cell) =>
    question(
      setting,
      name,
      () => {
        const id = choose.customer()
        return { view: () => ask(id), rows: [sql, id] }
      },
      (answer) => ({ rows: [[cellOf(answer)]] }),
    )
  const group = `from customer c join closure x on x.below = c.grp join grp g on g.id = x.above where c.id = ?`
  return [
    question(
      setting,
      'customerCard',
      () => {
        const id = choose.customer()
        return {
          view: () => views.customerCard({ customerId: id, asOf }),
          rows: ['select id, name, number from customer where id = ?', id],
          also: cardParts(id),
        }
      },
      (card) => ({
        rows: card === null ? [] : [[card.customerId, card.name, card.number]],
        lengths: card === null ? [] : partsOf(card),
      }),
    ),
    byCustomer(
      'groupOfCustomer',
      (customerId) => views.groupOfCustomer({ customerId }),
      'select grp as answer from customer where id = ?',
      (answer) => answer,
    ),
    byCustomer(
      'postingDefaults',
      (customerId) => views.postingDefaults({ customerId }),
      `select (select g.account ${group} and g.account is not null order by x.steps limit 1) as answer`,
      ({ ledgerAccount }) => ledgerAccount,
    ),
    byCustomer(
      'selfIssuableInvoice',
      (customerId) => views.selfIssuableInvoice({ customerId, invoiceTypeId: 'rent' }),
      'select count(*) as answer from billing where customer = ?',
      (answer) => (isLeft(answer) ? 0 : 1),
    ),
    byCustomer(
      'portalUsers',
      (customerId) => views.portalUsers({ customerId }),
      `select coalesce((select portal_users from billing where customer = ?), '[]') as answer`,
      (users) => JSON.stringify(users.map(({ personId }) => personId)),
    ),
    byCustomer(
      'documentContact',
      (customerId) => views.documentContact({ customerId, purpose: 'emailInvoice' }).rows.length,
      `with one as (select rank, person from customer where id = ?)
       select coalesce(nullif(count(h.person), 0), count(*) > 0) as answer from (
         select x.person from company x join one on x.customer = one.rank
         union select person from one where person is not null) m
       left join held h on h.person = m.person and h.property = '5'`,
      (length) => length,
    ),
  ]
}

const personParts = (id: string): readonly Sql[] => [
  ['select x.customer, c.name from company x join customer c on c.rank = x.customer where x.person = ?', id],
  ...['tasks', 'meetings', 'notes', 'files', 'emails'].map(
    (kind): Sql => ['select row from activity where person = ? and kind = ? order by at desc limit 50', id, kind],
  ),
  ['select row from line where person = ? order by at desc limit 50', id],
]

const personCells = (card: ContactCard) => [
  ...[card.personId, card.lastName, card.firstName, card.email, card.phone, card.mobile, card.title, card.customerId],
]

const tabsOf = ({ companies, tasks, meetings, notes, files, emails, history }: ContactCard) => [
  ...[companies, tasks, meetings, notes, files, emails.rows, history],
]

const tabs = ['contactTasks', 'contactMeetings', 'contactNotes', 'contactFiles'] as const

const personQuestions = (setting: Setting, choose: RandomIds): readonly Question[] => {
  const { views } = setting.crm
  const tab = (name: (typeof tabs)[number] | 'contactEmails', ask: (personId: string) => readonly ContactActivity[]) =>
    question(
      setting,
      name,
      () => {
        const id = choose.person()
        const kind = name.slice('contact'.length).toLowerCase()
        return {
          view: () => ask(id),
          rows: ['select id, at from activity where person = ? and kind = ? order by at desc limit 50', id, kind],
        }
      },
      (rows) => ({ rows: rows.map(({ activityId, at }) => [activityId, at]) }),
    )
  return [
    question(
      setting,
      'contactCard, 50 of each tab',
      () => {
        const id = choose.person()
        return {
          view: () => views.contactCard({ personId: id, limit: 50 }),
          rows: ['select id, last, first, email, phone, mobile, title, customer from person where id = ?', id],
          also: personParts(id),
        }
      },
      (card) => ({
        rows: card === null ? [] : [personCells(card)],
        lengths: card === null ? [] : tabsOf(card).map(({ length }) => length),
      }),
    ),
    ...tabs.map((name) => tab(name, (personId) => views[name]({ personId, limit: 50 }))),
    tab('contactEmails', (personId) => views.contactEmails({ personId, limit: 50 }).rows),
    question(
      setting,
      'marketingPermissions',
      () => {
        const id = choose.person()
        return {
          view: () => views.marketingPermissions({ personId: id }),
          rows: ['select channel from ban where person = ? order by channel', id],
        }
      },
      (all) => ({
        rows: all
          .filter(({ because }) => because === 'ban')
          .map(({ channel }) => [channel])
          .sort(),
      }),
    ),
    question(
      setting,
      'contactServices',
      () => {
        const id = choose.person()
        return {
          view: () => views.contactServices({ personId: id }),
          rows: [
            `select p.mobile is not null as sms, exists (select 1 from ban b where b.person = p.id and b.channel = 'sms')
              as banned, exists (select 1 from company x join customer c on c.rank = x.customer
                where x.person = p.id and (c.street <> '' or c.city <> '')) or exists (select 1 from customer c
                where c.id = p.customer and (c.street <> '' or c.city <> '')) as map from person p where p.id = ?`,
            id,
          ],
        }
      },
      (found) => ({ rows: found === null ? [] : [[Number(found.sms), Number(found.smsBanned), Number(found.map)]] }),
    ),
  ]
}

/** Views of one customer or person: the floor is the same rows by key. */
export const subjectQuestions = (setting: Setting): readonly Question[] => {
  const choose = randomIds(setting)
  return [...customerQuestions(setting, choose), ...personQuestions(setting, choose)]
}
