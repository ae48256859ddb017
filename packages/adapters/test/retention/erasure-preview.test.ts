import { randomBytes } from 'node:crypto'
import { type Clientele, openClientele } from '@clientele/adapters'
import { memory } from '@clientele/adapters/memory'
import { isLeft } from 'fp-ts/lib/Either.js'
import { afterEach, describe, expect, test } from 'vitest'

let crm: Clientele

const filled = async (keys?: { readonly masterKey: string }): Promise<void> => {
  crm = await openClientele({ store: memory(), clock: () => '2026-06-01T09:00:00.000Z', ...(keys && { keys }) })
  for (const [type, data] of [
    ['RegisterEmployee', { employeeId: 'anna', name: 'Anna Aho', admin: true }],
    ['RegisterEmployee', { employeeId: 'bert', name: 'Bert Berg' }],
    ['RegisterCustomer', { customerId: 'acme', kind: 'company', name: 'Acme Oy' }],
    ['RegisterContact', { personId: 'maria', lastName: 'Maa' }],
    ['RegisterContact', { personId: 'mary', lastName: 'Marsh' }],
    ['MergeContacts', { survivorId: 'maria', duplicateId: 'mary' }],
    ['LinkContactToCompany', { personId: 'maria', customerId: 'acme' }],
    ['RegisterPrivateCustomer', { personId: 'aino', customerId: 'aino-oja', lastName: 'Oja' }],
    ['RecordInvoice', { customerId: 'aino-oja', documentId: 'i2', date: '2026-02-01' }],
    ['RecordSalesOrder', { customerId: 'aino-oja', documentId: 'o1', date: '2025-02-01' }],
  ] as const) {
    const outcome = await crm.executeUnknown({ type, data })
    if (isLeft(outcome)) throw new Error(`${type}: ${JSON.stringify(outcome.left)}`)
  }
}

afterEach(() => crm.close())

const preview = async (personId: string) => {
  const outcome = await crm.previewErasure(personId, { by: 'anna' })
  if (isLeft(outcome)) throw new Error(outcome.left.error)
  return outcome.right
}

describe('the preview of an erasure', () => {
  test('names everybody who would be erased, and the events of the erasure', async () => {
    await filled()
    const { personIds, scope, retainedUntil, documents, events } = await preview('maria')
    expect({ personIds, scope, retainedUntil, documents }).toEqual({
      ...{ personIds: ['maria', 'mary'], scope: 'full', retainedUntil: null, documents: [] },
    })
    const outcome = await crm.executeUnknown({ type: 'ErasePerson', data: { personId: 'maria' } }, { by: 'anna' })
    const appended = isLeft(outcome) ? [] : outcome.right.events.map(({ stream, type }) => [stream, type])
    expect(appended).toEqual(events.map(({ stream, type }) => [stream, type]))
  })

  test('lists the documents that require retention, oldest first, with its last day', async () => {
    await filled()
    expect(await preview('aino')).toMatchObject({
      scope: 'exceptInvoicing',
      retainedUntil: '2032-12-31',
      documents: [
        { customerId: 'aino-oja', documentId: 'o1', kind: 'salesOrder', date: '2025-02-01' },
        { customerId: 'aino-oja', documentId: 'i2', kind: 'invoice', date: '2026-02-01' },
      ],
    })
  })

  test('counts texts in plain text: none under a master key, the same as after the erasure', async () => {
    await filled()
    const { inClear } = await preview('maria')
    expect(inClear).toBeGreaterThan(0)
    await crm.executeUnknown({ type: 'ErasePerson', data: { personId: 'maria' } }, { by: 'anna' })
    expect(await crm.inClear(['maria', 'mary'])).toBe(inClear)
    await crm.close()
    await filled({ masterKey: randomBytes(32).toString('base64') })
    expect((await preview('maria')).inClear).toBe(0)
  })

  test('changes nothing, and is refused like the erasure', async () => {
    await filled()
    await preview('maria')
    expect(crm.views.contactCard({ personId: 'maria' })?.lastName).toBe('Maa')
    const asBert = await crm.previewErasure('maria', { by: 'bert' })
    expect(isLeft(asBert) && asBert.left.error).toBe('NotAdministrator')
    const nobody = await crm.previewErasure('nobody')
    expect(isLeft(nobody) && nobody.left.error).toBe('ContactNotFound')
  })
})
