import { openClientele } from '@clientele/adapters'
import { memory } from '@clientele/adapters/memory'
import type { EventStore, StoreSource } from '@clientele/domain'
import { map } from 'fp-ts/lib/Either.js'
import { expect, test } from 'vitest'
import { employee, executed } from './registers.js'

/** A store that runs `meanwhile` after it has read a stream and before it returns the events. */
const readingSlowly = (source: StoreSource, meanwhile: (stream: string) => Promise<unknown>): StoreSource => ({
  name: 'slow',
  open: async () =>
    map(
      (store: EventStore): EventStore => ({
        ...store,
        readStream: async function* (stream, options) {
          yield* store.readStream(stream, options)
          await meanwhile(stream)
        },
      }),
    )(await source.open()),
})

test('a decision uses the newest state of a stream that changes while it is read', async () => {
  const store = memory()
  const other = await openClientele({ store })
  await executed(other, employee('anna'))
  let isDone = false
  const meanwhile = async (stream: string): Promise<void> => {
    if (stream !== 'employee-anna' || isDone) return
    isDone = true
    const position = await executed(other, { type: 'DeactivateEmployee', data: { employeeId: 'anna' } })
    await crm.caughtUp(position)
  }
  const crm = await openClientele({ store: readingSlowly(store, meanwhile) })
  const outcome = await crm.execute({ type: 'ReactivateEmployee', data: { employeeId: 'anna' } })
  expect(isDone).toBe(true)
  expect(outcome).toMatchObject({ right: { events: [{ type: 'EmployeeReactivated' }] } })
  await crm.close()
  await other.close()
})
