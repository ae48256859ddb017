import { openClientele } from '@clientele/adapters'
import { failureOf } from '@clientele/domain'
import { isRight } from 'fp-ts/lib/Either.js'
import { expect, test } from 'vitest'
import { onEveryStore } from '../stores.js'

onEveryStore('writes of the host', (make) => {
  test('are called in the transaction of the append if the store supports it, otherwise refused', async () => {
    const store = make()
    const opened = await store.open()
    if (!isRight(opened)) throw new Error(opened.left.error)
    const { hostWrites } = opened.right.capabilities
    await opened.right.close()
    const calls: number[] = []
    const writes = {
      sqlite: (_: unknown, events: readonly unknown[]) => void calls.push(events.length),
      postgres: async (_: unknown, events: readonly unknown[]) => void calls.push(events.length),
    }
    const crm = await openClientele({ store, writes }).catch(failureOf)
    if (hostWrites === undefined) {
      expect(crm).toMatchObject({ error: 'MalformedOptions', problem: expect.stringContaining('no transaction') })
      return
    }
    if (crm === null || 'error' in crm) throw new Error('It was refused.')
    const outcome = await crm.execute({ type: 'RegisterCustomer', data: { customerId: 'acme', name: 'Acme' } })
    expect(isRight(outcome)).toBe(true)
    expect(calls).toEqual([1])
    await crm.close()
  })
})
