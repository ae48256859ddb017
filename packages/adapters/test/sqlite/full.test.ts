import { sqlite } from '@clientele/adapters/sqlite'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { all, newStream, opened, rightOf } from './events.js'
import { type Temporary, temporaryFile } from './temporary.js'

let temporary: Temporary

beforeEach(async () => {
  temporary = await temporaryFile()
})
afterEach(() => temporary.remove())

const large = { text: 'x'.repeat(100_000) }

test('a full disk fails the append, stores nothing of it and the store stays usable', async () => {
  const store = await opened(sqlite({ file: temporary.file, maxBytes: 1_000_000 }))
  const answers = []
  for (let n = 0; n < 20; n += 1) answers.push((await store.append(newStream(`a-${n}`, large))())._tag)
  const accepted = answers.filter((tag) => tag === 'Right').length
  expect(accepted).toBeGreaterThan(3)
  expect(answers).toEqual([...Array(accepted).fill('Right'), ...Array(20 - accepted).fill('Left')])
  expect(await store.append(newStream('b-1', large))()).toMatchObject({ left: { error: 'StoreFull' } })
  expect((await all(store)).length).toBe(accepted)
  await store.close()
})

test('appends that waited together with one that did not fit fail, and nothing of them is stored', async () => {
  const store = await opened(sqlite({ file: temporary.file, maxBytes: 1_000_000 }))
  const together = Array.from({ length: 20 }, (_, n) => store.append(newStream(`a-${n}`, large))())
  for (const answer of await Promise.all(together)) expect(answer).toMatchObject({ left: { error: 'StoreFull' } })
  expect(await all(store)).toEqual([])
  rightOf(await store.append(newStream('a-0'))())
  const [event] = await all(store)
  expect(event).toMatchObject({ stream: 'a-0', revision: 0, position: '1' })
  await store.close()
})
