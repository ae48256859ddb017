import { type Clientele, openClientele } from '@clientele/adapters'
import { memory } from '@clientele/adapters/memory'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { fill, listeningLogger, positionsOf, until } from './registers.js'

let crm: Clientele
const logger = listeningLogger()

beforeEach(async () => {
  crm = await openClientele({ store: memory(), logger })
  await fill(crm, 5)
})
afterEach(async () => {
  await crm.close()
})

// A value that an untyped host may pass.
const anything = (value: unknown): never => value as never

const thrownOnRead = { position: Object.create(null) }

describe('arguments of subscribe are checked first:', () => {
  const options: readonly (readonly [unknown, string])[] = [
    [null, 'options'],
    ['x', 'options'],
    [[], 'options'],
    [{ batchSize: Number.POSITIVE_INFINITY }, 'batchSize'],
    [{ batchSize: Number.NaN }, 'batchSize'],
    [{ batchSize: 0 }, 'batchSize'],
    [{ batchSize: 1.5 }, 'batchSize'],
    [{ attempts: 0 }, 'attempts'],
    [{ attempts: Number.NaN }, 'attempts'],
    [{ takeOverAfter: Number.POSITIVE_INFINITY }, 'takeOverAfter'],
    [{ takeOverAfter: Number.NaN }, 'takeOverAfter'],
    [{ takeOverAfter: -1 }, 'takeOverAfter'],
    [{ types: 'EmployeeRegistered' }, 'types'],
    [{ types: null }, 'types'],
    [{ types: ['EmployeRegistered'] }, 'types'],
    [{ categories: 'employee' }, 'categories'],
    [{ after: 3 }, 'after'],
    [{ after: [] }, 'after'],
    [{ after: thrownOnRead }, 'after'],
    [{ checkpoints: { load: async () => null } }, 'checkpoints'],
    [{ park: true }, 'park'],
    [{ onFailure: 'mail' }, 'onFailure'],
    [{ exclusive: 'no' }, 'exclusive'],
    [{ bachSize: 5 }, 'bachSize'],
  ]

  for (const [index, [given, path]] of options.entries()) {
    test(`option ${index + 1}, ${path}, is refused by name and nothing is handled`, async () => {
      const seen: unknown[] = []
      const subscription = crm.subscribe('mails', (events) => void seen.push(...events), anything(given))
      expect(await subscription.stopped).toMatchObject({ error: 'MalformedSubscription', problems: [{ path }] })
      expect(seen).toEqual([])
      expect(subscription.status().state).toBe('stopped')
      expect((await crm.health()).subscriptions).toEqual([])
    })
  }

  test('a misspelt option is reported with the right one', async () => {
    const { stopped } = crm.subscribe('mails', () => {}, anything({ bachSize: 5 }))
    expect(await stopped).toMatchObject({ problems: [{ expected: expect.stringContaining('batchSize') }] })
  })

  for (const name of [undefined, null, 5, {}, '', ' ', 'a\u0000b', '\ud800', 'n'.repeat(201)])
    test(`the name ${JSON.stringify(name)?.slice(0, 12)} is refused on every store`, async () => {
      const { stopped } = crm.subscribe(anything(name), () => {})
      expect(await stopped).toMatchObject({ error: 'MalformedSubscription', problems: [{ path: 'name' }] })
    })

  test('a handler that is not a function is refused, and the failure listener is called', async () => {
    const failures: string[] = []
    const onFailure = ({ error }: { readonly error: string }): void => void failures.push(error)
    const { stopped } = crm.subscribe('mails', anything(undefined), { onFailure })
    expect(await stopped).toMatchObject({ error: 'MalformedSubscription', problems: [{ path: 'handler' }] })
    expect(failures).toEqual(['MalformedSubscription'])
    expect(logger.lines.at(-1)).toMatchObject(['error', { error: 'MalformedSubscription' }, expect.any(String)])
  })
})

describe('a checkpoint of the host', () => {
  const loading = (value: unknown) => ({ load: async () => anything(value), save: async () => {} })

  for (const found of ['3', { position: '3' }, { position: '3', eventId: null }])
    test(`${JSON.stringify(found)} is read as the position`, async () => {
      const seen: string[] = []
      const checkpoints = loading(found)
      const subscription = crm.subscribe('mails', (events) => void seen.push(...positionsOf(events)), { checkpoints })
      await until(() => seen.length === 2)
      expect(subscription.status().checkpoint).toMatchObject({ position: '5' })
      expect(seen).toEqual(['4', '5'])
    })

  for (const found of [3, {}, [], { position: 3 }, { position: '3', eventId: 3 }])
    test(`${JSON.stringify(found)} is invalid, and stops the subscription with an error`, async () => {
      const { stopped } = crm.subscribe('mails', () => {}, { checkpoints: loading(found) })
      expect(await stopped).toMatchObject({ error: 'StoreUnreadable' })
    })

  test('that rejects with an error which has a failure of another kind is retried', async () => {
    const failures: readonly unknown[] = [undefined, null, 'x', {}, { error: 5 }, { error: 'Elsewhere' }]
    const left = [...failures]
    const load = async () => {
      if (left.length === 0) return null
      throw Object.assign(new Error('away'), { failure: left.shift() })
    }
    const seen: string[] = []
    const checkpoints = { load, save: async () => {} }
    crm.subscribe('mails', (events) => void seen.push(...positionsOf(events)), { checkpoints })
    await until(() => seen.length === 5)
    expect(left).toEqual([])
  })
})

describe('no argument makes these throw:', () => {
  test('caughtUp', async () => {
    for (const awaited of [5, [], {}, '', 'x', true, Symbol('x'), { position: '3', eventId: 5 }, thrownOnRead])
      expect(await crm.caughtUp(anything(awaited), { timeout: 100 })).toMatchObject({
        left: { error: 'StoreUnreadable' },
      })
  })

  test('its timeout', async () => {
    expect(await crm.caughtUp('5', anything(null))).toMatchObject({ right: { position: '5' } })
    for (const options of ['x', { signal: 5 }, { signal: {} }, { signal: null }, { timeout: 'x' }])
      expect(await crm.caughtUp('5', anything(options))).toMatchObject({ left: { error: 'MalformedOptions' } })
    for (const options of [null, 'x', { timeout: Number.NaN }, { timeout: -1 }, { timeout: 'x' }])
      expect(await crm.health(anything(options))).toMatchObject({ store: { isReachable: true } })
    for (const options of [null, 'x', { drain: Number.NaN }, { drain: -1 }, { drain: 'x' }])
      await crm.subscribe('mails', () => {}).close(anything(options))
  })

  test('events', async () => {
    const count = async (options: unknown): Promise<number> => {
      let events = 0
      for await (const page of crm.events(anything(options))) events += page.length
      return events
    }
    expect(await count(null)).toBe(5)
    for (const options of [{ after: [] }, { after: 5 }, { types: null }, { types: 'x' }, { categories: [5] }])
      await expect(count(options)).rejects.toMatchObject({ failure: { error: 'StoreUnreadable' } })
  })
})
