import { join } from 'node:path'
import { type Clientele, type ClienteleOptions, openClientele } from '@clientele/adapters'
import { memory } from '@clientele/adapters/memory'
import { sqlite } from '@clientele/adapters/sqlite'
import { type EventStore, failureError, type StoreSource } from '@clientele/domain'
import { isLeft, right } from 'fp-ts/lib/Either.js'
import { afterEach, describe, expect, onTestFinished, test, vi } from 'vitest'
import { directoryOfTest, employee, executed, listeningLogger, positionsIn, until } from './registers.js'

const directory = directoryOfTest()
const open: Clientele[] = []

const opened = async (options: ClienteleOptions): Promise<Clientele> => {
  const crm = await openClientele(options)
  open.push(crm)
  return crm
}

afterEach(async () => {
  for (const crm of open.splice(0)) await crm.close()
})

const isKnown = (crm: Clientele, employeeId: string): boolean =>
  crm.register.tables.employees.get(employeeId) !== undefined

const sources: readonly (readonly [string, () => StoreSource])[] = [
  ['memory', () => memory()],
  ['sqlite', () => sqlite({ file: join(directory(), 'crm.db'), synchronous: 'normal' })],
]

describe.each(sources)('two registers on one log (%s)', (_, sourceOf) => {
  test('each sees automatically what the other executes', async () => {
    const store = sourceOf()
    const [north, south] = [await opened({ store }), await opened({ store })]
    await executed(north, employee('anna'))
    await until(() => isKnown(south, 'anna'))
    await executed(south, employee('bertil'))
    await until(() => isKnown(north, 'bertil'))
    expect(north.register.dump()).toEqual(south.register.dump())
  })

  test('see every event once and in order when both execute concurrently', async () => {
    const store = sourceOf()
    const [north, south, idle] = [await opened({ store }), await opened({ store }), await opened({ store })]
    const many = (name: string) => Array.from({ length: 150 }, (_, n) => employee(`${name}${n}`))
    const work = [executed(north, ...many('n')), executed(north, ...many('m')), executed(south, ...many('s'))]
    await Promise.all(work)
    const last = (await positionsIn(idle)).at(-1) ?? ''
    for (const crm of [north, south, idle]) expect(await crm.caughtUp(last)).toMatchObject(right({ position: last }))
    expect(north.register.dump()).toEqual(idle.register.dump())
    expect(south.register.dump()).toEqual(idle.register.dump())
    const rebuilt = await opened({ store, follow: false })
    expect(rebuilt.register.dump()).toEqual(idle.register.dump())
  })

  test('without following, one sees nothing until it is asked to', async () => {
    const store = sourceOf()
    const [north, south] = [await opened({ store }), await opened({ store, follow: false })]
    const position = await executed(north, employee('anna'))
    await new Promise((resolve) => setTimeout(resolve, 150))
    expect(isKnown(south, 'anna')).toBe(false)
    expect(await south.caughtUp()).toMatchObject(right({ position: position }))
    expect(isKnown(south, 'anna')).toBe(true)
  })

  test('a decision considers what the other has done', async () => {
    const store = sourceOf()
    const [north, south] = [await opened({ store }), await opened({ store })]
    await executed(north, employee('anna'))
    const again = await south.execute({ type: 'RegisterEmployee', data: { employeeId: 'anna', name: 'Other' } })
    expect(again).toMatchObject({ left: { error: 'EmployeeAlreadyRegistered' } })
  })
})

describe('caughtUp', () => {
  test('waits for a position that is not committed yet, also without following', async () => {
    for (const follow of [true, false]) {
      const store = memory()
      const [north, south] = [await opened({ store }), await opened({ store, follow })]
      const waiting = south.caughtUp('3')
      await executed(north, employee('a'), employee('b'))
      expect(await Promise.race([waiting, new Promise((resolve) => setTimeout(resolve, 80, 'waits'))])).toBe('waits')
      await executed(north, employee('c'))
      expect(await waiting).toMatchObject(right({ position: '3' }))
      expect(isKnown(south, 'c')).toBe(true)
    }
  })

  test('answers at once for positions already applied', async () => {
    const crm = await opened({ store: memory() })
    const last = await executed(crm, employee('a'), employee('b'), employee('c'))
    for (const position of ['1', '2', '3'])
      expect(await crm.caughtUp(position)).toMatchObject(right({ position: last }))
  })

  test('ends at a timeout, by signal, with the store, and for an invalid position', async () => {
    const crm = await opened({ store: memory() })
    await executed(crm, employee('a'))
    expect(await crm.caughtUp('9', { timeout: 20 })).toMatchObject({
      left: { error: 'CatchUpTimedOut', position: '1' },
    })
    const caller = new AbortController()
    const cancelled = crm.caughtUp('9', { signal: caller.signal, timeout: 10_000 })
    caller.abort()
    expect(await cancelled).toEqual({ _tag: 'Left', left: { error: 'Cancelled' } })
    expect(await crm.caughtUp('9', { signal: AbortSignal.abort() })).toMatchObject({ left: { error: 'Cancelled' } })
    expect(await crm.caughtUp('soon')).toMatchObject({ left: { error: 'StoreUnreadable' } })
    const waiting = crm.caughtUp('9')
    await crm.close()
    expect(await waiting).toMatchObject({ left: { error: 'StoreClosed' } })
    expect(await crm.caughtUp()).toMatchObject({ left: { error: 'StoreClosed' } })
  })
})

test('caughtUp releases the signal, however it ends', async () => {
  const crm = await opened({ store: memory() })
  const last = await executed(crm, employee('a'))
  const { signal } = new AbortController()
  const [added, removed] = [vi.spyOn(signal, 'addEventListener'), vi.spyOn(signal, 'removeEventListener')]
  const any = vi.spyOn(AbortSignal, 'any')
  onTestFinished(() => any.mockRestore())
  for (const position of [last, undefined, '9', 'soon']) await crm.caughtUp(position, { signal, timeout: 5 })
  expect(added).toHaveBeenCalledTimes(4)
  expect(removed.mock.calls).toEqual(added.mock.calls.map(([type, listener]) => [type, listener]))
  // A combined signal would stay registered on its sources.
  expect(any).not.toHaveBeenCalled()
})

const unreadable = {
  id: '00000000-0000-7000-8000-000000000001',
  type: 'EmployeeRegistered',
  schemaVersion: 1,
  data: { employeeId: 'x', name: 7 },
  metadata: { by: 'test', at: '2026-11-22T12:00:00.000Z', commandId: 'c' },
}

/** A store whose subscriptions fail `failures` times. */
const failing = (source: StoreSource, trouble: { failures: number }): StoreSource => ({
  name: 'failing',
  open: async () => {
    const store = await source.open()
    if (isLeft(store)) return store
    const lose = (): void => {
      if (trouble.failures <= 0) return
      trouble.failures -= 1
      throw failureError({ error: 'StoreUnavailable', problem: 'The server is away.' })
    }
    const subscribe: EventStore['subscribe'] = (options) => {
      lose()
      return store.right.subscribe(options)
    }
    return right({ ...store.right, subscribe })
  },
})

describe('following', () => {
  test('continues after the store was lost, and reports it once', async () => {
    const [source, logger] = [memory(), listeningLogger()]
    const crm = await opened({ store: failing(source, { failures: 3 }), logger })
    const other = await opened({ store: source })
    await executed(other, employee('anna'))
    await until(() => isKnown(crm, 'anna'))
    expect(logger.problems.map(([level]) => level)).toEqual(['warn'])
  })

  test('stops at an unreadable event, and every execution reports it', async () => {
    const [store, logger] = [memory(), listeningLogger()]
    const crm = await opened({ store, logger })
    const other = await opened({ store })
    await executed(other, employee('anna'))
    const write = { stream: 'employee-x', expected: 'noStream', events: [unreadable] } as const
    await other.store.append({ writes: [write], unchanged: [], noneSince: [] })()
    await until(() => logger.problems.length > 0)
    expect(logger.problems).toMatchObject([
      ['error', { error: 'EventUnreadable', stream: 'employee-x', revision: 0 }, expect.any(String)],
    ])
    for (const id of ['b', 'c'])
      expect(await crm.executeUnknown(employee(id))).toMatchObject({ left: { error: 'EventUnreadable' } })
    expect(await crm.caughtUp('9')).toMatchObject({ left: { error: 'EventUnreadable', stream: 'employee-x' } })
    expect((await positionsIn(crm)).length).toBe(2)
    expect(isKnown(crm, 'anna')).toBe(true)
  })
})
