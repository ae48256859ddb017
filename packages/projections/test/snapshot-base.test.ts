import { expect, test } from 'vitest'
import { customer, logOf } from './log.js'
import { createProjections, registerIn, takeSnapshot } from './source.js'

const renamed = (id: string) => ({
  stream: `customer-${id}`,
  event: 'CustomerDetailsChanged' as const,
  data: { personId: null, changes: [{ field: 'name', old: id, new: `${id} Oy` }] },
})

test('a past moment that starts from a snapshot reads one block of rows at a time, before events change them', () => {
  const ids = Array.from({ length: 8_000 }, (_, at) => `c${at}`)
  const events = logOf(...ids.map((id) => customer(id, id)), renamed('c1'), renamed('c2'))
  const live = createProjections()
  live.applyAll(events.slice(0, ids.length))
  const snapshot = takeSnapshot(live)
  const contents = snapshot === null ? null : registerIn(snapshot)
  if (contents === null) throw new Error('there is no snapshot')
  live.applyAll(events.slice(ids.length))
  let blocksRead = 0
  const tables = new Map(
    [...contents.tables].map(([name, { chunks, blocks }]) => [
      name,
      {
        chunks,
        blocks: function* () {
          for (const block of blocks()) {
            blocksRead += 1
            yield block
          }
        },
      },
    ]),
  )
  const { takeIn, register } = live.knownAfter(events.length - 1, {
    contents: { ...contents, tables },
    count: ids.length,
  })
  let most = 0
  let before = 0
  for (const _ of takeIn()) {
    most = Math.max(most, blocksRead - before)
    before = blocksRead
  }
  expect(blocksRead).toBeGreaterThan(3)
  expect([most, blocksRead - before]).toEqual([1, 0])
  expect([register.tables.customers.get('c1')?.name, register.tables.customers.get('c2')?.name]).toEqual([
    'c1 Oy',
    'c2',
  ])
})
