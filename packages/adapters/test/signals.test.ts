import { openClientele } from '@clientele/adapters'
import { memory } from '@clientele/adapters/memory'
import { RegisterContact, RegisterCustomer } from '@clientele/domain'
import { isRight, left } from 'fp-ts/lib/Either.js'
import { describe, expect, onTestFinished, test } from 'vitest'

const aborted = { signal: AbortSignal.abort() }
const cancelled = left({ error: 'Cancelled' })

const opened = async () => {
  const crm = await openClientele({ store: memory() })
  onTestFinished(() => crm.close())
  await crm.execute(RegisterCustomer({ customerId: 'acme', name: 'Acme' }))
  await crm.execute(RegisterContact({ personId: 'maria', lastName: 'Maria' }))
  return crm
}

const beta = RegisterCustomer({ customerId: 'beta', name: 'Beta' })

const reading = async (events: AsyncIterable<unknown>): Promise<number> => {
  let batches = 0
  for await (const _ of events) batches += 1
  return batches
}

describe('an aborted signal', () => {
  test('cancels a command, a preview and a command of a batch', async () => {
    const crm = await opened()
    expect(await crm.execute(beta, aborted)).toEqual(cancelled)
    expect(await crm.preview(beta, aborted)).toEqual(cancelled)
    const batch = crm.batch()
    expect(await batch.execute(beta, aborted)).toEqual(cancelled)
    expect(await batch.execute(beta)).toMatchObject({ right: 1 })
  })

  test('cancels the preview of an erasure', async () => {
    const crm = await opened()
    expect(await crm.previewErasure('maria', aborted)).toEqual(cancelled)
    expect(isRight(await crm.previewErasure('maria', {}))).toBe(true)
  })

  test('ends whatever reads the whole log, with the reason of the signal', async () => {
    const crm = await opened()
    const asked = [
      crm.knownAt('2026-01-01T00:00:00Z', aborted),
      crm.prepareAudit(aborted),
      crm.personDataExport('maria', aborted),
      crm.inClear(['maria'], aborted),
      crm.retention.due({ policies: [] }, aborted),
      reading(crm.events(aborted)),
    ]
    const reason: unknown = aborted.signal.reason
    expect(await Promise.allSettled(asked)).toEqual(asked.map(() => ({ status: 'rejected', reason })))
    expect(await reading(crm.events())).toBe(1)
  })

  test('while a past moment is being built ends only the waiting: others get it', async () => {
    const crm = await opened()
    const stopping = new AbortController()
    const moment = '2999-01-01T00:00:00Z'
    const [given, kept] = [crm.knownAt(moment, { signal: stopping.signal }), crm.knownAt(moment)]
    stopping.abort()
    await expect(given).rejects.toBe(stopping.signal.reason)
    expect((await kept).views.customerList({})).toMatchObject({ right: [{ customerId: 'acme' }] })
  })

  test('while an audit is being prepared leaves the rest to the next call', async () => {
    const crm = await opened()
    await expect(crm.prepareAudit(aborted)).rejects.toThrow()
    await crm.prepareAudit()
    expect(crm.audit.changes({})).toMatchObject({ total: 2 })
  })

  test('closes a subscription, before and after it has begun', async () => {
    const crm = await opened()
    const stopping = new AbortController()
    const [early, late] = [
      crm.subscribe('a', () => {}, aborted),
      crm.subscribe('b', () => {}, { signal: stopping.signal }),
    ]
    expect(await early.stopped).toBeNull()
    stopping.abort()
    expect(await late.stopped).toBeNull()
  })

  test('that is none is refused by name', async () => {
    const crm = await opened()
    const none = { signal: 'now' } as never
    for (const options of [none, null as never]) {
      const asked = [
        crm.knownAt('2026-01-01T00:00:00Z', options),
        crm.prepareAudit(options),
        crm.personDataExport('maria', options),
        crm.inClear(['maria'], options),
        crm.retention.due({ policies: [] }, options),
        crm.verify(options),
      ]
      for (const one of await Promise.allSettled(asked))
        expect(one).toMatchObject({ reason: { failure: { error: 'MalformedOptions' } } })
    }
    const problems = [{ path: 'signal', expected: 'an AbortSignal', actual: 'string' }]
    expect(await crm.execute(beta, none)).toEqual(left({ error: 'MalformedCommand', problems }))
    expect(await crm.subscribe('a', () => {}, none).stopped).toMatchObject({ problems: [{ path: 'signal' }] })
  })
})
