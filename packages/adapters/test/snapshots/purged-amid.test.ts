import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { sqliteSnapshots } from '../../src/runtime/snapshots/index.js'

let directory = ''

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'clientele-purged-'))
})

afterEach(() => rm(directory, { recursive: true, force: true }))

const noteText = 'Marttinen said so'

/** A snapshot with `count` chunks; calls `taken` when a chunk is read. */
const snapshotOf = (count: number, taken: (at: number) => void = () => undefined) => ({
  version: 'v1',
  mark: { position: '1', eventId: 'event-1' },
  chunks: (function* () {
    for (let at = 0; at < count; at += 1) {
      taken(at)
      yield { part: `part ${at}`, text: JSON.stringify(`${noteText} ${'x'.repeat(10_000)}`) }
    }
  })(),
})

const bytesHold = async (text: string): Promise<boolean> => {
  const files = await Promise.all((await readdir(directory)).map((name) => readFile(join(directory, name), 'latin1')))
  return files.some((file) => file.includes(text))
}

test('data that another process purges during a save does not reappear, not a byte of it', async () => {
  const file = join(directory, 'crm.snapshots')
  const [saver, purger] = [sqliteSnapshots({ file }), sqliteSnapshots({ file })]
  expect(await saver.save(snapshotOf(3))()).toMatchObject({ _tag: 'Right' })
  let purged: Promise<unknown> | null = null
  const saving = snapshotOf(400, (at) => {
    if (at === 200) purged = purger.purge()()
  })
  expect(await saver.save(saving)()).toMatchObject({ _tag: 'Right' })
  expect(await purged).toMatchObject({ _tag: 'Right' })
  expect(await purger.latest({ version: 'v1' })()).toEqual({ _tag: 'Right', right: null })
  await Promise.all([saver.close(), purger.close()])
  expect(await bytesHold(noteText)).toBe(false)
})

test('other work continues while a large one is saved or removed', async () => {
  const file = join(directory, 'crm.snapshots')
  const store = sqliteSnapshots({ file })
  let turns = 0
  let isOver = false
  const counting = (async () => {
    for (; !isOver; turns += 1) await setTimeout(1)
  })()
  for (let round = 0; round < 4; round += 1)
    expect(await store.save(snapshotOf(2_000))()).toMatchObject({ _tag: 'Right' })
  isOver = true
  await counting
  expect(turns).toBeGreaterThan(100)
  const found = await store.latest({ version: 'v1' })()
  expect(found._tag === 'Right' && [...(found.right?.chunks ?? [])].length).toBe(2_000)
  await store.close()
})
