import { randomUUID } from 'node:crypto'
import { type Clientele, openClientele } from '@clientele/adapters'
import { memory } from '@clientele/adapters/memory'
import type { Revision, StreamName } from '@clientele/domain'
import { expect, test } from 'vitest'

const registered = async (): Promise<Clientele> => {
  const crm = await openClientele({ store: memory() })
  for (const customerId of ['acme', 'beta'])
    await crm.executeUnknown({ type: 'RegisterCustomer', data: { customerId, name: customerId } })
  return crm
}

/** Appends an event of a newer version. */
const frozen = async (crm: Clientele, stream: StreamName, expected: Revision): Promise<void> => {
  const metadata = { by: 'newer', at: new Date().toISOString(), commandId: randomUUID() }
  const event = { id: randomUUID(), type: 'CustomerFrozen', schemaVersion: 1, data: {}, metadata }
  const writes = [{ stream, expected, events: [event] }] as const
  expect(await crm.store.append({ writes, unchanged: [], noneSince: [] })()).toMatchObject({ _tag: 'Right' })
}

const rename = (crm: Clientele, customerId: string) =>
  crm.executeUnknown({ type: 'ChangeCustomerDetails', data: { customerId, changes: { name: 'New' } } })

const unreadable = {
  _tag: 'Left',
  left: {
    error: 'EventUnreadable',
    stream: 'customer-acme',
    revision: 1,
    type: 'CustomerFrozen',
    problems: [{ path: 'type', expected: expect.stringContaining('update @clientele/clientele') }],
  },
}

test('a command that reads an event of an unknown type is not decided', async () => {
  const crm = await registered()
  await frozen(crm, 'customer-acme', 0)
  expect(await rename(crm, 'acme')).toMatchObject(unreadable)
  expect(await rename(crm, 'acme')).toMatchObject(unreadable)
  expect(await rename(crm, 'beta')).toMatchObject({ _tag: 'Right' })
  expect(crm.views.customerCard({ customerId: 'acme' })).toMatchObject({ name: 'acme' })
  expect((await crm.health()).views).toMatchObject({ stoppedBy: null, passedOver: ['CustomerFrozen'] })
  await crm.close()
})
