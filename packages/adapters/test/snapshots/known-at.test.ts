import { readdirSync, rmSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { type Clientele, openClientele } from '@clientele/adapters'
import { memory } from '@clientele/adapters/memory'
import { fileSnapshots, memorySnapshots } from '@clientele/adapters/snapshots'
import type { SnapshotStore } from '@clientele/domain'
import { describe, expect, test } from 'vitest'
import { temporaryFile } from '../sqlite/temporary.js'
import { accepted } from './register.js'

const filled = async (
  snapshots: SnapshotStore,
  name: string,
  snapshotEvery: number,
  store = memory(),
): Promise<Clientele> => {
  const crm = await openClientele({ store, snapshots, snapshotEvery })
  for (let number = 0; number < 20; number += 1)
    await accepted(crm, 'RegisterContact', { personId: `${name}${number}`, lastName: `${name}${number}` })
  return crm
}

const namesAt = async (crm: Clientele, moment: string): Promise<readonly string[]> =>
  [...(await crm.knownAt(moment)).register.tables.persons.rows()].map(({ lastName }) => lastName)

describe('a register of a past moment', () => {
  test('does not use a snapshot of another log, even with as many events', async () => {
    const snapshots = memorySnapshots()
    await (await filled(snapshots, 'other', 3)).close()
    const crm = await filled(snapshots, 'mine', 1_000)
    const names = await namesAt(crm, '20')
    expect([names.length, names.filter((name) => !name.startsWith('mine'))]).toEqual([20, []])
    await crm.close()
  })

  test('since the last snapshot begins with the register as it was then, and reads no snapshot', async () => {
    const inner = memorySnapshots()
    let reads = 0
    const snapshots: SnapshotStore = {
      ...inner,
      latest: (wanted) => {
        if (wanted.isRead !== undefined) reads += 1
        return inner.latest(wanted)
      },
    }
    const store = memory()
    const options = { store, snapshots, snapshotEvery: 15 }
    await (await filled(snapshots, 'mine', 1_000, store)).close()
    await (await openClientele({ ...options, snapshotEvery: 1 })).close()
    const crm = await openClientele(options)
    await accepted(crm, 'ChangeContactDetails', { personId: 'mine7', changes: { lastName: 'other' } })
    await accepted(crm, 'RegisterContact', { personId: 'late', lastName: 'late' })
    expect(await namesAt(crm, '21')).toEqual(await namesAt(crm, '21'))
    const names = await namesAt(crm, '20')
    expect([names.length, names[7], (await namesAt(crm, '21'))[7], reads]).toEqual([20, 'mine7', 'other', 0])
    expect((await namesAt(crm, '19')).length).toBe(19)
    expect(reads).toBe(1)
    await accepted(crm, 'ErasePerson', { personId: 'mine5' })
    expect((await namesAt(crm, '20')).includes('mine5')).toBe(false)
    expect(reads).toBe(2)
    await crm.close()
  })

  test('that is cached contains nobody who was erased since, before a view is read', async () => {
    const crm = await filled(memorySnapshots(), 'mine', 1_000)
    expect(await namesAt(crm, '18')).toContain('mine5')
    await accepted(crm, 'ErasePerson', { personId: 'mine5' })
    expect(await namesAt(crm, '18')).not.toContain('mine5')
    await crm.close()
  })

  test('that failed to build once is built when it is requested again', async () => {
    let isBroken = true
    const inner = memorySnapshots()
    const snapshots: SnapshotStore = {
      ...inner,
      latest: (wanted) => async () => {
        if (isBroken && wanted.isRead !== undefined) throw new Error('the host broke')
        return inner.latest(wanted)()
      },
    }
    const crm = await filled(snapshots, 'mine', 1_000)
    await expect(crm.knownAt('18')).rejects.toThrow('the host broke')
    isBroken = false
    expect(await namesAt(crm, '18')).toHaveLength(18)
    await crm.close()
  })
})

test('uses the previous snapshot if one is removed between listing and reading', async () => {
  const { file, remove } = await temporaryFile()
  const directory = dirname(file)
  const store = fileSnapshots({ directory })
  const chunks = Array.from({ length: 50 }, (_, at) => ({ part: `p${at}`, text: JSON.stringify('x'.repeat(50_000)) }))
  for (const number of [1, 2])
    await store.save({ version: 'v', mark: { position: String(number), eventId: `e${number}` }, chunks })()
  const newest = join(directory, readdirSync(directory).sort().at(-1) ?? '')
  const removeNewest = async (): Promise<boolean> => {
    rmSync(newest, { force: true })
    return true
  }
  const reasons: string[] = []
  const found = await store.latest({
    version: 'v',
    isKnown: removeNewest,
    passedOver: (reason) => reasons.push(reason),
  })()
  expect(found).toMatchObject({ right: { mark: { position: '1' } } })
  expect(reasons).toHaveLength(1)
  await remove()
})
