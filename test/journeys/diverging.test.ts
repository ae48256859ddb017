import { type Clientele, type ClienteleOptions, memoryCheckpoints, openClientele } from '@clientele/adapters'
import { memorySnapshots } from '@clientele/adapters/snapshots'
import type { StoreSource } from '@clientele/domain'
import { isLeft } from 'fp-ts/lib/Either.js'
import { afterEach, expect, test } from 'vitest'
import { rightOf } from '../../packages/adapters/test/sqlite/events.js'
import { backUp, type PutBack } from '../processes/backups.js'
import { type Disturbable, onEveryDisturbableStore, sourceAt } from '../processes/durable.js'

/** A store whose log can be restored to a backup while processes have it open. */
type Restorable = {
  readonly source: StoreSource
  /** Whether a command of a process that knew later events is refused before it is appended. */
  readonly refusesFirst: boolean
  backUp(): Promise<void>
  putBack(): Promise<void>
}

const restorableOn = async (durable: Disturbable): Promise<Restorable> => {
  let putBack: PutBack = async () => {}
  return {
    source: await sourceAt(durable.url),
    refusesFirst: !('server' in durable),
    backUp: async () => {
      putBack = await backUp(durable)
    },
    putBack: () => putBack(),
  }
}

const employees = async (crm: Clientele, ...ids: readonly string[]): Promise<void> => {
  for (const employeeId of ids) {
    const outcome = await crm.execute({ type: 'RegisterEmployee', data: { employeeId, name: employeeId } })
    if (isLeft(outcome)) expect.fail(JSON.stringify(outcome.left))
  }
}

const employeesOf = ({ register }: Clientele): readonly string[] =>
  [...register.tables.employees.rows()].map(({ employeeId }) => employeeId)

const idsIn = async (crm: Clientele): Promise<readonly string[]> => {
  const ids: string[] = []
  for await (const batch of crm.events()) ids.push(...batch.map(({ stream }) => stream))
  return ids
}

const before = ['a', 'b', 'c']
const after = ['d', 'e', 'f', 'g', 'h']

// Fewer events than the live process has seen, as many, and more.
const writtenOn: readonly (readonly string[])[] = [[], ['v', 'w', 'x', 'y', 'z'], ['r', 's', 't', 'u', 'v', 'w', 'x']]

const known = { type: 'RegisterEmployee', data: { employeeId: 'a', name: 'a' } }

const diverged = { left: { error: 'LogDiverged' } }

onEveryDisturbableStore('a log restored from a backup under live processes', (make) => {
  const closing: (() => Promise<unknown>)[] = []
  afterEach(async () => {
    for (const close of closing.splice(0).reverse()) await close()
  })

  const opened = async (source: StoreSource, options: Partial<ClienteleOptions> = {}): Promise<Clientele> => {
    const crm = await openClientele({ store: source, ...options })
    closing.push(() => crm.close({ drain: 1_000 }))
    return crm
  }

  const restorable = async (): Promise<Restorable> => restorableOn(await make())

  /** A live process that has seen eight events of a log, which is then restored to three and continued elsewhere. */
  const restoreUnder = async (log: Restorable, elsewhere: readonly string[], options = {}): Promise<Clientele> => {
    const live = await opened(log.source, options)
    await employees(live, ...before)
    await log.backUp()
    await employees(live, ...after)
    await log.putBack()
    const other = await opened(log.source)
    await employees(other, ...elsewhere)
    return live
  }

  for (const elsewhere of writtenOn) {
    const written = `restored, then ${elsewhere.length} events written`

    test(`${written}: a command that is refused answers LogDiverged, and so does every later one`, async () => {
      const live = await restoreUnder(await restorable(), elsewhere, { follow: false })
      expect(await live.executeUnknown(known)).toMatchObject(diverged)
      expect(await live.executeUnknown(known)).toMatchObject(diverged)
      expect(await live.caughtUp()).toMatchObject(diverged)
    })

    test(`${written}: a command that would be accepted answers LogDiverged`, async () => {
      const log = await restorable()
      const live = await restoreUnder(log, elsewhere, { follow: false })
      const stored = await idsIn(await opened(log.source))
      const outcome = await live.execute({ type: 'RegisterEmployee', data: { employeeId: 'new', name: 'New' } })
      expect(outcome).toMatchObject(diverged)
      if (log.refusesFirst) expect(await idsIn(await opened(log.source))).toEqual(stored)
    })

    test(`${written}: a following process detects it, and a newly opened one is correct`, async () => {
      const log = await restorable()
      const live = await restoreUnder(log, elsewhere)
      await expect.poll(() => live.executeUnknown(known), { timeout: 5_000 }).toMatchObject(diverged)
      const reopened = await opened(log.source)
      await employees(reopened, 'new')
      expect(employeesOf(reopened)).toEqual([...before, ...elsewhere, 'new'])
    })

    test(`${written}: a subscription whose checkpoint is from the former log stops with LogDiverged and delivers nothing`, async () => {
      const log = await restorable()
      const checkpoints = memoryCheckpoints()
      const live = await opened(log.source)
      await employees(live, ...before)
      await log.backUp()
      await employees(live, ...after)
      const running = live.subscribe('mails', () => {}, { checkpoints })
      const head = rightOf(await live.store.head()())
      await expect.poll(() => checkpoints.load('mails'), { timeout: 10_000 }).toEqual(head)
      await log.putBack()
      const reopened = await opened(log.source)
      await employees(reopened, ...elsewhere)
      expect(await running.stopped).toMatchObject({ error: 'LogDiverged' })
      const given: string[] = []
      const later = reopened.subscribe('mails', (events) => void given.push(...events.map(({ id }) => id)), {
        checkpoints,
      })
      expect(await later.stopped).toMatchObject({ error: 'LogDiverged' })
      expect(given).toEqual([])
    })

    test(`${written}: a snapshot of the former log is ignored`, async () => {
      const log = await restorable()
      const snapshots = memorySnapshots()
      const live = await opened(log.source)
      await employees(live, ...before)
      await log.backUp()
      const saving = await opened(log.source, { snapshots, snapshotEvery: 1 })
      await employees(saving, ...after)
      await saving.close()
      await log.putBack()
      await employees(await opened(log.source), ...elsewhere)
      const reopened = await opened(log.source, { snapshots })
      expect(employeesOf(reopened)).toEqual([...before, ...elsewhere])
    })
  }

  test('an event from a receipt is distinguished from another event at the same position', async () => {
    const log = await restorable()
    const live = await opened(log.source)
    await employees(live, 'a')
    await log.backUp()
    const outcome = await live.execute({ type: 'RegisterEmployee', data: { employeeId: 'b', name: 'B' } })
    if (isLeft(outcome)) expect.fail(JSON.stringify(outcome.left))
    const reader = await opened(log.source)
    expect(await reader.caughtUp(outcome.right)).toMatchObject({ right: { eventId: outcome.right.eventId } })
    await log.putBack()
    const reopened = await opened(log.source)
    await employees(reopened, 'c', 'd')
    expect(await reopened.caughtUp(outcome.right, { timeout: 5_000 })).toMatchObject(diverged)
  })
})
