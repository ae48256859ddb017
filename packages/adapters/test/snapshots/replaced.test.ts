import { readFileSync, renameSync, rmSync } from 'node:fs'
import { sqliteSnapshots } from '@clientele/adapters/snapshots'
import type { Snapshot, SnapshotStore } from '@clientele/domain'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { type Temporary, temporaryFile } from '../sqlite/temporary.js'

let temporary: Temporary
let mine: SnapshotStore

const snapshot = (name: string): Snapshot => ({
  version: 'v',
  mark: { position: '1', eventId: name },
  chunks: [{ part: 'names', text: JSON.stringify(name) }],
})

const newest = async (file: string): Promise<string | undefined> => {
  const snapshots = sqliteSnapshots({ file })
  const found = await snapshots.latest({ version: 'v' })()
  await snapshots.close()
  return found._tag === 'Right' ? found.right?.mark.eventId : found.left.error
}

const removeCompanions = (): void => ['-wal', '-shm'].forEach((end) => void rmSync(temporary.file + end))

beforeEach(async () => {
  temporary = await temporaryFile()
  mine = sqliteSnapshots({ file: temporary.file })
  expect(await mine.save(snapshot('first'))()).toMatchObject({ _tag: 'Right' })
})
afterEach(async () => {
  await mine.close()
  await temporary.remove()
})

describe('the file of snapshots of an open store', () => {
  test('is recreated by the next save if it was removed', async () => {
    rmSync(temporary.file)
    removeCompanions()
    expect(await mine.save(snapshot('second'))()).toMatchObject({ _tag: 'Right' })
    expect(await newest(temporary.file)).toBe('second')
  })

  test('is purged as it is now if it was replaced', async () => {
    const other = sqliteSnapshots({ file: `${temporary.file}.other` })
    await other.save(snapshot('Siiri'))()
    await other.close()
    renameSync(`${temporary.file}.other`, temporary.file)
    removeCompanions()
    expect(await mine.purge()()).toMatchObject({ _tag: 'Right' })
    expect(await newest(temporary.file)).toBeUndefined()
    expect(readFileSync(temporary.file).includes('Siiri')).toBe(false)
  })
})
