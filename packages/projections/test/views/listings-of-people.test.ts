import { describe, expect, it } from 'vitest'
import { acme, anna, answered, assigned, contact, customer, event, gA, gA1, moved, registerOf, role } from '../log.js'
import {
  contactListing,
  customerCardListing,
  customerListing,
  groupListListing,
  groupReportListing,
  groupTreeListing,
  type Listing,
  type ListingCell,
  locales,
  messagesFor,
  permissionListing,
  startDateListing,
  targetGroupListing,
} from '../source.js'

const sheet = ({ columns, rows }: Listing): readonly (readonly ListingCell[])[] => [
  columns.map(({ heading }) => heading),
  ...rows,
]

const register = registerOf(
  anna,
  gA,
  gA1,
  role('accountant', 'Accountant'),
  customer('acme', 'Acme Oy', { contactInfo: { city: 'Oulu' } }),
  moved('acme', null, 'gA1', '2024-01-01T10:00:00Z'),
  assigned('customer-acme', 'r1', 'anna', { roleId: 'accountant' }),
  event('CustomerStartDateSet', 'customer-acme', {
    date: '2024-02-01',
    source: 'salesOrder',
    documentId: 's1',
  }),
  contact('maria', 'Maa', { firstName: 'Maria', email: 'maria@maa.example', mobile: '+358401' }),
  event('ContactLinkedToCompany', 'person-maria', { customerId: 'acme' }),
  event('MarketingBanSet', 'person-maria', { channel: 'sms' }),
)

describe('a listing', () => {
  it('of contacts names the companies', () => {
    expect(sheet(contactListing(register))).toEqual([
      ['Person id', 'Name', 'E-mail', 'Phone', 'Title', 'Companies'],
      ['maria', 'Maa, Maria', 'maria@maa.example', '+358401', '', 'Acme Oy'],
    ])
  })

  it('of the audience names the customers', () => {
    expect(sheet(targetGroupListing(register, { channel: 'email', locale: 'fi' }))).toEqual([
      ['Henkilötunniste', 'Nimi', 'Asiakkaat', 'Peruste', 'Ilmoitus'],
      ['maria', 'Maria Maa', 'Acme Oy', 'ei estettä', ''],
    ])
  })

  it('of permissions has the reason in words', () => {
    expect(sheet(permissionListing(register, { personId: 'maria', locale: 'sv' }))).toEqual([
      ['Kanal', 'Tillåtet', 'Därför att', 'Sedan', 'Underlag', 'Uppgift'],
      ['e-post', 'ja', 'inget hindrar', '', '', ''],
      ['brev', 'ja', 'inget hindrar', '', '', ''],
      ['sms', 'nej', 'förbjudet', '2024-01-01T00:00:00.000Z', '', 'förbjudet 2024-01-01, Maria Maa'],
    ])
  })

  it('of groups is the tree, or all by name, ending with No group in the language', () => {
    expect(sheet(groupTreeListing(register, { locale: 'et' }))).toEqual([
      ['Grupp', 'Grupi ID', 'Oma', 'Kokku', 'Arhiveeritud'],
      ['Accounting', 'gA', 0, 1, ''],
      ['  Accounting small', 'gA1', 1, 1, ''],
      [messagesFor('et').noGroup, '', 0, 0, ''],
    ])
    expect(sheet(groupListListing(register))[2]?.[0]).toBe('Accounting small')
  })

  it('of a group report counts the days', () => {
    const period = { from: '2024-01-01', to: '2024-01-31' }
    expect(sheet(answered(groupReportListing(register, { groupIds: ['gA'], period })))).toEqual([
      ['Customer number', 'Customer Name', 'Customer group', 'Days'],
      ['', 'Acme Oy', 'Accounting small', 31],
    ])
  })

  it('of start dates has the source in words', () => {
    expect(sheet(startDateListing(register, { locale: 'fi' }))).toEqual([
      ['Asiakastunnus', 'Asiakkaan nimi', 'Aloituspäivä', 'Lähde', 'Asiakirja'],
      ['acme', 'Acme Oy', '2024-02-01', 'myyntitilaus', 's1'],
    ])
  })

  it('of customers has their kind in words', () => {
    const listing = customerListing(registerOf(acme), { columns: ['name', 'kind'], locale: 'sv' })
    expect(listing._tag === 'Right' && sheet(listing.right)[1]).toEqual(['Acme Oy', 'företag'])
  })

  it('of a customer card has one fact per row', () => {
    const card = customerCardListing(register, { customerId: 'acme', asOf: '2024-03-01' })
    const facts = new Map(card === null ? [] : [...card.rows].map(([field, value]) => [field, value]))
    expect(Object.fromEntries(facts)).toMatchObject({
      Name: 'Acme Oy',
      City: 'Oulu',
      Group: 'Accounting small',
      'Start date': '2024-02-01 (sales order)',
      'Persons in charge': 'Anna Aalto (Accountant, 2024-01-01 –)',
      Contacts: 'Maria Maa',
    })
    expect(facts.has('Segment')).toBe(false)
    expect(customerCardListing(register, { customerId: 'nobody' })).toBeNull()
  })

  it.each(locales)('has all headings and words in %s', (locale) => {
    const { headings, words } = messagesFor(locale)
    for (const text of [...Object.values(headings), ...Object.values(words)]) expect(text).toMatch(/\S/)
    expect(Object.keys(headings)).toEqual(Object.keys(messagesFor('en').headings))
    expect(Object.keys(words)).toEqual(Object.keys(messagesFor('en').words))
  })
})
