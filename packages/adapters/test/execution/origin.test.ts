import { mkdtemp, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { RecordedEvent } from '@clientele/domain'
import { isLeft } from 'fp-ts/lib/Either.js'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { type Clientele, openClientele } from '../../src/index.js'
import { memory } from '../../src/stores/memory/index.js'

let crm: Clientele

const done = async (type: string, data: object, context: Parameters<Clientele['execute']>[1] = {}): Promise<void> => {
  const outcome = await crm.executeUnknown({ type, data }, context)
  if (isLeft(outcome)) expect.fail(JSON.stringify(outcome.left))
}

const recorded = async (type: string): Promise<readonly RecordedEvent[]> => {
  const found: RecordedEvent[] = []
  for await (const batch of crm.events()) found.push(...batch.filter((event) => event.type === type))
  return found
}

const originsOf = async (type: string): Promise<readonly unknown[]> =>
  (await recorded(type)).map(({ metadata }) => metadata.origin)

beforeEach(async () => {
  crm = await openClientele({ store: memory() })
  await done('CreateCustomerGroup', { groupId: 'gold', name: 'Gold' })
  await done('CreateSpecialGroup', { specialGroupId: 'vip', name: 'VIP' })
  for (const customerId of ['acme', 'beta']) await done('RegisterCustomer', { customerId, name: customerId })
})

afterEach(() => crm.close())

describe('the origin of an event', () => {
  test('is omitted for a single command', async () => {
    expect(await originsOf('CustomerRegistered')).toEqual([undefined, undefined])
    const [registered] = await recorded('CustomerRegistered')
    expect(Object.keys(registered?.metadata ?? {})).toEqual(['by', 'at', 'commandId'])
  })

  test('is bulk for the parts of a bulk command', async () => {
    await done('MoveCustomersToGroup', { customerIds: ['acme', 'beta'], groupId: 'gold' })
    expect(await originsOf('CustomerMovedToGroup')).toEqual(['bulk', 'bulk'])
  })

  test('is followUp for customers that leave a group because it is deleted, and for those only', async () => {
    await done('MoveCustomerToGroup', { customerId: 'acme', groupId: 'gold' })
    await done('AddCustomerToSpecialGroup', { customerId: 'acme', specialGroupId: 'vip' })
    await done('DeleteCustomerGroup', { groupId: 'gold' })
    await done('DeleteSpecialGroup', { specialGroupId: 'vip' }, { reason: 'no longer used' })
    expect(await originsOf('CustomerMovedToGroup')).toEqual([undefined, 'followUp'])
    expect(await originsOf('CustomerGroupDeleted')).toEqual([undefined])
    expect(await originsOf('CustomerRemovedFromSpecialGroup')).toEqual(['followUp'])
    expect((await recorded('CustomerRemovedFromSpecialGroup'))[0]?.metadata.reason).toBe('no longer used')
  })

  test('is import for everything an import does, including bulk commands of a host that imports', async () => {
    const directory = await mkdtemp(join(tmpdir(), 'origin-'))
    await writeFile(join(directory, 'customers.csv'), 'customerId,name\ngamma,Gamma\n')
    const outcome = await crm.import(directory)
    expect(isLeft(outcome) ? outcome.left : outcome.right.problems).toEqual([])
    expect(await originsOf('CustomerRegistered')).toEqual([undefined, undefined, 'import'])
    await done('MoveCustomersToGroup', { customerIds: ['acme'], groupId: 'gold' }, { origin: 'import' })
    expect(await originsOf('CustomerMovedToGroup')).toEqual(['import'])
  })

  test('can be set to import by a caller, and to nothing else', async () => {
    const command = { type: 'ArchiveCustomer', data: { customerId: 'acme' } }
    const outcome = await crm.executeUnknown(command, { origin: 'merge' as 'import' })
    expect(outcome).toMatchObject({
      left: { error: 'MalformedCommand', problems: [{ path: 'origin', expected: '"import"', actual: 'string' }] },
    })
  })
})
