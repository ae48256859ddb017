import { randomBytes } from 'node:crypto'
import { copyFileSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Clientele, openClientele } from '@clientele/adapters'
import { fileSnapshots } from '@clientele/adapters/snapshots'
import { sqlite } from '@clientele/adapters/sqlite'
import { isLeft } from 'fp-ts/lib/Either.js'
import { afterAll, expect, test } from 'vitest'

const directory = mkdtempSync(join(tmpdir(), 'clientele-two-processes-'))
afterAll(() => rmSync(directory, { recursive: true, force: true }))

const masterKey = randomBytes(32).toString('base64')

const openIn = (folder: string, snapshots = join(folder, 'snapshots')): Promise<Clientele> =>
  openClientele({
    store: sqlite({ file: join(folder, 'crm.db') }),
    keys: { masterKey },
    snapshots: fileSnapshots({ directory: snapshots }),
    snapshotEvery: 1,
    follow: false,
  })

const accepted = async (crm: Clientele, type: string, data: object): Promise<void> => {
  const outcome = await crm.executeUnknown({ type, data })
  if (isLeft(outcome)) throw new Error(`${type}: ${JSON.stringify(outcome.left)}`)
}

const registered = async (folder: string): Promise<void> => {
  const crm = await openIn(folder)
  await accepted(crm, 'RegisterPrivateCustomer', { personId: 'pia', customerId: 'cp', lastName: 'Piiparinen' })
  await accepted(crm, 'ArchiveCustomer', { customerId: 'cp', reason: 'marked-archiving' })
  await crm.close()
}

const logOf = async (crm: Clientele): Promise<string> => {
  const events: unknown[] = []
  for await (const batch of crm.events()) events.push(...batch)
  return JSON.stringify(events)
}

test('a process that knows only the key of a private customer forgets it when another one erases its person', async () => {
  const folder = mkdtempSync(join(directory, 'customer-'))
  await registered(folder)
  const [one, other] = [await openIn(folder), await openIn(folder)]
  for await (const events of other.store.readStream('customer-cp', { from: 1 }))
    expect(JSON.stringify(events)).toContain('marked-archiving')
  await accepted(one, 'ErasePerson', { personId: 'pia' })
  await other.caughtUp()
  const read = await logOf(other)
  await Promise.all([one.close(), other.close()])
  expect(read).not.toContain('marked-archiving')
})

test('a snapshot copied before an erasure is not readable afterwards, even if another process destroyed the keys', async () => {
  const folder = mkdtempSync(join(directory, 'snapshot-'))
  await registered(folder)
  const copies = join(folder, 'copies')
  const crm = await openIn(folder, copies)
  await accepted(crm, 'RestoreCustomer', { customerId: 'cp' })
  await crm.close()
  expect(readdirSync(copies).length).toBeGreaterThan(0)
  // The process that appends the erasure dies before it destroys the keys.
  copyFileSync(join(folder, 'crm.db.keys'), join(folder, 'before.keys'))
  const erasing = await openIn(folder)
  await accepted(erasing, 'ErasePerson', { personId: 'pia' })
  await erasing.close()
  copyFileSync(join(folder, 'before.keys'), join(folder, 'crm.db.keys'))
  const next = await openIn(folder)
  await next.close()
  const passedOver: unknown[] = []
  const ignored = { info: () => {}, error: () => {}, warn: (facts: object) => void passedOver.push(facts) }
  const snapshots = fileSnapshots({ directory: copies })
  const store = sqlite({ file: join(folder, 'crm.db') })
  const again = await openClientele({ store, keys: { masterKey }, snapshots, logger: ignored, follow: false })
  expect(await logOf(again)).not.toContain('marked-archiving')
  await again.close()
  expect(passedOver).not.toEqual([])
})
