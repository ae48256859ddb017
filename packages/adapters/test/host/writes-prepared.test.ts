import { openClientele } from '@clientele/adapters'
import { failureOf, type HostErrorPlace, type HostWrites, RegisterCustomer } from '@clientele/domain'
import { isRight } from 'fp-ts/lib/Either.js'
import { expect, onTestFinished, test } from 'vitest'
import { type Outbox, onEveryTransaction } from './outbox.js'

const acme = RegisterCustomer({ customerId: 'acme', name: 'Acme Oy' })
const beta = RegisterCustomer({ customerId: 'beta', name: 'Beta Oy' })

onEveryTransaction('tables of the host', (make) => {
  const createOutbox = (): Outbox => {
    const outbox = make()
    onTestFinished(outbox.remove)
    return outbox
  }

  const prepared = (outbox: Outbox, ...prepare: readonly string[]): HostWrites => ({ ...outbox.writes(), prepare })

  test('are created before the first command, and once', async () => {
    const outbox = createOutbox()
    for (const command of [acme, beta]) {
      const crm = await openClientele({ store: outbox.source(), writes: prepared(outbox, outbox.createTable) })
      expect(isRight(await crm.execute(command))).toBe(true)
      await crm.close()
    }
    expect(await outbox.ids()).toHaveLength(2)
  })

  test('can be created by many processes concurrently', async () => {
    const outbox = createOutbox()
    const writes = prepared(outbox, outbox.createTable)
    await (await openClientele({ store: outbox.source() })).close()
    const opened = await Promise.all(
      Array.from({ length: 6 }, () => openClientele({ store: outbox.source(), writes, follow: false })),
    )
    const [first, last] = [opened[0], opened.at(-1)]
    expect([await first?.execute(acme), await last?.execute(beta)]).toMatchObject([
      { _tag: 'Right' },
      { _tag: 'Right' },
    ])
    expect(await outbox.ids()).toHaveLength(2)
    await Promise.all(opened.map((crm) => crm.close()))
  })

  test('are created all or none, and a failing statement is reported', async () => {
    const outbox = createOutbox()
    const reported: (readonly [unknown, HostErrorPlace])[] = []
    const writes = prepared(outbox, outbox.createTable, 'insert into no_such_table values (1)')
    const refused = await openClientele({
      store: outbox.source(),
      writes,
      onHostError: (...given) => void reported.push(given),
    }).catch(failureOf)
    expect(refused).toMatchObject({ error: 'WritesFailed' })
    expect(reported).toEqual([
      [expect.objectContaining({ message: expect.stringContaining('no_such_table') }), { kind: 'writes' }],
    ])
    await expect(outbox.ids()).rejects.toThrow('outbox')
    await (await openClientele({ store: outbox.source(), writes: prepared(outbox, outbox.createTable) })).close()
    expect(await outbox.ids()).toEqual([])
  })

  test.each(['commit', 'begin', 'select 1; commit'])('cannot be created by `%s`', async (statement) => {
    const outbox = createOutbox()
    const opening = openClientele({ store: outbox.source(), writes: prepared(outbox, outbox.createTable, statement) })
    expect(await opening.catch(failureOf)).toMatchObject({ error: 'WritesFailed' })
  })

  test('are created by a list of statements', async () => {
    const outbox = createOutbox()
    const writes: HostWrites = { ...outbox.writes(), prepare: JSON.parse('[1]') }
    expect(await openClientele({ store: outbox.source(), writes }).catch(failureOf)).toEqual({
      error: 'MalformedOptions',
      problem: 'openClientele: `writes.prepare` is a list of statements.',
    })
  })
})
