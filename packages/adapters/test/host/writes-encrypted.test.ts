import { randomBytes } from 'node:crypto'
import { type Clientele, openClientele } from '@clientele/adapters'
import { memoryKeys } from '@clientele/adapters/keys'
import type { RecordedEvent } from '@clientele/domain'
import { isRight } from 'fp-ts/lib/Either.js'
import { expect, onTestFinished, test } from 'vitest'
import { onEveryTransaction } from './outbox.js'

const executed = async (crm: Clientele, type: string, data: object): Promise<void> => {
  expect(isRight(await crm.executeUnknown({ type, data }))).toBe(true)
}

const eventsOf = async (crm: Clientele): Promise<readonly RecordedEvent[]> => {
  const all: RecordedEvent[] = []
  for await (const batch of crm.events()) all.push(...batch)
  return all
}

onEveryTransaction('writes of the host on an encrypted register', (make) => {
  test('receive every event decrypted', async () => {
    const outbox = make()
    onTestFinished(outbox.remove)
    const received: RecordedEvent[] = []
    const crm = await openClientele({
      store: outbox.source(),
      keys: { masterKey: randomBytes(32).toString('base64'), store: memoryKeys() },
      writes: { ...outbox.writes((events) => void received.push(...events)), prepare: [outbox.createTable] },
    })
    await executed(crm, 'RegisterCustomer', { customerId: 'acme', name: 'Acme Oy' })
    await executed(crm, 'RegisterContact', { personId: 'maria', firstName: 'Maria', lastName: 'Meri' })
    expect(received).toEqual(await eventsOf(crm))
    expect(JSON.stringify(received)).toContain('Meri')
    const known = received.length
    await executed(crm, 'ErasePerson', { personId: 'maria' })
    const erasing = received.slice(known)
    expect(erasing.map(({ type }) => type)).toContain('PersonErased')
    expect(erasing).toEqual((await eventsOf(crm)).slice(known))
    await crm.close()
  })
})
