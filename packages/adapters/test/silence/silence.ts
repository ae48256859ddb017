import { openClientele } from '@clientele/adapters'
import type { EventStore, StoreFailure, StoreSource } from '@clientele/domain'
import { type Either, isLeft } from 'fp-ts/lib/Either.js'
import { describe, expect, onTestFinished, test } from 'vitest'
import { type NetworkProxy, startProxy } from '../../../../test/servers/proxy.js'
import { all, newStream, opened, rightOf } from '../sqlite/events.js'

/** A store on a server that listens on `port`; a source with another port connects through a proxy. */
export type Behind = {
  readonly port: number
  source(options: { readonly port?: number; readonly patience: number }): StoreSource
}

/** The timeout of these stores in milliseconds. */
export const patience = 2_000
// Extra time for work besides waiting, on a busy machine.
const margin = 1_500

/** Starts a proxy to a port, stopped after the running test. */
export const proxyTo = async (port: number): Promise<NetworkProxy> => {
  const proxy = await startProxy(port)
  onTestFinished(async () => {
    proxy.release()
    await proxy.stop()
  })
  return proxy
}

const timed = async <A>(action: Promise<A>): Promise<{ readonly value: A; readonly took: number }> => {
  const startedAt = performance.now()
  const value = await action
  return { value, took: performance.now() - startedAt }
}

/** Returns the result of an action, which must end within the timeout. */
export const inPatience = async <A>(action: Promise<A>): Promise<A> => {
  const { value, took } = await timed(action)
  expect(took).toBeLessThan(patience + margin)
  return value
}

const closedOrUnavailable: unknown = expect.stringMatching(/^Store(Closed|Unavailable)$/)
const unavailable = { left: { error: 'StoreUnavailable' } }

const collected = async (store: EventStore): Promise<Either<StoreFailure, number>> => {
  try {
    return { _tag: 'Right', right: (await all(store)).length }
  } catch (error) {
    return { _tag: 'Left', left: (error as { failure: StoreFailure }).failure }
  }
}

const pause = (milliseconds: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, milliseconds))

/** Describes the behaviour of a store while its network is silent, and afterwards. */
export const survivesSilence = (name: string, make: () => Promise<Behind>): void => {
  const served = async (): Promise<{
    readonly behind: Behind
    readonly proxy: NetworkProxy
    readonly source: StoreSource
  }> => {
    const behind = await make()
    const proxy = await proxyTo(behind.port)
    return { behind, proxy, source: behind.source({ port: proxy.port, patience }) }
  }

  const openThroughProxy = async () => {
    const { proxy, source, behind } = await served()
    const store = await opened(source)
    onTestFinished(() => store.close())
    return { proxy, store, behind }
  }

  describe(`${name}, while the network is silent`, () => {
    test('answers every query within its timeout, and works afterwards', async () => {
      const { proxy, store } = await openThroughProxy()
      rightOf(await store.append(newStream('a-1'))())
      proxy.hold()
      const questions = [store.head()(), collected(store), store.append(newStream('b-1'))()]
      for (const answer of await inPatience(Promise.all(questions))) expect(answer).toMatchObject(unavailable)
      proxy.release()
      const batch = newStream('c-1')
      for (let isIn = false; !isIn; await pause(20)) isIn = !isLeft(await store.append(batch)())
      expect((await all(store)).filter(({ stream }) => stream === 'c-1').length).toBe(1)
    })

    test('refuses to open within its timeout, and opens afterwards', async () => {
      const { proxy, source } = await served()
      proxy.hold()
      expect(await inPatience(source.open())).toMatchObject(unavailable)
      proxy.release()
      const store = await opened(source)
      await store.close()
    })

    test('closes within its timeout, with appends in progress', async () => {
      const { proxy, store } = await openThroughProxy()
      proxy.hold()
      const appending = store.append(newStream('a-1'))()
      const asking = store.head()()
      await pause(100)
      await inPatience(store.close())
      expect(await inPatience(appending)).toMatchObject(unavailable)
      expect(await asking).toMatchObject({ left: { error: closedOrUnavailable } })
    })

    test('delivers missed events to a subscription, once, in order', async () => {
      const { proxy, store, behind } = await openThroughProxy()
      const direct = await opened(behind.source({ patience }))
      onTestFinished(() => direct.close())
      const taken: string[] = []
      const subscription = store.subscribe()
      const following = (async () => {
        for await (const batch of subscription) taken.push(...batch.map(({ stream }) => stream))
      })().catch(() => {})
      rightOf(await direct.append(newStream('a-1'))())
      await expect.poll(() => taken, { timeout: 5_000 }).toEqual(['a-1'])
      proxy.hold()
      rightOf(await direct.append(newStream('a-2'))())
      await pause(patience / 2)
      proxy.release()
      await expect.poll(() => taken, { timeout: 10_000 }).toEqual(['a-1', 'a-2'])
      await inPatience(subscription.close())
      await following
    })
  })

  describe(`a register on ${name}, while the network is silent`, () => {
    const command = { type: 'RegisterEmployee', data: { employeeId: 'anna', name: 'Anna Aalto' } }

    test.each(['everything', 'answers'] as const)(
      'answers a command within the timeout, and stores it once (%s)',
      async (what) => {
        const { proxy, source, behind } = await served()
        const crm = await openClientele({ store: source })
        onTestFinished(() => crm.close())
        proxy.hold(what)
        const first = await inPatience(crm.executeUnknown(command, { commandId: 'once' }))
        expect(first).toMatchObject(unavailable)
        proxy.release()
        const retried = async () => (await crm.executeUnknown(command, { commandId: 'once' }))._tag
        await expect.poll(retried, { timeout: 10_000 }).toBe('Right')
        expect(await retried()).toBe('Right')
        const direct = await opened(behind.source({ patience }))
        expect((await all(direct)).length).toBe(1)
        await direct.close()
      },
    )

    test('answers commands that wait for each other together', async () => {
      const { proxy, source } = await served()
      const crm = await openClientele({ store: source })
      onTestFinished(() => crm.close())
      await crm.executeUnknown(command)
      proxy.hold()
      const change = (name: string) =>
        crm.execute({ type: 'ChangeEmployeeDetails', data: { employeeId: 'anna', name } })
      const answers = await inPatience(Promise.all(['A', 'B', 'C', 'D'].map(change)))
      for (const answer of answers) expect(answer).toMatchObject(unavailable)
      proxy.release()
      await expect.poll(async () => (await change('E'))._tag, { timeout: 10_000 }).toBe('Right')
    })

    test('closes within the timeout', async () => {
      const { proxy, source } = await served()
      const crm = await openClientele({ store: source })
      proxy.hold()
      const executing = crm.executeUnknown(command)
      await inPatience(crm.close({ drain: patience }))
      expect((await executing)._tag).toBe('Left')
    })
  })
}
