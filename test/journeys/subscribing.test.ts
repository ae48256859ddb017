import { type Clientele, type EventHandler, openClientele, type SubscriptionOptions } from '@clientele/adapters'
import type { KnownEvent, StoreSource } from '@clientele/domain'
import { isLeft } from 'fp-ts/lib/Either.js'
import { afterEach, describe, expect, test } from 'vitest'
import { onEveryStore } from '../stores.js'

const open: Clientele[] = []

afterEach(async () => {
  for (const crm of open.splice(0)) await crm.close({ drain: 1_000 })
})

const opened = async (store: StoreSource, options: object = {}): Promise<Clientele> => {
  const crm = await openClientele({ store, ...options })
  open.push(crm)
  return crm
}

const register = async (crm: Clientele, ...ids: readonly string[]): Promise<void> => {
  for (const employeeId of ids) {
    const outcome = await crm.execute({ type: 'RegisterEmployee', data: { employeeId, name: employeeId } })
    if (isLeft(outcome)) expect.fail(JSON.stringify(outcome.left))
  }
}

const employeeIn = ({ data }: KnownEvent): string => (data as { employeeId: string }).employeeId

/** A handler that records the customers of its events. */
const recordingHandler = (): { readonly received: string[]; readonly handler: EventHandler } => {
  const received: string[] = []
  return { received, handler: (events) => void received.push(...events.map(employeeIn)) }
}

const slow = { timeout: 15_000 }

const quick: SubscriptionOptions = { takeOverAfter: 600 }

onEveryStore('a subscription', (make) => {
  test('continues at its stored checkpoint when the register is opened again', async () => {
    const store = make()
    const crm = await opened(store)
    await register(crm, 'a', 'b', 'c')
    const first = recordingHandler()
    const subscription = crm.subscribe('mails', first.handler)
    await expect.poll(() => first.received, slow).toEqual(['a', 'b', 'c'])
    await subscription.close()
    await crm.close()
    const again = await opened(store)
    await register(again, 'd')
    const second = recordingHandler()
    again.subscribe('mails', second.handler, quick)
    await expect.poll(() => second.received, slow).toEqual(['d'])
  })

  test('under one name in two registers handles each event once; the other register takes over when one closes', async (context) => {
    const store = make()
    const [north, south] = [await opened(store), await opened(store)]
    if (!north.store.capabilities.leases) context.skip('this store declares that it has no leases')
    const [one, two] = [recordingHandler(), recordingHandler()]
    const active = north.subscribe('mails', one.handler, quick)
    await expect.poll(() => active.status().state, slow).toBe('running')
    const idle = south.subscribe('mails', two.handler, quick)
    await register(north, 'a', 'b')
    await expect.poll(() => one.received, slow).toEqual(['a', 'b'])
    await expect.poll(() => idle.status().state, slow).toBe('waiting')
    await active.close()
    await register(north, 'c')
    await expect.poll(() => two.received, slow).toEqual(['c'])
    expect(one.received).toEqual(['a', 'b'])
  })

  test('that is not exclusive delivers every event to every register', async () => {
    const store = make()
    const [north, south] = [await opened(store), await opened(store)]
    const [one, two] = [recordingHandler(), recordingHandler()]
    const subscriptions = [
      north.subscribe('cache', one.handler, { exclusive: false }),
      south.subscribe('cache', two.handler, { exclusive: false }),
    ]
    // They share a checkpoint: if one starts after the other has saved it, it starts after it.
    await expect.poll(() => subscriptions.map((each) => each.status().state), slow).toEqual(['running', 'running'])
    await register(north, 'a')
    await expect.poll(() => [one.received, two.received], slow).toEqual([['a'], ['a']])
  })

  test('reports in the health of the register how many events it is behind', async () => {
    const store = make()
    const crm = await opened(store)
    await register(crm, 'a', 'b', 'c')
    let release = (): void => {}
    const blocked = new Promise<void>((resolve) => {
      release = resolve
    })
    crm.subscribe('mails', () => blocked, { batchSize: 1 })
    await expect
      .poll(() => crm.health(), slow)
      .toMatchObject({
        isWell: true,
        store: { isReachable: true },
        views: { behind: 0, stoppedBy: null },
        subscriptions: [{ name: 'mails', state: 'running', behind: 3 }],
      })
    release()
    await expect.poll(() => crm.health(), slow).toMatchObject({ subscriptions: [{ behind: 0 }] })
  })
})

describe('a subscription whose handler throws', () => {
  const memoryRegister = async (options: object = {}): Promise<Clientele> => {
    const { memory } = await import('@clientele/adapters/memory')
    return opened(memory(), options)
  }

  test('delivers the events again until the handler succeeds', async () => {
    const crm = await memoryRegister()
    await register(crm, 'a', 'b')
    const { received, handler } = recordingHandler()
    let failures = 3
    const subscription = crm.subscribe('mails', async (events, delivery) => {
      failures -= 1
      if (failures >= 0) throw new TypeError('mail server away')
      await handler(events, delivery)
    })
    await expect
      .poll(() => subscription.status(), { interval: 5 })
      .toMatchObject({
        state: 'retrying',
        failure: { error: 'HandlerFailed', thrown: 'TypeError' },
      })
    await expect.poll(() => received, slow).toEqual(['a', 'b'])
    expect(subscription.status()).toMatchObject({ state: 'running', failure: null })
  })

  test('stops when the handler always fails, and calls onFailure, logs it and reports it in the health', async () => {
    const lines: string[] = []
    const log = (facts: object, message: string): void => void lines.push(`${message} ${JSON.stringify(facts)}`)
    const crm = await memoryRegister({ logger: { info: log, warn: log, error: log } })
    await register(crm, 'a', 'b', 'c')
    const failures: string[] = []
    const subscription = crm.subscribe(
      'mails',
      ([event]) => {
        if (event !== undefined && employeeIn(event) === 'b') throw new Error('anna@example.com')
      },
      { batchSize: 1, attempts: 2, onFailure: ({ error }) => void failures.push(error) },
    )
    expect(await subscription.stopped).toMatchObject({ error: 'HandlerFailed', position: '1', from: '2', attempts: 2 })
    expect(failures).toEqual(['HandlerFailed'])
    expect(lines.join()).toContain('a subscription has stopped')
    expect(lines.join()).not.toContain('anna@example.com')
    expect(await crm.health()).toMatchObject({
      isWell: false,
      subscriptions: [{ name: 'mails', state: 'stopped', behind: 2, failure: { error: 'HandlerFailed' } }],
    })
  })

  test('parks an event that always fails, and delivers all others once', async () => {
    const crm = await memoryRegister()
    await register(crm, 'a', 'b', 'c', 'd')
    const { received, handler } = recordingHandler()
    const parked: string[] = []
    const subscription = crm.subscribe(
      'mails',
      async (events, delivery) => {
        if (events.some((event) => employeeIn(event) === 'c')) throw new Error('no address')
        await handler(events, delivery)
      },
      { attempts: 2, park: (event, { thrown }) => void parked.push(`${employeeIn(event)}: ${thrown}`) },
    )
    await expect.poll(() => received, slow).toEqual(['a', 'b', 'd'])
    await expect.poll(() => subscription.status(), slow).toMatchObject({ parked: 1, state: 'running' })
    expect(parked).toEqual(['c: Error'])
    expect(subscription.position()).toBe('4')
  })

  test('stops before the event if parking fails too', async () => {
    const crm = await memoryRegister()
    await register(crm, 'a')
    const fail = (): never => {
      throw new RangeError('full')
    }
    const subscription = crm.subscribe('mails', fail, { attempts: 1, park: fail })
    expect(await subscription.stopped).toMatchObject({ error: 'HandlerFailed', position: null, thrown: 'RangeError' })
  })

  test('tells the handler by its signal that it is closed, and abandons one that ignores it after a timeout', async () => {
    const crm = await memoryRegister()
    await register(crm, 'a')
    let signal: AbortSignal | undefined
    const subscription = crm.subscribe('mails', (_, delivery) => {
      signal = delivery.signal
      return new Promise(() => {})
    })
    await expect.poll(() => signal, slow).toBeDefined()
    const began = performance.now()
    await subscription.close({ drain: 100 })
    expect(performance.now() - began).toBeLessThan(2_000)
    expect(signal?.aborted).toBe(true)
    expect(await crm.store.subscriptions.checkpoints.load('mails')).toBe(null)
  })
})

describe('events of a type unknown to this program', () => {
  test('hold the checkpoint: later events are delivered, and again from there to a program that knows the type', async () => {
    const { memory } = await import('@clientele/adapters/memory')
    const store = memory()
    const crm = await opened(store)
    await register(crm, 'a', 'b')
    const metadata = { by: 'newer', at: new Date().toISOString(), commandId: 'newer' }
    const event = { id: crypto.randomUUID(), type: 'EmployeePromoted', schemaVersion: 1, data: {}, metadata }
    const writes = [{ stream: 'employee-a', expected: 0, events: [event] }] as const
    expect(await crm.store.append({ writes, unchanged: [], noneSince: [] })()).toMatchObject({ _tag: 'Right' })
    await register(crm, 'c')
    const { received, handler } = recordingHandler()
    const subscription = crm.subscribe('mails', handler)
    await expect.poll(() => received, slow).toEqual(['a', 'b', 'c'])
    expect(subscription.status().heldBy).toEqual({ type: 'EmployeePromoted', position: '3' })
    expect(await crm.store.subscriptions.checkpoints.load('mails')).toMatchObject({ position: '2' })
    await register(crm, 'd')
    await expect.poll(() => received, slow).toEqual(['a', 'b', 'c', 'd'])
    await subscription.close()
    expect(await crm.store.subscriptions.checkpoints.load('mails')).toMatchObject({ position: '2' })
    const again = recordingHandler()
    crm.subscribe('mails', again.handler)
    await expect.poll(() => again.received, slow).toEqual(['c', 'd'])
  })
})
