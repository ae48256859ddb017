import { setTimeout as pause } from 'node:timers/promises'
import { type Clientele, type Outcome, openClientele } from '@clientele/adapters'
import type { HostWrites } from '@clientele/domain'
import { isRight } from 'fp-ts/lib/Either.js'
import { describe, expect, onTestFinished, test } from 'vitest'
import { onPostgres, withClient } from '../postgres/schemas.js'
import { type Outbox, outboxInFile, outboxInSchema } from './outbox.js'

const register = (crm: Clientele, customerId: string): Promise<Outcome> =>
  crm.execute({ type: 'RegisterCustomer', data: { customerId, name: customerId } })

const idsIn = async (crm: Clientele): Promise<readonly string[]> => {
  const ids: string[] = []
  for await (const batch of crm.events()) for (const { id } of batch) ids.push(id)
  return ids
}

const failedBecause = (problem: RegExp) => ({
  _tag: 'Left',
  left: { error: 'WritesFailed', problem: expect.stringMatching(problem) },
})

type Place = Outbox['place']

/** Opens a register whose host writes are created for its outbox. */
const opened = async (
  outbox: Outbox,
  writesAt: (place: Place) => HostWrites,
  patience?: number,
): Promise<Clientele> => {
  onTestFinished(outbox.remove)
  const crm = await openClientele({ store: outbox.source(patience), writes: writesAt(outbox.place) })
  await outbox.create()
  return crm
}

describe('writes on SQLite', () => {
  const failing = { bad: false }

  test('that return a promise are refused', async () => {
    const outbox = outboxInFile()
    const crm = await opened(outbox, () => ({
      sqlite: async (transaction) => {
        transaction.run("insert into outbox (id) values ('now')")
        await pause(1)
        transaction.run("insert into outbox (id) values ('late')")
      },
    }))
    expect(await register(crm, 'acme')).toEqual(failedBecause(/returned a promise/))
    await pause(20)
    expect([await outbox.ids(), await idsIn(crm)]).toEqual([[], []])
    await crm.close()
  })

  test('that end the shared transaction lose only their own command', async () => {
    const outbox = outboxInFile()
    const crm = await opened(outbox, () => ({
      sqlite: (transaction, [event]) => {
        const id = event?.stream.includes('bad') === true ? 'same' : (event?.id ?? '')
        transaction.run('insert or rollback into outbox (id) values (?)', id)
      },
    }))
    const names = Array.from({ length: 40 }, (_, index) => (index % 10 === 0 ? `bad${index}` : `c${index}`))
    const outcomes = await Promise.all(names.map((name) => register(crm, name)))
    expect(outcomes.flatMap((outcome, index) => (isRight(outcome) ? [] : [names[index]]))).toEqual([
      'bad10',
      'bad20',
      'bad30',
    ])
    expect(await outbox.ids()).toHaveLength(37)
    expect(await idsIn(crm)).toHaveLength(37)
    expect(await crm.rebuild()).toMatchObject({ right: { equal: true } })
    await crm.close()
  })

  test('that append to the log are rolled back', async () => {
    const outbox = outboxInFile()
    const crm = await opened(outbox, () => ({
      sqlite: (transaction) => {
        const copied =
          'insert into events select position + 1, stream, revision + 1, id || id, type, schema_version, ordinal, recorded_at, data, metadata from events'
        if (failing.bad) transaction.run(copied)
      },
    }))
    failing.bad = true
    expect(await register(crm, 'acme')).toEqual(failedBecause(/changed the log/))
    failing.bad = false
    expect(isRight(await register(crm, 'acme'))).toBe(true)
    expect(await idsIn(crm)).toHaveLength(1)
    await crm.close()
  })

  test('read in the transaction what they wrote', async () => {
    const outbox = outboxInFile()
    const seen: unknown[] = []
    const crm = await opened(outbox, () => ({
      sqlite: (transaction) => {
        expect(transaction.run("insert into outbox (id) values ('a'), ('b')")).toBe(2)
        seen.push(...transaction.all('select id from outbox where id > ?', 'a'))
        transaction.run('delete from outbox')
      },
    }))
    await register(crm, 'acme')
    expect(seen).toEqual([{ id: 'b' }])
    await crm.close()
  })
})

onPostgres('writes on PostgreSQL', () => {
  const onBad =
    (work: (transaction: Parameters<NonNullable<HostWrites['postgres']>>[0], place: Place) => Promise<unknown>) =>
    (place: Place): HostWrites => ({
      postgres: async (transaction, events) => {
        const isBad = events.some(({ stream }) => stream.includes('bad'))
        if (isBad) await work(transaction, place)
        for (const { id } of events) await transaction.query(`insert into ${place.table} (id) values ($1)`, [id])
      },
    })

  const expectEven = async (outbox: Outbox, crm: Clientele, count: number): Promise<void> => {
    const ids = await idsIn(crm)
    expect(ids).toHaveLength(count)
    expect(await outbox.ids()).toEqual(ids)
  }

  test.each([
    ['for ever', () => new Promise<void>(() => undefined), /did not end in time|57014/],
    [
      'in a statement',
      (transaction: { query(sql: string): Promise<unknown> }) => transaction.query('select pg_sleep(60)'),
      /did not end in time|57014/,
    ],
  ])('that take %s are aborted after the timeout, and others continue', async (_, work, problem) => {
    const outbox = outboxInSchema()
    const crm = await opened(outbox, onBad(work), 1_000)
    const other = await openClientele({ store: outbox.source(), writes: onBad(work)(outbox.place) })
    const began = performance.now()
    const [bad, good, elsewhere] = await Promise.all([
      register(crm, 'bad'),
      register(crm, 'good'),
      pause(100).then(() => register(other, 'elsewhere')),
    ])
    expect(bad).toEqual(failedBecause(problem))
    expect([isRight(good), isRight(elsewhere)]).toEqual([true, true])
    expect(performance.now() - began).toBeLessThan(8_000)
    await expectEven(outbox, crm, 2)
    await Promise.all([crm.close(), other.close()])
  })

  test('that catch an error of the server are rolled back, because the server has aborted the transaction', async () => {
    const outbox = outboxInSchema()
    const crm = await opened(outbox, (place) => ({
      postgres: async ({ query }, events) => {
        for (const { id } of events) await query(`insert into ${place.table} (id) values ($1)`, [id])
        if (events.some(({ stream }) => stream.includes('bad'))) await query('select 1/0').catch(() => undefined)
      },
    }))
    const outcomes = await Promise.all(['a', 'bad', 'c'].map((name) => register(crm, name)))
    expect(outcomes[1]).toEqual(failedBecause(/caught an error|25P02/))
    await expectEven(outbox, crm, 2)
    await crm.close()
  })

  test('execute one statement at a time, and are awaited', async () => {
    const outbox = outboxInSchema()
    const crm = await opened(outbox, (place) => ({
      postgres: async ({ query }, events) => {
        if (events.some(({ stream }) => stream.includes('bad'))) await query('select 1; commit')
        for (const { id } of events) void query(`insert into ${place.table} (id) values ($1)`, [id])
      },
    }))
    expect(await register(crm, 'bad')).toEqual(failedBecause(/42601/))
    expect(isRight(await register(crm, 'acme'))).toBe(true)
    await expectEven(outbox, crm, 1)
    await crm.close()
  })

  test('are repeated once if the connection is lost midway', async () => {
    const outbox = outboxInSchema()
    let cuts = 0
    const crm = await opened(
      outbox,
      onBad(async (transaction) => {
        cuts += 1
        if (cuts > 1) return
        const [row] = await transaction.query('select pg_backend_pid() as pid')
        await withClient((client) => client.query('select pg_terminate_backend($1)', [row?.pid]))
        await transaction.query('select 1')
      }),
    )
    expect(isRight(await register(crm, 'bad'))).toBe(true)
    expect(cuts).toBe(2)
    await expectEven(outbox, crm, 1)
    await crm.close()
  })
})
