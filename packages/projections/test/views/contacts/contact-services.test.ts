import { describe, expect, test } from 'vitest'
import { contact, customer, event, type LogEvent } from '../../log.js'
import { viewsOn } from '../../town/town.js'

const today = '2024-06-15'
const linked = (personId: string, customerId: string): LogEvent =>
  event('ContactLinkedToCompany', `person-${personId}`, { customerId })
const itself = (personId: string): readonly LogEvent[] => [
  customer(`${personId}-c`, personId, { kind: 'privateCustomer', personId }),
  event('PrivateCustomerCreated', `person-${personId}`, { customerId: `${personId}-c` }),
]

describe('the services offered for a contact', () => {
  const services = (details: object, person: object = {}) =>
    viewsOn(
      today,
      customer('firm', 'Firm', { contactInfo: details }),
      contact('p', 'P', person),
      linked('p', 'firm'),
    ).contactServices({
      personId: 'p',
    })
  const none = { map: false, sms: false, smsBanned: false, numberSearch: false, website: false }
  test.each([
    [{}, {}, {}],
    [{ street: 'Street' }, {}, { map: true }],
    [{ city: 'City' }, {}, { map: true }],
    [{ street: '', country: 'FI' }, {}, {}],
    [{ website: 'web' }, {}, { website: true }],
    [{}, { mobile: '1' }, { sms: true, numberSearch: true }],
    [{}, { phone: '1' }, { numberSearch: true }],
    [{}, { phone: '', mobile: '' }, {}],
    [{ phone: '1', email: 'e' }, { email: 'e' }, {}],
  ])('follow from %j of its company and %j of its own', (details, person, expected) => {
    expect(services(details, person)).toEqual({ ...none, ...expected })
  })
  test('include data of its own private customer', () => {
    const own = event('CustomerDetailsChanged', 'customer-p-c', {
      changes: [
        { field: 'street', old: null, new: 'Street' },
        { field: 'website', old: null, new: 'web' },
      ],
    })
    expect(viewsOn(today, contact('p', 'P'), ...itself('p'), own).contactServices({ personId: 'p' })).toEqual({
      ...none,
      map: true,
      website: true,
    })
  })
  test('include a warning if a ban on text messages is in force on the day', () => {
    const ban = event('MarketingBanSet', 'person-p', { channel: 'sms', date: '2024-06-10' })
    const other = event('MarketingBanSet', 'person-p', { channel: 'email' })
    const banned = (asOf: string | undefined, ...more: readonly LogEvent[]) =>
      viewsOn(today, contact('p', 'P', { mobile: '1' }), ...more).contactServices({ personId: 'p', asOf })?.smsBanned
    expect([banned(undefined, ban), banned('2024-06-09', ban), banned('2024-06-10', ban)]).toEqual([true, false, true])
    expect(banned(undefined, other)).toBe(false)
    expect(banned(undefined, event('PersonErased', 'person-p', { scope: 'full' }))).toBe(false)
    expect(banned(undefined, ...itself('p'), ban)).toBe(true)
  })
})
