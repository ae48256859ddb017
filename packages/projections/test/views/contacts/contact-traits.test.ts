import { describe, expect, test } from 'vitest'
import { acme, anna, bertil, beta, contact, customer, event, type LogEvent, viewsOf } from '../../log.js'

const pekka = (type: LogEvent['event'], data: object, day: string): LogEvent =>
  event(type, 'person-pekka', data, `2024-${day}T09:00:00Z`)

const views = viewsOf(
  anna,
  bertil,
  acme,
  beta,
  customer('secret', 'Secret Oy', { ownerId: 'anna', private: true }),
  event('SettingChanged', 'settings', { key: 'NO_MARKETING', from: null, to: 7 }),
  event('ContactPropertyAdded', 'classifiers', { number: 7, name: 'No letters' }),
  event('ContactPropertyAdded', 'classifiers', { number: 8, name: 'Golfer' }),
  event('ClassifierValueAdded', 'classifiers', { catalogue: 'contactCategory', value: 'vip', name: 'Important' }),
  contact('pekka', 'Virtanen', { firstName: 'Pekka' }),
  pekka('ContactLinkedToCompany', { customerId: 'acme' }, '01-02'),
  pekka('ContactLinkedToCompany', { customerId: 'secret' }, '01-02'),
  pekka('ContactCategoryAssigned', { category: 'vip' }, '01-03'),
  pekka('ContactPropertyAssigned', { propertyNo: 8, customerId: 'acme' }, '01-04'),
  pekka('MarketingConsentGiven', { channel: 'email', evidence: { capturedAt: '2024-01-05', source: 'fair' } }, '01-05'),
  pekka('MarketingBanSet', { channel: 'sms', customerId: 'acme', source: 'call' }, '02-01'),
  pekka('MarketingBanSet', { channel: 'sms', customerId: 'secret' }, '02-02'),
  pekka('MarketingConsentWithdrawn', { channel: 'email' }, '03-01'),
  pekka('ContactPropertyAssigned', { propertyNo: 7, customerId: null }, '03-02'),
  pekka('MarketingBanLifted', { channel: 'sms', customerId: 'acme' }, '04-01'),
)

describe('the card of a contact', () => {
  const card = (params: object = {}) => views.contactCard({ personId: 'pekka', viewer: 'bertil', ...params })
  const nowhere = { customerId: null, customerName: null }
  const atAcme = { customerId: 'acme', customerName: 'Acme Oy' }
  const letters = { channel: 'letter', ...nowhere, date: '2024-03-02', source: null, property: 7 }

  test('has bans, consents, properties and categories, by name and id, of customers that the viewer may see', () => {
    expect(card()).toMatchObject({
      bans: [letters],
      consents: [{ channel: 'email', given: false, date: '2024-03-01', source: null }],
      properties: [
        { number: 8, name: 'Golfer', ...atAcme },
        { number: 7, name: 'No letters', ...nowhere },
      ],
      categories: [{ id: 'vip', name: 'Important' }],
    })
    expect(card({ viewer: 'anna' })?.bans.map(({ customerId }) => customerId)).toEqual(['secret', null])
  })

  test('has them as of the day', () => {
    expect(card({ asOf: '2024-02-10' })).toMatchObject({
      bans: [{ channel: 'sms', ...atAcme, date: '2024-02-01', source: 'call', property: null }],
      consents: [{ channel: 'email', given: true, date: '2024-01-05', source: 'fair' }],
      properties: [{ number: 8, name: 'Golfer', ...atAcme }],
    })
    expect(card({ asOf: '2024-01-02' })).toMatchObject({ bans: [], consents: [], properties: [], categories: [] })
  })

  test('has them in its listing', () => {
    const [section] = views.contactCardSections({ personId: 'pekka', viewer: 'bertil', asOf: '2024-03-15' }) ?? []
    expect([...(section?.listing.rows ?? [])]).toEqual(
      expect.arrayContaining([
        ['Categories', 'Important'],
        ['Properties', 'Golfer (Acme Oy), No letters'],
        ['Consents', 'e-mail (consent withdrawn, 2024-03-01)'],
        ['Bans', 'text message (Acme Oy, 2024-02-01), letter (2024-03-02)'],
      ]),
    )
  })
})
