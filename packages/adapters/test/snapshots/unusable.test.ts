import { existsSync } from 'node:fs'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openClientele } from '@clientele/adapters'
import { generateRegister } from '@clientele/adapters/generating'
import { memory } from '@clientele/adapters/memory'
import { fileSnapshots } from '@clientele/adapters/snapshots'
import { RegisterCustomer } from '@clientele/domain'
import { expect, onTestFinished, test } from 'vitest'

const fileIn = async (): Promise<string> => {
  const directory = await mkdtemp(join(tmpdir(), 'clientele-unusable-'))
  onTestFinished(() => rm(directory, { recursive: true }))
  await writeFile(join(directory, 'file'), 'text')
  return join(directory, 'file')
}

// The recursive `mkdir` of Node never ends where the system allows no directory.
const unusable: readonly (readonly [string, () => Promise<string>])[] = [
  ['is a file', fileIn],
  ['is below a file', async () => join(await fileIn(), 'deep', 'snapshots')],
  ...(existsSync('/proc/self')
    ? ([
        ['is below /proc', async () => '/proc/clientele-snapshots'],
        ['is deep below /proc', async () => '/proc/clientele-snapshots/deep/deeper'],
      ] as const)
    : []),
]

test.each(unusable)('snapshots in a directory that %s fail by name, and the register works without', async (_, at) => {
  const snapshots = fileSnapshots({ directory: await at() })
  const failure = {
    error: 'StoreUnavailable',
    problem:
      'The directory of the snapshots cannot be used: see that it is a directory, and that it may be read and written.',
  }
  expect(await snapshots.latest({ version: '1' })()).toEqual({ _tag: 'Left', left: failure })
  expect(await snapshots.purge()()).toEqual({ _tag: 'Left', left: failure })
  const warned: unknown[] = []
  const warn = (details: unknown): void => void warned.push(details)
  const logger = { info: () => {}, warn, error: () => {} }
  const crm = await openClientele({ store: memory(), snapshots, snapshotEvery: 1, logger })
  expect(await crm.execute(RegisterCustomer({ customerId: 'acme', name: 'Acme Oy' }))).toMatchObject({ _tag: 'Right' })
  await crm.close()
  expect(warned).toContainEqual(expect.objectContaining(failure))
})

test.each(unusable)('a register generated into a directory that %s fails by name', async (_, at) => {
  const generated = await generateRegister(await at(), { customers: 1, employees: 1, seed: 1 })
  expect(generated).toMatchObject({ left: { error: 'FileUnwritable' } })
})
