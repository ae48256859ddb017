import { mkdirSync, writeFileSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Clientele, type Outcome, openClientele } from '@clientele/adapters'
import { memory } from '@clientele/adapters/memory'
import { failureOf, type RecordedEvent } from '@clientele/domain'
import { isLeft, isRight } from 'fp-ts/lib/Either.js'
import { describe, expect, onTestFinished, test } from 'vitest'
import { type Afterwards, type AnyTransaction, type Outbox, onEveryTransaction, outboxInFile } from './outbox.js'

const idsIn = async (crm: Clientele): Promise<readonly string[]> => {
  const ids: string[] = []
  for await (const batch of crm.events()) for (const { id } of batch) ids.push(id)
  return ids
}

const register = (crm: Clientele, customerId: string, commandId?: string): Promise<Outcome> =>
  crm.executeUnknown({ type: 'RegisterCustomer', data: { customerId, name: `Secret ${customerId}` } }, { commandId })

const isAbout = (events: readonly RecordedEvent[], text: string): boolean =>
  events.some(({ stream }) => stream.includes(text))

const failingFor =
  (text: string): Afterwards =>
  (events) => {
    if (isAbout(events, text)) throw new Error('Secret reason')
  }

/** A register whose commands write into an outbox; both are gone after the test. */
const opened = async (outbox: Outbox, afterwards?: Afterwards): Promise<Clientele> => {
  const crm = await openClientele({ store: outbox.source(), writes: outbox.writes(afterwards) })
  await outbox.create().catch(() => undefined)
  return crm
}

const failed = { _tag: 'Left', left: { error: 'WritesFailed', problem: expect.any(String) } }

onEveryTransaction('writes of the host', (make) => {
  const createOutbox = (): Outbox => {
    const outbox = make()
    onTestFinished(outbox.remove)
    return outbox
  }

  test('are stored exactly if the events are, and once', async () => {
    const outbox = createOutbox()
    const crm = await opened(outbox)
    expect(isRight(await register(crm, 'acme', 'first'))).toBe(true)
    expect(isRight(await register(crm, 'beta'))).toBe(true)
    expect(isLeft(await register(crm, 'acme'))).toBe(true)
    expect(isRight(await register(crm, 'acme', 'first'))).toBe(true)
    const ids = await idsIn(crm)
    expect(ids).toHaveLength(2)
    expect(await outbox.ids()).toEqual(ids)
    await crm.close()
    const again = await opened(outbox)
    expect(isRight(await register(again, 'acme', 'first'))).toBe(true)
    expect(await outbox.ids()).toEqual(ids)
    await again.close()
  })

  test('that throw roll the command back, reported by name and without their message', async () => {
    const outbox = createOutbox()
    const crm = await opened(outbox, failingFor('bad'))
    await register(crm, 'acme')
    const outcome = await register(crm, 'bad', 'again')
    expect(outcome).toEqual(failed)
    expect(JSON.stringify([outcome, await crm.health()])).not.toContain('Secret')
    expect(crm.register.tables.customers.get('bad')).toBe(undefined)
    expect(await crm.health()).toMatchObject({ isWell: true, lastFailure: { failure: { error: 'WritesFailed' } } })
    expect(isRight(await register(crm, 'beta'))).toBe(true)
    const ids = await idsIn(crm)
    expect(ids).toHaveLength(2)
    expect(await outbox.ids()).toEqual(ids)
    await crm.close()
    const repaired = await opened(outbox)
    expect(isRight(await register(repaired, 'bad', 'again'))).toBe(true)
    expect(await outbox.ids()).toEqual(await idsIn(repaired))
    await repaired.close()
  })

  test('that the database refuses are reported by error code', async () => {
    const outbox = createOutbox()
    const crm = await openClientele({ store: outbox.source(), writes: outbox.clashing })
    await outbox.create()
    expect(isRight(await register(crm, 'acme'))).toBe(true)
    const problem = expect.stringMatching(/\((SQLITE_CONSTRAINT_UNIQUE|23505)\): nothing was appended/)
    expect(await register(crm, 'beta')).toEqual({ _tag: 'Left', left: { error: 'WritesFailed', problem } })
    expect(await idsIn(crm)).toHaveLength(1)
    await crm.close()
  })

  test('of many concurrent commands affect only their own', async () => {
    const outbox = createOutbox()
    const crm = await opened(outbox, failingFor('bad'))
    const names = Array.from({ length: 200 }, (_, index) => (index % 7 === 3 ? `bad${index}` : `c${index}`))
    const outcomes = await Promise.all(names.map((name) => register(crm, name)))
    for (const [index, outcome] of outcomes.entries())
      if (names[index]?.startsWith('bad') === true) expect(outcome).toEqual(failed)
      else expect(outcome).toMatchObject({ _tag: 'Right' })
    const ids = await idsIn(crm)
    expect(ids).toHaveLength(outcomes.filter(isRight).length)
    expect(await outbox.ids()).toEqual(ids)
    expect(await crm.rebuild()).toMatchObject({ right: { equal: true } })
    await crm.close()
  })

  test('of two concurrent registers are separate', async () => {
    const outbox = createOutbox()
    const [one, other] = [await opened(outbox, failingFor('bad')), await opened(outbox)]
    const names = Array.from({ length: 60 }, (_, index) => (index % 9 === 4 ? `bad${index}` : `c${index}`))
    const outcomes = await Promise.all(
      names.flatMap((name, index) => [
        register(one, name),
        register(other, `${name}-other`),
        register(one, `both${index}`),
        register(other, `both${index}`),
      ]),
    )
    expect(outcomes.filter(isLeft).map(({ left }) => left.error)).toContain('WritesFailed')
    const ids = await idsIn(one)
    expect(ids).toHaveLength(60 - 7 + 60 + 60)
    expect(new Set(ids).size).toBe(ids.length)
    expect(await outbox.ids()).toEqual(ids)
    await Promise.all([one.close(), other.close()])
  })

  test('receive their own events as recorded', async () => {
    const outbox = createOutbox()
    const got: RecordedEvent[] = []
    const crm = await opened(outbox, (events) => {
      got.push(...events.map((event) => structuredClone(event)))
      for (const event of events) Object.assign(Object(event.data), { name: 'Meddled' })
    })
    await register(crm, 'acme')
    const recorded: RecordedEvent[] = []
    for await (const batch of crm.events()) recorded.push(...batch)
    expect(got).toEqual(recorded)
    expect(crm.register.tables.customers.get('acme')?.name).toBe('Secret acme')
    await crm.close()
  })

  test('happen once for a committed batch, and are rolled back with it', async () => {
    const outbox = createOutbox()
    const sizes: number[] = []
    const crm = await opened(outbox, (events) => {
      sizes.push(events.length)
      failingFor('bad')(events, {})
    })
    const batch = crm.batch()
    const execute = (customerId: string) => batch.execute({ type: 'RegisterCustomer', data: { customerId, name: 'A' } })
    for (const customerId of ['a', 'b', 'c']) await execute(customerId)
    expect(isRight(await batch.commit())).toBe(true)
    expect(sizes).toEqual([3])
    for (const customerId of ['d', 'bad', 'e']) await execute(customerId)
    expect(await batch.commit()).toEqual(failed)
    expect(await outbox.ids()).toEqual(await idsIn(crm))
    expect(await idsIn(crm)).toHaveLength(3)
    await crm.close()
  })

  test('happen for imported events too', async () => {
    const outbox = createOutbox()
    const directory = await mkdtemp(join(tmpdir(), 'clientele-import-'))
    onTestFinished(() => rm(directory, { recursive: true }))
    mkdirSync(directory, { recursive: true })
    writeFileSync(join(directory, 'customers.csv'), 'customerId,name\na,A\nbad,B\nc,C\n')
    const failing = await opened(outbox, failingFor('bad'))
    const stopped = await failing.import(directory)
    expect(JSON.stringify(stopped)).toContain('WritesFailed')
    expect(await outbox.ids()).toEqual(await idsIn(failing))
    await failing.close()
    const crm = await opened(outbox)
    await crm.import(directory)
    expect(crm.register.tables.customers.size).toBe(3)
    expect(await outbox.ids()).toEqual(await idsIn(crm))
    await crm.close()
  })

  test('use their transaction only while it lasts, and cannot end it', async () => {
    const outbox = createOutbox()
    const transactions: AnyTransaction[] = []
    const crm = await opened(outbox, (_, transaction) => void transactions.push(transaction))
    await register(crm, 'acme')
    const [transaction] = transactions
    const late = async (): Promise<unknown> => transaction?.run?.('select 1') ?? transaction?.query?.('select 1')
    await expect(late()).rejects.toThrow('The transaction is over')
    await crm.close()
    const { kind } = outbox.place
    for (const statement of ['commit', ' -- quietly\n ROLLBACK', '/* and */ ; begin', 'savepoint mine']) {
      const ending = await openClientele({
        store: outbox.source(),
        writes: {
          sqlite: (transaction) => void transaction.run(statement),
          postgres: async (transaction) => void (await transaction.query(statement)),
        },
      })
      expect([kind, statement, await register(ending, 'beta')]).toEqual([kind, statement, failed])
      expect(await idsIn(ending)).toHaveLength(1)
      await ending.close()
    }
  })
})

describe('writes of the host', () => {
  test.each([
    [
      'a store without transactions',
      { store: memory(), writes: { sqlite: () => undefined } },
      /no transaction for `writes`/,
    ],
    [
      'writes for another store',
      { store: outboxInFile().source(), writes: { postgres: async () => undefined } },
      /writes.sqlite/,
    ],
  ])('are refused for %s', async (_, options, problem) => {
    const refused = await openClientele(options).catch(failureOf)
    expect(refused).toMatchObject({ error: 'MalformedOptions', problem: expect.stringMatching(problem) })
  })
})
