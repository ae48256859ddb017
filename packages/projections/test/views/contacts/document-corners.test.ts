import { describe, expect, test } from 'vitest'
import { contact, customer, event, type LogEvent } from '../../log.js'
import { viewsOn } from '../../town/town.js'

const linked = (personId: string, customerId: string, merge?: string): LogEvent =>
  event(
    'ContactLinkedToCompany',
    `person-${personId}`,
    merge === undefined ? { customerId } : { customerId, reason: 'merge' },
    merge === undefined ? undefined : `2024-${merge}T10:00:00Z`,
  )
const holds = (personId: string, propertyNo: number, customerId?: string): LogEvent =>
  event('ContactPropertyAssigned', `person-${personId}`, { propertyNo, customerId })
const person = (id: string, more: object = {}): LogEvent => contact(id, id, { email: `${id}@mail.fi`, ...more })
const setting = (key: string, to: number): LogEvent => event('SettingChanged', 'settings', { key, from: null, to })

const people = ['a', 'b', 'c', 'd', 'e'].map((id) => person(id))
const acme = customer('acme', 'Acme Oy')

type Purpose = 'emailInvoice' | 'paymentReminder' | 'purchaseOrder' | 'salesOrder'

const recipients = (purpose: Purpose, ...events: readonly LogEvent[]): string => {
  const { rows, proposed } = viewsOn('2024-06-15', acme, ...events).documentContact({ customerId: 'acme', purpose })
  return `${rows.map(({ personId }) => personId).join(' ')}, ${proposed}`
}

describe('a document of a customer', () => {
  const all = [...people, ...['c', 'a', 'b'].map((id) => linked(id, 'acme'))]

  test('goes to the first registered contact if nothing is set', () => {
    expect(recipients('emailInvoice', ...all)).toBe('a, a')
    expect(recipients('salesOrder', ...all)).toBe('a, a')
  })
  test('goes to the contacts with the property here or everywhere, in the order of assignment', () => {
    const given = [holds('c', 5), holds('b', 5, 'acme'), holds('a', 5, 'other'), holds('a', 6)]
    expect(recipients('emailInvoice', ...all, ...given, setting('CONTACT_NUMBER', 5))).toBe('c b, c')
    expect(recipients('paymentReminder', ...all, ...given, setting('CONTACT_NUMBER', 5))).toBe('c b, c')
    expect(recipients('purchaseOrder', ...all, ...given, setting('CONTACT_PURCHASE', 5))).toBe('c, c')
    expect(recipients('salesOrder', ...all, ...given, setting('CONTACT_SALES', 6))).toBe('a, a')
    expect(recipients('salesOrder', ...all, ...given, setting('CONTACT_PURCHASE', 6))).toBe('a, a')
    expect(recipients('purchaseOrder', ...all, ...given, setting('CONTACT_PURCHASE', 7))).toBe('a, a')
    expect(recipients('purchaseOrder', ...all, ...given, setting('CONTACT_NUMBER', 5))).toBe('a, a')
  })
  test('is proposed to the first with an address', () => {
    const silent = [person('z', { email: null }), linked('z', 'acme'), ...all]
    const given = [holds('z', 5), holds('b', 5), holds('a', 5)]
    expect(recipients('emailInvoice', ...silent, ...given, setting('CONTACT_NUMBER', 5))).toBe('z b a, b')
    expect(recipients('salesOrder', ...silent)).toBe('z, null')
  })
  test('goes to contacts added by merges only if they have the property, merge by merge', () => {
    const brought = [
      linked('a', 'acme', '03-01'),
      linked('b', 'acme', '02-01'),
      linked('c', 'acme'),
      linked('d', 'acme', '02-01'),
    ]
    const given = ['a', 'd', 'b'].map((id) => holds(id, 5))
    expect(recipients('emailInvoice', ...people, ...brought)).toBe('c, c')
    expect(recipients('emailInvoice', ...people, ...brought, ...given, setting('CONTACT_NUMBER', 5))).toBe('c d b a, c')
    expect(recipients('salesOrder', ...people, ...brought, ...given, setting('CONTACT_SALES', 5))).toBe('c, c')
    expect(recipients('emailInvoice', ...people, ...brought, holds('c', 5), setting('CONTACT_NUMBER', 5))).toBe('c, c')
  })
  test('goes to the first contacts added by a merge if there are no others', () => {
    const brought = [linked('a', 'acme', '03-01'), linked('b', 'acme', '02-01')]
    expect(recipients('emailInvoice', ...people, ...brought)).toBe('b, b')
  })
  test('goes to the survivor in the position of the merged person, and never to an erased person', () => {
    const into = (id: string, survivorId: string) =>
      event('ContactMergedInto', `person-${id}`, { survivorId, moved: true }, '2024-04-01T10:00:00Z')
    const two = [linked('a', 'acme'), linked('b', 'acme'), linked('e', 'acme')]
    expect(recipients('salesOrder', ...people, ...two, into('a', 'e'))).toBe('e, e')
    expect(recipients('salesOrder', ...people, ...two, event('PersonErased', 'person-a', { scope: 'full' }))).toBe(
      'b, b',
    )
    const both = [linked('a', 'acme', '03-01'), linked('e', 'acme', '02-01'), linked('b', 'acme', '02-15')]
    expect(recipients('salesOrder', ...people, ...both, into('a', 'e'))).toBe('e, e')
    expect(recipients('salesOrder', ...people, ...both, into('e', 'a'))).toBe('a, a')
  })
  test('does not go to a survivor in the position of a merged person after it left the company', () => {
    const merged = [
      linked('a', 'acme'),
      linked('b', 'acme'),
      linked('e', 'acme', '02-01'),
      event('ContactMergedInto', 'person-a', { survivorId: 'e', moved: true }, '2024-02-01T10:00:00Z'),
    ]
    expect(recipients('salesOrder', ...people, ...merged)).toBe('e, e')
    const left = event('ContactUnlinkedFromCompany', 'person-e', { customerId: 'acme' }, '2024-02-02')
    expect(recipients('salesOrder', ...people, ...merged, left, linked('e', 'acme', '03-01'))).toBe('b, b')
  })
  test('goes first to the person of a private customer', () => {
    const itself = customer('acme', 'E', { kind: 'privateCustomer', personId: 'e' })
    expect(recipients('emailInvoice', itself, ...people, linked('a', 'acme'))).toBe('e, e')
    expect(
      recipients('emailInvoice', itself, ...people, linked('a', 'acme'), holds('a', 5), setting('CONTACT_NUMBER', 5)),
    ).toBe('a, a')
  })
})
