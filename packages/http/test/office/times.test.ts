import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { displayValue, timeIn } from '../../src/office/moment/times.js'
import { fillRegister, type ServedRegister, serving } from '../served.js'

let anna: ServedRegister

beforeEach(async () => {
  anna = await serving(await fillRegister([['RegisterCustomer', { customerId: 'acme', name: 'Acme Oy' }]]))
})

afterEach(() => anna.close())

describe('a time on a page', () => {
  test('is local time of the register, to the minute', () => {
    expect(timeIn(anna.crm.register, '2026-04-15T10:00:30.123Z')).toBe('2026-04-15 13:00')
    expect(displayValue(anna.crm.register, '2026-01-15T23:30:00.000Z')).toBe('2026-01-16 01:30')
  })

  test('is a day if only a day was given', () => {
    for (const given of ['2026-04-15T00:00Z', '2026-04-15T00:00:00Z', '2026-04-15T00:00:00.000+03:00'])
      expect(displayValue(anna.crm.register, given)).toBe('2026-04-15')
  })

  test('does not change other values', () => {
    for (const value of ['2026-04-15', 'Acme Oy', '12:00', 'T00:00Z'])
      expect(displayValue(anna.crm.register, value)).toBe(value)
  })

  test('is never a machine-readable instant, in histories and in the audit', async () => {
    const done = await anna.post({
      type: 'RecordInvoice',
      data: { customerId: 'acme', documentId: 'i-1', date: '2026-04-15' },
    })
    expect(done.status).toBe(200)
    for (const path of ['/customers/acme/history', '/audit', '/customers/acme/billing']) {
      const page = (await (await anna.ask(path)).text()).replaceAll(/<[^>]*>/g, ' ')
      expect(page).not.toMatch(/\d{4}-\d{2}-\d{2}T\d{2}:\d{2}/)
    }
  })

  test('keeps the day of the register in the field of a page that a link opens as known at an instant', async () => {
    const instant = new Date(Date.now() + 86_400_000).toISOString().replace(/T.*/, 'T22:30:00.000Z')
    const page = await (await anna.ask(`/customers?knownAt=${instant}`)).text()
    const [field = ''] = /<input[^>]*name="knownAt"[^>]*>/.exec(page) ?? []
    expect(field).toContain(`value="${timeIn(anna.crm.register, instant).slice(0, 10)}"`)
  })

  test('is in the audit column of recording times', async () => {
    const page = await (await anna.ask('/audit')).text()
    const row = /<tbody>.*?<\/tr>/s.exec(page)?.[0] ?? ''
    expect([...row.matchAll(/\d{4}-\d{2}-\d{2} \d{2}:\d{2}/g)]).toHaveLength(2)
  })
})
