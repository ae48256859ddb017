import type { Clientele } from '@clientele/adapters'
import { memory } from '@clientele/adapters/memory'
import { addDays, type CalendarDate, endOfDay, type Instant, type RecordedEvent } from '@clientele/domain'
import type { HistoryLimits, HistoryRow } from '@clientele/projections'
import Database from 'better-sqlite3'
import { isLeft } from 'fp-ts/lib/Either.js'
import { type Question, shownTimes, timesOf } from './asking.js'
import type { Benchmark, Figure } from './figure.js'
import { numbers, runConcurrently } from './measuring.js'
import { askerOf, type SqlRow } from './tables/index.js'
import { executeAccepted, populate, type Sent } from './traffic.js'

const customerId = 'c0'

/** The history of one customer: documents, group changes, changes of the telephone number. */
const historyCommands = (): (() => Sent) => {
  let count = 0
  return () => {
    count += 1
    if (count % 10 === 0)
      return { type: 'MoveCustomerToGroup', data: { customerId, groupId: `g${1 + ((count / 10) % 7)}` } }
    if (count % 5 === 0)
      return { type: 'ChangeCustomerDetails', data: { customerId, changes: { phone: `+358 ${count}` } } }
    return { type: 'RecordInvoice', data: { documentId: `d${count}`, customerId, date: '2026-01-15' } }
  }
}

/** A clock that advances by two hours on each call: ten thousand events span years. */
const createClock = () => {
  let now = Date.UTC(2024, 0, 1)
  return {
    clock: (): Instant => new Date(now).toISOString(),
    goOn: (): void => {
      now += 2 * 60 * 60 * 1000
    },
  }
}

const schema = `create table line (
    seq integer primary key, subject text not null, type text not null, actor text not null, at text not null,
    data text not null, metadata text not null) strict;
  create index by_subject on line (subject, seq);
  create index by_type on line (subject, type, seq);
  create index by_actor on line (subject, actor, seq);
  create index by_time on line (subject, at)`

/** The events of every customer as rows by subject. */
const linesOf = async (crm: Clientele): Promise<Database.Database> => {
  const db = new Database(':memory:')
  db.exec(schema)
  const insert = db.prepare<unknown[]>('insert into line values (null, ?, ?, ?, ?, ?, ?)')
  const put = ({ stream, type, metadata, recordedAt, data }: RecordedEvent): void =>
    void insert.run(stream, type, metadata.by, recordedAt, JSON.stringify(data), JSON.stringify(metadata))
  for await (const batch of crm.store.readAll({ categories: ['customer'] })) for (const event of batch) put(event)
  db.exec('analyze')
  return db
}

type Case = readonly [name: string, limits: () => HistoryLimits, where: string, ...values: readonly string[]]

const timeZone = 'Europe/Helsinki'

// Later lines have later times: an index gives the page by time without a sort.
const duringSql = 'at >= ? and at < ? order by at desc, seq desc'

const newestFirst = 'order by seq desc'

const during = (from: CalendarDate, to: CalendarDate): readonly [string, string] => [
  endOfDay(addDays(from, -1), timeZone),
  endOfDay(to, timeZone),
]

const casesOf = (asOf: string, events: number): readonly Case[] => {
  const below = numbers(7)
  // 12 events a day: an eighth of all long ago, and some of one day.
  const [from, to] = [addDays(asOf, -500), addDays(asOf, -400)]
  return [
    ['first page', () => ({ limit: 50 }), `true ${newestFirst}`],
    ['a deep page', () => ({ limit: 50, offset: below(events - 50) }), `true ${newestFirst}`],
    [
      'one type',
      () => ({ limit: 50, types: ['CustomerMovedToGroup'] }),
      `type = ? ${newestFirst}`,
      'CustomerMovedToGroup',
    ],
    [
      'one type, a deep page',
      () => ({ limit: 50, offset: below(events / 20), types: ['CustomerMovedToGroup'] }),
      ...([`type = ? ${newestFirst}`, 'CustomerMovedToGroup'] as const),
    ],
    ['absent actor', () => ({ limit: 50, actor: 'nobody' }), `actor = ? ${newestFirst}`, 'nobody'],
    ['a period', () => ({ limit: 50, from, to }), duringSql, ...during(from, to)],
    ['a day', () => ({ limit: 50, from, to: from }), duringSql, ...during(from, from)],
    ['all lines', () => ({}), `true ${newestFirst}`],
  ]
}

const ourAnswer = (rows: readonly HistoryRow[]) => rows.map(({ type, by, recordedAt }) => [type, by, recordedAt])

const sqlAnswer = (rows: readonly SqlRow[]) => rows.map(({ type, actor, at }) => [type, actor, at])

const parsed = (rows: readonly SqlRow[]) =>
  rows.map((row) => ({ ...row, data: JSON.parse(String(row.data)), metadata: JSON.parse(String(row.metadata)) }))

const questionsOf = (crm: Clientele, db: Database.Database, events: number): readonly Question[] => {
  const sql = askerOf(db)
  return casesOf(crm.today(), events).map(([name, next, where, ...values]) => ({
    name: `history of ${events} events, ${name}`,
    next: () => {
      const limits = next()
      const text = `select * from line where subject = ? and ${where} limit ? offset ?`
      return {
        ours: () => {
          const answer = crm.views.customerHistory({ customerId, ...limits })
          return () => (isLeft(answer) ? answer.left : ourAnswer(answer.right))
        },
        floor: () => {
          const rows = parsed(sql(text, `customer-${customerId}`, ...values, limits.limit ?? -1, limits.offset ?? 0))
          return () => sqlAnswer(rows)
        },
      }
    },
  }))
}

export const history: Benchmark = {
  name: 'history',
  about: 'the history of a customer with 10,000 events against SQL by subject and parsing the page',
  run: async ({ full }) => {
    const events = 10_000
    const { clock, goOn } = createClock()
    const crm = await populate(memory({ clock }), 100, { clock })
    const next = historyCommands()
    await runConcurrently(events, 1, () => {
      goOn()
      return executeAccepted(crm, next())
    })
    const db = await linesOf(crm)
    const patience = { warmUp: 5, most: 200, milliseconds: full ? 3_000 : 300 }
    const figures: Figure[] = []
    for (const question of questionsOf(crm, db, events)) {
      const times = await timesOf(question, patience)
      const what = `${times.name}: time of SQL / ours (p50)`
      figures.push({ what, target: null, ...shownTimes(times), size: '100 customers, in memory' })
    }
    db.close()
    await crm.close()
    return figures
  },
}
