import { join } from 'node:path'
import { openClientele } from '@clientele/adapters'
import { memory } from '@clientele/adapters/memory'
import { sqlite } from '@clientele/adapters/sqlite'
import type { EventStore, RecordedEvent, StoreSource } from '@clientele/domain'
import { map } from 'fp-ts/lib/Either.js'
import { expect, onTestFinished, test } from 'vitest'
import { desk } from '../../../cli/test/running.js'
import { employee, executed, fill, positionsOf, until } from './registers.js'

const pause = (milliseconds: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, milliseconds))

/** A store whose pages can be delayed, or whose head is never answered. */
const slowed = (source: StoreSource, how: { page: number; isSilent: boolean; pages: number }): StoreSource => ({
  name: source.name,
  open: async () =>
    map((store: EventStore): EventStore => {
      const readAll: EventStore['readAll'] = async function* (options): AsyncGenerator<readonly RecordedEvent[]> {
        for await (const events of store.readAll(options)) {
          how.pages += 1
          if (how.page > 0) await pause(how.page)
          yield events
        }
      }
      const head = store.head()
      return { ...store, readAll, head: () => () => (how.isSilent ? new Promise(() => {}) : head()) }
    })(await source.open()),
})

test('the health of a register with 100 subscriptions on a slow or silent store is prompt, and nothing is read after', async () => {
  const how = { page: 0, isSilent: false, pages: 0 }
  const crm = await openClientele({ store: slowed(memory(), how) })
  onTestFinished(() => crm.close({ drain: 100 }))
  await fill(crm, 2_000)
  const never = () => new Promise<void>(() => {})
  for (let n = 0; n < 100; n += 1) crm.subscribe(`s${n}`, never)
  expect((await crm.health()).subscriptions.map(({ behind }) => behind)).toEqual(Array(100).fill(2_000))
  how.page = 30
  const startedAt = performance.now()
  const slow = await crm.health({ timeout: 200 })
  expect(performance.now() - startedAt).toBeLessThan(1_000)
  expect(slow.subscriptions.length).toBe(100)
  await pause(100)
  const read = how.pages
  await pause(200)
  expect(how.pages).toBe(read)
  how.isSilent = true
  expect(await crm.health({ timeout: 50 })).toMatchObject({ isWell: false, store: { isReachable: false, head: null } })
})

test('a checkpoint is the same in a copied store of the same kind, which the command line copies with checkpoints', async () => {
  const at = await desk()
  onTestFinished(at.remove)
  const [from, to] = [join(at.directory, 'from.db'), join(at.directory, 'to.db')]
  const crm = await openClientele({ store: sqlite({ file: from }) })
  await executed(crm, ...['a', 'b', 'c'].map(employee))
  const one = crm.subscribe('mails', () => {})
  await until(() => one.position() === '3')
  await crm.close()
  for (const line of ['events --store', 'stats --store', 'rebuild --store'])
    expect(await at.run(`${line} sqlite:from.db`)).toMatchObject({ code: 0, err: '' })
  expect(await at.run('copy --from sqlite:from.db --to sqlite:to.db')).toMatchObject({ code: 0 })
  const copied = await openClientele({ store: sqlite({ file: to }) })
  onTestFinished(() => copied.close())
  await executed(copied, employee('d'))
  const old = await openClientele({ store: sqlite({ file: from }) })
  const checkpoint = await old.store.subscriptions.checkpoints.load('mails')
  await old.close()
  if (checkpoint !== null) await copied.store.subscriptions.checkpoints.save('mails', checkpoint)
  const seen: string[] = []
  copied.subscribe('mails', (events) => void seen.push(...positionsOf(events)))
  await until(() => seen.length > 0)
  expect(seen).toEqual(['4'])
})
