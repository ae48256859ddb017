import { getEventListeners } from 'node:events'
import { type Clientele, type EventHandler, memoryCheckpoints, openClientele } from '@clientele/adapters'
import { memory } from '@clientele/adapters/memory'
import type { EventStore, LeaseStore, StoreSource } from '@clientele/domain'
import { map } from 'fp-ts/lib/Either.js'
import { afterEach, describe, expect, test } from 'vitest'
import { employee, executed, positionsOf, until } from './registers.js'

const open: Clientele[] = []

afterEach(async () => {
  for (const crm of open.splice(0)) await crm.close({ drain: 100 })
})

const pause = (milliseconds: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, milliseconds))

type Around = (hold: LeaseStore['hold']) => LeaseStore['hold']

/** A store whose `hold` of leases is wrapped. */
const leasing = (source: StoreSource, around: Around): StoreSource => ({
  name: 'leasing',
  open: async () =>
    map((store: EventStore): EventStore => {
      const { leases } = store.subscriptions
      if (leases === null) return store
      return { ...store, subscriptions: { ...store.subscriptions, leases: { ...leases, hold: around(leases.hold) } } }
    })(await source.open()),
})

const opened = async (store: StoreSource): Promise<Clientele> => {
  const crm = await openClientele({ store })
  open.push(crm)
  return crm
}

const recordingHandler = (): { readonly received: string[]; readonly handler: EventHandler } => {
  const received: string[] = []
  return { received, handler: (events) => void received.push(...positionsOf(events)) }
}

const takeOverAfter = 300

describe('a subscription whose lease expired', () => {
  test('while its handler was busy continues when it gets the lease again, and omits nothing', async () => {
    let isAway = false
    const crm = await opened(
      leasing(memory(), (hold) => async (...asked) => {
        if (isAway) throw new Error('away')
        return hold(...asked)
      }),
    )
    const handled: string[] = []
    let isSlow = false
    const handler: EventHandler = async (events) => {
      if (isSlow) await pause(900)
      handled.push(...positionsOf(events))
    }
    const subscription = crm.subscribe('mails', handler, { takeOverAfter })
    await executed(crm, employee('a'))
    await until(() => handled.length === 1)
    isSlow = true
    isAway = true
    await executed(crm, employee('b'))
    await pause(500)
    isAway = false
    isSlow = false
    await executed(crm, employee('c'))
    await until(() => handled.includes('3'))
    expect(subscription.status().state).toBe('running')
    expect([...new Set(handled)]).toEqual(['1', '2', '3'])
    await expect.poll(() => crm.store.subscriptions.checkpoints.load('mails')).toMatchObject({ position: '3' })
  })

  test('because the store is silent signals its handler in time', async () => {
    let isSilent = false
    const crm = await opened(
      leasing(
        memory(),
        (hold) =>
          (...asked) =>
            isSilent ? new Promise(() => {}) : hold(...asked),
      ),
    )
    let signalledAt = 0
    crm.subscribe(
      'mails',
      (_, { signal }) =>
        new Promise<void>((resolve) => {
          isSilent = true
          signal.addEventListener('abort', () => {
            signalledAt = performance.now()
            resolve()
          })
        }),
      { takeOverAfter },
    )
    await executed(crm, employee('a'))
    await until(() => isSilent)
    const silentFrom = performance.now()
    await until(() => signalledAt > 0)
    expect(signalledAt - silentFrom).toBeLessThan(takeOverAfter + 200)
  })

  test('before the answer arrived ignores the answer, and skips nothing', async () => {
    let late = 2
    const crm = await opened(
      leasing(memory(), (hold) => async (...asked) => {
        const isOurs = await hold(...asked)
        late -= 1
        if (late >= 0) await pause(takeOverAfter + 50)
        return isOurs
      }),
    )
    await executed(crm, employee('a'), employee('b'))
    const { received, handler } = recordingHandler()
    crm.subscribe('mails', handler, { takeOverAfter })
    await until(() => received.length >= 2)
    expect(received).toEqual(['1', '2'])
  })

  test('while parking handles no more of the batch, and counts nothing as handled', async () => {
    let isOthers = false
    const crm = await opened(
      leasing(
        memory(),
        (hold) =>
          async (...asked) =>
            !isOthers && hold(...asked),
      ),
    )
    await executed(crm, employee('a'), employee('b'), employee('c'))
    const [given, parked] = [[] as string[], [] as string[]]
    const checkpoints = memoryCheckpoints()
    crm.subscribe(
      'mails',
      (events) => {
        given.push(positionsOf(events).join())
        throw new Error('no')
      },
      {
        takeOverAfter,
        checkpoints,
        attempts: 1,
        park: async ({ position }) => {
          parked.push(position)
          isOthers = true
          await pause(takeOverAfter * 2)
        },
      },
    )
    await until(() => parked.length === 1)
    await pause(takeOverAfter * 3)
    expect(given).toEqual(['1,2,3', '1'])
    expect(parked).toEqual(['1'])
    expect(await checkpoints.load('mails')).toBe(null)
  })
})

describe('a handler that never settles', () => {
  test('is abandoned at closing: its name and lease are free, and its later actions do not count', async () => {
    const store = memory()
    const [crm, other] = [await opened(store), await opened(store)]
    await executed(crm, employee('a'))
    let settle = (): void => {}
    const stuck = crm.subscribe(
      'mails',
      () =>
        new Promise<void>((resolve) => {
          settle = resolve
        }),
    )
    await until(() => stuck.status().state === 'running')
    await pause(20)
    await stuck.close({ drain: 30 })
    expect(stuck.status().state).toBe('closed')
    expect(await stuck.stopped).toBe(null)
    const otherRegister = recordingHandler()
    const taking = other.subscribe('mails', otherRegister.handler, { takeOverAfter })
    await until(() => otherRegister.received.length === 1)
    await taking.close()
    const again = recordingHandler()
    await executed(crm, employee('b'))
    crm.subscribe('mails', again.handler, { takeOverAfter })
    await until(() => again.received.length === 1)
    settle()
    await pause(20)
    expect(again.received).toEqual(['2'])
    expect(await crm.store.subscriptions.checkpoints.load('mails')).toMatchObject({ position: '2' })
  })

  test('does not set a shared checkpoint back when every register handles every event', async () => {
    const crm = await opened(memory())
    await executed(crm, employee('a'))
    let settle = (): void => {}
    const options = { exclusive: false }
    const wait = () =>
      new Promise<void>((resolve) => {
        settle = resolve
      })
    const stuck = crm.subscribe('mails', wait, options)
    await pause(30)
    await stuck.close({ drain: 30 })
    await executed(crm, employee('b'))
    const { received, handler } = recordingHandler()
    crm.subscribe('mails', handler, options)
    await until(() => received.length === 2)
    settle()
    await pause(30)
    expect(await crm.store.subscriptions.checkpoints.load('mails')).toMatchObject({ position: '2' })
  })
})

test('closed subscriptions are forgotten: health lists open ones and those that stopped by themselves', async () => {
  const crm = await opened(memory())
  await executed(crm, employee('a'))
  for (let n = 0; n < 300; n += 1) await crm.subscribe(`s${n}`, () => {}).close()
  const fail = (): never => {
    throw new Error('no')
  }
  await crm.subscribe('broken', fail, { attempts: 1 }).stopped
  crm.subscribe('open', () => {})
  expect((await crm.health()).subscriptions.map(({ name }) => name)).toEqual(['broken', 'open'])
})

test('a failure listener may reject, and a logger may throw: nothing is left unhandled', async () => {
  const rejections: unknown[] = []
  const note = (reason: unknown): void => void rejections.push(reason)
  process.on('unhandledRejection', note)
  const fail = (): never => {
    throw new Error('no')
  }
  const crm = await openClientele({ store: memory(), logger: { info: fail, warn: fail, error: fail } })
  open.push(crm)
  await executed(crm, employee('a'))
  const onFailure = async (): Promise<void> => {
    throw new Error('nor this')
  }
  for (const thrown of [new Error('x'), undefined, null, 'x', Symbol('x'), Object.create(null)]) {
    const handler = async (): Promise<void> => {
      throw thrown
    }
    expect(await crm.subscribe('mails', handler, { attempts: 2, onFailure }).stopped).toMatchObject({
      error: 'HandlerFailed',
    })
  }
  await pause(20)
  process.off('unhandledRejection', note)
  expect(rejections).toEqual([])
})

test('thousands of subscriptions opened and closed leave nothing: no timer, no listener', async () => {
  const crm = await opened(memory())
  await executed(crm, employee('a'))
  const timers = (): number => process.getActiveResourcesInfo().filter((name) => name === 'Timeout').length
  const { signal } = new AbortController()
  const [before, listeners] = [timers(), getEventListeners(signal, 'abort').length]
  for (let n = 0; n < 2_000; n += 1) {
    const subscription = crm.subscribe('mails', () => {}, { takeOverAfter })
    if (n % 2 === 0) await crm.caughtUp('1', { signal })
    await subscription.close()
  }
  expect(timers()).toBeLessThanOrEqual(before + 2)
  expect(getEventListeners(signal, 'abort').length).toBe(listeners)
  expect((await crm.health()).subscriptions).toEqual([])
})

test('subscribing to a closed or closing register fails, and leaves nothing', async () => {
  const crm = await opened(memory())
  await executed(crm, employee('a'))
  crm.subscribe('stuck', () => new Promise(() => {}))
  await pause(20)
  const closed = crm.close({ drain: 50 })
  const failures: string[] = []
  const onFailure = ({ error }: { readonly error: string }): void => void failures.push(error)
  expect(await crm.subscribe('closing', () => new Promise(() => {}), { onFailure }).stopped).toEqual({
    error: 'StoreClosed',
  })
  await closed
  expect(await crm.subscribe('closed', () => {}, { onFailure }).stopped).toEqual({ error: 'StoreClosed' })
  expect(failures).toEqual(['StoreClosed', 'StoreClosed'])
})
