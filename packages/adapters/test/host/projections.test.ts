import { type Clientele, openClientele, projection } from '@clientele/adapters'
import { memory } from '@clientele/adapters/memory'
import { memorySnapshots } from '@clientele/adapters/snapshots'
import { event, failureOf, type SnapshotStore, type StoreSource, text } from '@clientele/domain'
import { isRight } from 'fp-ts/lib/Either.js'
import * as t from 'io-ts'
import { describe, expect, test } from 'vitest'
import { accepted, remembering, round, session } from '../snapshots/register.js'

const Owned = t.readonly(t.type({ customers: t.readonlyArray(t.string) }))
type Owned = t.TypeOf<typeof Owned>

/** Lists the customers of each owner; `applied` counts the calls of `apply`. */
const ownedIn = (version: number, applied: { count: number } = { count: 0 }) =>
  projection<Owned>({
    version,
    initial: { customers: [] },
    keysOf: (event) => (event.type === 'CustomerRegistered' ? (event.data.ownerId ?? 'nobody') : null),
    apply: (state, event) => {
      applied.count += 1
      return event.type === 'CustomerRegistered' ? { customers: [...state.customers, event.data.customerId] } : state
    },
    codec: Owned,
  })

/** Counts all events. */
const countIn = (version: number, applied: { count: number } = { count: 0 }) =>
  projection({
    version,
    initial: 0,
    apply: (count) => {
      applied.count += 1
      return count + 1
    },
    codec: t.number,
  })

const PointsGranted = event('PointsGranted', { customerId: text, points: t.number })

const recordOther = async (crm: Clientele, type: string, data: unknown): Promise<void> => {
  const metadata = { by: 'host', at: '2024-03-15T10:00:00.000Z', commandId: 'other' }
  const one = { id: crypto.randomUUID(), type, schemaVersion: 1, data, metadata }
  const writes = [{ stream: `points-${one.id}`, expected: 'noStream', events: [one] }] as const
  const appended = await crm.store.append({ writes, unchanged: [], noneSince: [] })()
  if (!isRight(appended)) throw new Error(appended.left.error)
  const seen = await crm.caughtUp(appended.right.events[0].position)
  if (!isRight(seen)) throw new Error(seen.left.error)
}

const thrownBy = (work: () => unknown): unknown => {
  try {
    return work()
  } catch (error) {
    return error
  }
}

/** Fails on the customer `a2` while it is broken. */
const fragile = (broken: { now: boolean }) =>
  projection({
    version: 1,
    initial: { seen: 0 },
    keysOf: ({ stream }) => [stream, 'all'],
    apply: ({ seen }, event, key) => {
      if (broken.now && event.stream === 'customer-a2' && key === 'all') throw new RangeError('Secret Name')
      return { seen: seen + 1 }
    },
    codec: t.type({ seen: t.number }),
  })

describe('a projection of the host', () => {
  test('shows the result of a command as soon as it is answered', async () => {
    const crm = await openClientele({ store: memory(), projections: { owned: ownedIn(1), events: countIn(1) } })
    await round(crm, 1)
    const { customers } = crm.projections.owned.get('e1')
    expect(customers).toEqual(['a1', 'b1', 'c1', 'd1'])
    expect(crm.projections.owned.get('nobody')).toEqual({ customers: [] })
    expect(crm.projections.owned.has('nobody')).toBe(false)
    expect([...crm.projections.owned.entries()]).toEqual([['e1', { customers }]])
    expect(crm.projections.events.get()).toBe(10)
    await crm.close()
  })

  test('shows what other registers on the store append', async () => {
    const store = memory()
    const crm = await openClientele({ store, projections: { owned: ownedIn(1) } })
    await session({ store }, (other) => round(other, 1))
    expect(isRight(await crm.caughtUp())).toBe(true)
    expect(crm.projections.owned.get('e1').customers).toHaveLength(4)
    await crm.close()
  })

  test('receives events of unknown types, and its own ones decoded', async () => {
    const points = projection({
      version: 1,
      initial: 0,
      keysOf: (event) => (event.type === 'PointsGranted' ? event.data.customerId : event.type),
      apply: (sum, event) => (event.type === 'PointsGranted' ? sum + event.data.points : sum + 1),
      codec: t.number,
      events: [PointsGranted],
    })
    const crm = await openClientele({ store: memory(), projections: { points } })
    await recordOther(crm, 'PointsGranted', { customerId: 'acme', points: 5 })
    await recordOther(crm, 'SomethingElse', {})
    expect([...crm.projections.points.entries()]).toEqual([
      ['acme', 5],
      ['SomethingElse', 1],
    ])
    await recordOther(crm, 'PointsGranted', { customerId: 'acme', points: 'many' })
    expect(crm.projections.points.stoppedBy).toMatchObject({ type: 'PointsGranted', thrown: 'EventUnreadable' })
    await crm.close()
  })

  test('cannot be modified through what it returns, nor can the views through it', async () => {
    const errors: unknown[] = []
    const meddling = projection({
      version: 1,
      initial: 0,
      apply: (count, event) => {
        errors.push(
          thrownBy(
            () => Reflect.set(Object(event.data), 'name', 'Meddled') || Object.assign(event.data, { name: 'M' }),
          ),
        )
        return count + 1
      },
      codec: t.number,
    })
    const crm = await openClientele({ store: memory(), projections: { owned: ownedIn(1), meddling } })
    await round(crm, 1)
    const { customers } = crm.projections.owned.get('e1')
    for (const spoil of [
      () => Object.assign(crm.projections.owned.get('e1'), { customers: [] }),
      () => Object.assign(customers, ['zzz']),
      () => Object.assign(crm.projections.owned.get('none').customers, ['zzz']),
      () => Object.assign(crm.projections.owned, { get: () => 'spoilt' }),
      () => Object.assign(crm.projections, { owned: null }),
    ])
      expect(thrownBy(spoil)).toBeInstanceOf(TypeError)
    expect(crm.projections.owned.get('e1').customers).toEqual(['a1', 'b1', 'c1', 'd1'])
    expect(errors.every((error) => error instanceof TypeError)).toBe(true)
    expect(crm.views.customerList({})).toMatchObject({ right: [{ name: 'Ö a1' }, {}, {}, {}] })
    await crm.close()
  })
})

describe('a projection that throws', () => {
  test('stops before the event, reports it, and does not stop views and other projections', async () => {
    const broken = { now: true }
    const { logger, warnings } = remembering()
    const options = { store: memory(), logger, projections: { fragile: fragile(broken), events: countIn(1) } }
    const crm = await openClientele(options)
    await round(crm, 1)
    expect(crm.projections.fragile.get('all').seen).toBe(10)
    await round(crm, 2)
    const stopped = {
      error: 'ProjectionStopped',
      projection: 'fragile',
      stream: 'customer-a2',
      revision: 0,
      type: 'CustomerRegistered',
      thrown: 'RangeError',
    }
    expect(crm.projections.fragile.stoppedBy).toEqual(stopped)
    expect(thrownBy(() => crm.projections.fragile.get('all'))).toMatchObject({
      name: 'ProjectionStopped',
      failure: stopped,
    })
    expect(thrownBy(() => [...crm.projections.fragile.entries()])).toMatchObject({ name: 'ProjectionStopped' })
    expect(crm.projections.events.get()).toBe(20)
    expect(crm.register.tables.customers.size).toBe(8)
    expect(await crm.health()).toMatchObject({
      isWell: false,
      views: { stoppedBy: null },
      projections: { fragile: { version: '1', stoppedBy: stopped }, events: { stoppedBy: null } },
    })
    expect(warnings.filter((line) => line.includes('ProjectionStopped'))).toHaveLength(1)
    expect(JSON.stringify([warnings, await crm.health()])).not.toContain('Secret')

    expect(await crm.rebuild()).toMatchObject({
      right: { equal: false, differences: [{ in: 'projection', projection: 'fragile', key: null }] },
    })
    broken.now = false
    expect(await crm.rebuild({ swap: true })).toMatchObject({ right: { equal: false, swapped: true } })
    expect(crm.projections.fragile.get('all').seen).toBe(20)
    expect(await crm.health()).toMatchObject({ isWell: true })
    await round(crm, 3)
    expect(crm.projections.fragile.get('all').seen).toBe(30)
    await crm.close()
  })

  test('is folded again when the register is opened again', async () => {
    const broken = { now: true }
    const applied = { count: 0 }
    const options = {
      store: memory(),
      snapshots: memorySnapshots(),
      snapshotEvery: 1,
      projections: { fragile: fragile(broken), events: countIn(1, applied) },
    }
    await session(options, async (crm) => {
      await round(crm, 1)
      await round(crm, 2)
    })
    broken.now = false
    applied.count = 0
    const crm = await openClientele(options)
    expect(crm.projections.fragile.get('all').seen).toBe(20)
    expect(crm.projections.events.get()).toBe(20)
    expect(applied.count).toBe(0)
    await crm.close()
  })

  test.each([
    ['a Map', () => new Map()],
    ['a date', () => ({ at: new Date(0) })],
    ['a promise', async () => 1],
    ['nothing', () => undefined],
    ['a function', () => ({ get: () => 1 })],
    ['a bigint, which no snapshot can hold', () => 1n],
    ['a bigint in a list', () => [1, 2n]],
    ['a symbol', () => ({ kind: Symbol('odd') })],
    [
      'itself',
      () => {
        const state: { self?: unknown } = {}
        state.self = state
        return state
      },
    ],
  ])('or returns %s, which could be modified, stops', async (_, make) => {
    const mutable = projection<unknown>({ version: 1, initial: 0, apply: make, codec: t.unknown })
    const crm = await openClientele({ store: memory(), projections: { odd: mutable } })
    await round(crm, 1)
    expect(crm.projections.odd.stoppedBy).toMatchObject({ error: 'ProjectionStopped', thrown: 'TypeError' })
    await crm.close()
  })

  test.each([[7], [[7]], [['a', undefined]], [undefined]])(
    'or gives keys that are no texts, stops: %j',
    async (keys) => {
      const rule = {
        version: 1,
        initial: 0,
        keysOf: () => keys as never,
        apply: (sum: number) => sum + 1,
        codec: t.number,
      }
      const crm = await openClientele({ store: memory(), projections: { odd: projection(rule) } })
      await round(crm, 1)
      expect(crm.projections.odd.stoppedBy).toMatchObject({ error: 'ProjectionStopped', thrown: 'TypeError' })
      await crm.close()
    },
  )
})

describe('snapshots of projections', () => {
  const saveSnapshots = async (store: StoreSource, snapshots: SnapshotStore): Promise<void> => {
    const projections = { owned: ownedIn(1), events: countIn(1) }
    await session({ store, snapshots, snapshotEvery: 1, projections }, (crm) => round(crm, 1))
  }

  test('are loaded, and nothing is folded', async () => {
    const [store, snapshots, applied] = [memory(), memorySnapshots(), { count: 0 }]
    await saveSnapshots(store, snapshots)
    const projections = { owned: ownedIn(1, applied), events: countIn(1, applied) }
    const crm = await openClientele({ store, snapshots, projections })
    expect(applied.count).toBe(0)
    expect(crm.projections.owned.get('e1').customers).toEqual(['a1', 'b1', 'c1', 'd1'])
    expect(crm.projections.events.get()).toBe(10)
    expect(thrownBy(() => Object.assign(crm.projections.owned.get('e1').customers, ['x']))).toBeInstanceOf(TypeError)
    expect(await crm.rebuild()).toMatchObject({ right: { equal: true } })
    await crm.close()
  })

  test('of another version are folded from the log, and only those', async () => {
    const [store, snapshots, first, second] = [memory(), memorySnapshots(), { count: 0 }, { count: 0 }]
    await saveSnapshots(store, snapshots)
    const { logger, warnings } = remembering()
    const projections = { owned: ownedIn(1, first), events: countIn(2, second), more: countIn(1) }
    const crm = await openClientele({ store, snapshots, projections, logger })
    expect(warnings).toEqual([])
    expect([first.count, second.count]).toEqual([0, 10])
    expect([crm.projections.events.get(), crm.projections.more.get()]).toEqual([10, 10])
    await accepted(crm, 'RegisterEmployee', { employeeId: 'zoe', name: 'Zoe' })
    expect([crm.projections.events.get(), crm.projections.more.get()]).toEqual([11, 11])
    expect(await crm.rebuild()).toMatchObject({ right: { equal: true } })
    await crm.close()
  })

  test('that do not decode are folded from the log', async () => {
    const [store, snapshots] = [memory(), memorySnapshots()]
    await saveSnapshots(store, snapshots)
    const throwing = new t.Type<number>('throwing', t.number.is, t.number.validate, (count) => {
      if (count > 0) throw new Error('no')
      return count
    })
    const owned = projection({ version: 1, initial: 'none', apply: (_, { type }) => type, codec: t.string })
    const events = projection({ version: 1, initial: 0, apply: (count) => count + 1, codec: throwing })
    const options = { store, snapshots, snapshotEvery: 1, projections: { owned, events } }
    await session(options, async (crm) => {
      expect([crm.projections.owned.get(), crm.projections.events.get()]).toEqual(['CustomerMovedToGroup', 10])
      await round(crm, 2)
    })
    const { logger, warnings } = remembering()
    await session({ ...options, logger }, (crm) =>
      expect([crm.projections.owned.get(), crm.projections.events.get()]).toEqual(['CustomerMovedToGroup', 20]),
    )
    expect(warnings).toEqual([])
  })

  test('that are wrong are reported with the name of the projection', async () => {
    let asked = 0
    const impure = projection({
      version: 1,
      initial: 0,
      keysOf: ({ stream }) => stream,
      apply: (count, { stream }) => {
        asked += stream === 'customer-b1' ? 1 : 0
        return count + asked
      },
      codec: t.number,
    })
    const crm = await openClientele({ store: memory(), projections: { impure, events: countIn(1) } })
    await round(crm, 1)
    const outcome = await crm.rebuild()
    expect(outcome).toMatchObject({ right: { equal: false } })
    const differences = isRight(outcome) ? outcome.right.differences : []
    expect(differences).toContainEqual({ in: 'projection', projection: 'impure', key: 'customer-b1' })
    expect(differences.every((one) => one.in === 'projection' && one.projection === 'impure')).toBe(true)
    await crm.close()
  })
})

describe('an invalid projection is refused', () => {
  const notPlain = { version: 1, initial: new Map(), apply: (state: unknown) => state, codec: t.unknown }
  const unreadable = { version: 1, initial: 1, apply: (state: number) => state, codec: t.number }
  const encodeOnly = new t.Type<number, string>('once', t.number.is, t.number.validate, String)

  test.each([
    ['a name', { 'no name': countIn(1) }],
    ['a value', { orders: Object(1) }],
    ['an initial state', { orders: projection<unknown>(notPlain) }],
    ['a codec', { orders: projection({ ...unreadable, codec: encodeOnly }) }],
  ])('by %s', async (_, projections) => {
    const opened = await openClientele({ store: memory(), projections }).catch(failureOf)
    expect(opened).toMatchObject({
      error: 'MalformedOptions',
      problem: expect.stringMatching(/^openClientele: .*projection/),
    })
  })

  test.each([[[]], [[null]], [['orders']]])('where it is defined, if it is defined by %j', (given) => {
    const define = () => Reflect.apply(projection, undefined, given)
    expect(define).toThrow('projection: the definition is an object.')
    expect(define).toThrow(expect.objectContaining({ name: 'MalformedOptions' }))
  })

  const sound = { version: 1, initial: 0, apply: (count: number) => count, codec: t.number }
  const column = { heading: { en: 'Orders' }, value: () => 1 }

  // Definitions as an untyped host writes them.
  test.each([
    [{ version: undefined }, '`projections.p.version` is a number or a text.'],
    [{ version: {} }, '`projections.p.version` is a number or a text.'],
    [{ apply: undefined }, '`projections.p.apply` is a function.'],
    [{ keysOf: 'stream' }, '`projections.p.keysOf` is a function.'],
    [{ codec: undefined }, '`projections.p.codec` is a codec of io-ts.'],
    [{ events: [5] }, '`projections.p.events` is a list of what `event` defines.'],
    [{ keyOf: () => null }, '`projections.p.keyOf` is no field; did you mean `keysOf`?'],
    [{ columns: 5 }, '`projections.p.columns` is an object of columns.'],
    [
      { columns: { orders: { ...column, kind: 'count' } } },
      "`projections.p.columns.orders.kind` is 'text', 'date' or 'number'.",
    ],
    [
      { columns: { orders: { ...column, heading: { en: 'Orders', fi: 5 } } } },
      '`projections.p.columns.orders.heading` is an object with a text `en`, and texts by language.',
    ],
    [
      { columns: { orders: { ...column, values: 1 } } },
      '`projections.p.columns.orders.values` is no field; did you mean `value`?',
    ],
  ])('by its definition: %j', async (part, problem) => {
    const p = projection(Object({ ...sound, ...part }))
    const opened = await openClientele({ store: memory(), projections: { p } }).catch(failureOf)
    expect(opened).toEqual({ error: 'MalformedOptions', problem: `openClientele: ${problem}` })
  })
})
