import { openClientele } from '@clientele/adapters'
import { expect, onTestFinished, test } from 'vitest'
import { onEveryStore } from '../stores.js'

onEveryStore('audit questions after prepareAudit', (make) => {
  test('have the same answers as without it, including events recorded meanwhile', async () => {
    const store = make()
    const crm = await openClientele({ store })
    onTestFinished(() => crm.close())
    const register = (n: number) =>
      crm.executeUnknown({ type: 'RegisterCustomer', data: { customerId: `c${n}`, name: `C ${n}` } })
    for (let n = 0; n < 30; n += 1) await register(n)
    const prepared = crm.prepareAudit()
    await Promise.all([31, 32, 33].map(register))
    await prepared
    const { rows, total } = crm.audit.changes()
    expect(total).toBe(33)
    expect(new Set(rows.map(({ subject }) => subject.id)).size).toBe(33)
    await crm.prepareAudit()
    expect(crm.audit.changes()).toEqual({ rows, total })
  })
})
