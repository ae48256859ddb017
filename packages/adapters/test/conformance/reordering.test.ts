import { memory } from '@clientele/adapters/memory'
import { sqlite } from '@clientele/adapters/sqlite'
import { describe, expect, test } from 'vitest'
import { all, newStream, opened, rightOf } from '../sqlite/events.js'
import { temporaryFile } from '../sqlite/temporary.js'
import { conforms } from './conforming.js'
import { reordered } from './reordering.js'

describe('memory, reordered', () => {
  conforms(async () => ({ source: reordered(memory()), dispose: async () => {} }))
})

describe('sqlite, reordered', () => {
  conforms(async () => {
    const { file, remove } = await temporaryFile()
    return { source: reordered(sqlite({ file })), dispose: remove }
  })
})

test('a reordering store executes concurrent appends, all in another order', async () => {
  const sent = Array.from({ length: 20 }, (_, n) => `a-${n}`)
  const store = await opened(reordered(memory()))
  for (const answer of await Promise.all(sent.map((stream) => store.append(newStream(stream))()))) rightOf(answer)
  const done = (await all(store)).map(({ stream }) => stream)
  expect(done).not.toEqual(sent)
  expect(done.toSorted()).toEqual(sent.toSorted())
  await store.close()
})
