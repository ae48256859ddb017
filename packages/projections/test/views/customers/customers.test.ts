import { describe, expect, it } from 'vitest'
import {
  acme,
  anna,
  archived,
  assigned,
  beta,
  contact,
  customer,
  event,
  gA,
  gA1,
  gamma,
  moved,
  policy,
  project,
  registerOf,
  registerOn,
} from '../../log.js'
import {
  contactSearch,
  customerCard,
  customerCardListing,
  customerList,
  marketingPermissions,
  nextCustomerNumber,
  startDates,
  targetGroup,
} from '../../source.js'

const reserved = (number: number) =>
  event('CustomerNumberReserved', 'customerNumbers', { number, customerId: 'someone' })
const start = (groupId: string, from: number) =>
  event('GroupNumberingStartSet', 'customerGroups', { groupId, start: from })
const pekka = contact('pekka', 'Virtanen', { firstName: 'Pekka', email: 'p@acme.fi' })
const atAcme = event('ContactLinkedToCompany', 'person-pekka', { customerId: 'acme' })

describe('the customer list', () => {
  const register = registerOf(
    gA,
    customer('acme', 'Acme Oy', { segment: 'small', status: 'active', contactInfo: { city: 'Oulu' } }),
    customer('beta', 'Beta Oy', { segment: 'large' }),
    gamma,
    moved('acme', null, 'gA'),
    archived('gamma'),
  )

  it('shows the chosen columns in the chosen order', () => {
    expect(customerList(register, { columns: ['city', 'name', 'group'] })).toMatchObject({
      right: [
        { city: 'Oulu', name: 'Acme Oy', group: 'Accounting' },
        { city: null, name: 'Beta Oy', group: '' },
      ],
    })
  })

  it('marks an owner who has left, as the card does', () => {
    const left = [event('EmployeeDeactivated', 'employee-anna', { effective: '2024-03-01' })]
    const owned = [anna, customer('acme', 'Acme Oy', { ownerId: 'anna' }), ...left]
    const ownerOn = (today: string, locale?: 'en' | 'fi' | 'sv' | 'et') => {
      const known = registerOn(today, ...owned)
      return [
        customerCard(known, { customerId: 'acme' })?.owner,
        customerList(known, { columns: ['owner'], locale }),
        [...(customerCardListing(known, { customerId: 'acme', locale })?.rows ?? [])].flat(),
      ]
    }
    expect(ownerOn('2024-02-29')).toMatchObject([
      { id: 'anna', name: 'Anna Aalto', inactive: false },
      { right: [{ owner: 'Anna Aalto' }] },
      expect.arrayContaining(['Anna Aalto']),
    ])
    for (const [locale, text] of [
      ['en', 'Anna Aalto (inactive)'],
      ['fi', 'Anna Aalto (ei aktiivinen)'],
      ['sv', 'Anna Aalto (inaktiv)'],
      ['et', 'Anna Aalto (mitteaktiivne)'],
    ] as const)
      expect(ownerOn('2024-03-01', locale)).toMatchObject([
        { id: 'anna', name: 'Anna Aalto', inactive: true },
        { right: [{ owner: text }] },
        expect.arrayContaining([text]),
      ])
  })

  it('returns the first of many, without archived ones', () => {
    const numbered = Array.from({ length: 40 }, (_, index) => `c${String(index).padStart(2, '0')}`)
    const many = registerOf(
      ...numbered.map((id) => customer(id, id)),
      ...numbered.filter((_, index) => index % 2 === 0).map((id) => archived(id)),
    )
    const page = (offset: number) => customerList(many, { columns: ['name'], offset, limit: 2 })
    expect(page(0)).toMatchObject({ right: [{ name: 'c01' }, { name: 'c03' }] })
    expect(page(2)).toMatchObject({ right: [{ name: 'c05' }, { name: 'c07' }] })
    expect(page(18)).toMatchObject({ right: [{ name: 'c37' }, { name: 'c39' }] })
  })

  it('refuses an unknown column, and no column at all', () => {
    expect(customerList(register, { columns: ['shoeSize'] })).toMatchObject({
      left: { error: 'UnknownColumn', column: 'shoeSize' },
    })
    expect(customerList(register, { columns: ['constructor'] })).toMatchObject({ _tag: 'Left' })
    expect(customerList(register, { columns: [] })).toMatchObject({ left: { error: 'NoColumnsSelected' } })
  })

  it('is limited by segment, group and archived box', () => {
    const names = (filter: object) => {
      const rows = customerList(register, { columns: ['name'], filter })
      return rows._tag === 'Right' ? rows.right.map(({ name }) => name) : []
    }
    expect(names({ segments: ['large', 'small'] })).toEqual(['Acme Oy', 'Beta Oy'])
    expect(names({ segments: ['large'] })).toEqual(['Beta Oy'])
    expect(names({ groupIds: [null] })).toEqual(['Beta Oy'])
    expect(names({ showArchived: true })).toEqual(['Acme Oy', 'Beta Oy', 'Gamma AB'])
  })
})

describe('the customer card', () => {
  const register = registerOf(
    anna,
    gA,
    acme,
    pekka,
    atAcme,
    moved('acme', null, 'gA'),
    project('x', 'acme', 'Project X'),
    assigned('customer-acme', 'r1', 'anna', { until: '2024-03-01' }),
    event('InvoiceRecorded', 'customer-acme', { documentId: 'i2', date: '2024-02-01' }),
    event('InvoiceRecorded', 'customer-acme', { documentId: 'i1', date: '2024-01-05' }),
    event('DocumentVoided', 'customer-acme', { documentId: 'i2' }),
    event('CustomerStartDateSet', 'customer-acme', { date: '2024-02-01', source: 'invoice', documentId: 'i2' }),
  )

  it('has all data, documents in the order of recording', () => {
    const card = customerCard(register, { customerId: 'acme', asOf: '2024-02-01' })
    expect(card).toMatchObject({
      name: 'Acme Oy',
      group: { id: 'gA', name: 'Accounting' },
      owner: { id: 'anna', name: 'Anna Aalto' },
      contacts: [{ id: 'pekka', name: 'Pekka Virtanen' }],
      projects: [{ id: 'x', name: 'Project X' }],
      responsibles: [{ employeeId: 'anna', lastDay: '2024-02-29', inForce: true }],
      startDate: '2024-02-01',
    })
    expect(card?.documents.map(({ documentId, voided }) => [documentId, voided])).toEqual([
      ['i2', true],
      ['i1', false],
    ])
  })

  it('is `null` for an unknown customer', () => {
    expect(customerCard(register, { customerId: 'nobody' })).toBeNull()
  })

  it('returns the start dates of all', () => {
    expect(startDates(registerOf(acme, beta))).toContainEqual({
      customerId: 'beta',
      name: 'Beta Oy',
      startDate: null,
      source: null,
      documentId: null,
    })
    expect(startDates(register)).toEqual([
      { customerId: 'acme', name: expect.any(String), startDate: '2024-02-01', source: 'invoice', documentId: 'i2' },
    ])
  })
})

describe('the next customer number', () => {
  it('is the lowest from the start that was never reserved', () => {
    expect(
      nextCustomerNumber(registerOf(gA, start('gA', 10), reserved(10), reserved(11), reserved(13)), { groupId: 'gA' }),
    ).toBe(12)
  })

  it('follows a raised start, its own or that of the nearest ancestor', () => {
    const register = registerOf(gA, gA1, start('gA', 10), reserved(10), start('gA', 500))
    expect(nextCustomerNumber(register, { groupId: 'gA1' })).toBe(500)
  })

  it('comes from the series of the tenant otherwise, until that is exhausted', () => {
    const series = event('NumberSeriesDefined', 'customerNumbers', { seriesId: 's', kind: null, start: 1, end: 2 })
    expect(nextCustomerNumber(registerOf(series, reserved(1)))).toBe(2)
    expect(nextCustomerNumber(registerOf(series, reserved(1), reserved(2)))).toBeNull()
    expect(nextCustomerNumber(registerOf(gA))).toBeNull()
  })
})

describe('marketing permissions', () => {
  const ban = (channel: string) => event('MarketingBanSet', 'person-pekka', { channel, customerId: null })

  it('ban one channel and leave the others allowed by consentModel: optOut', () => {
    const rows = marketingPermissions(registerOf(pekka, ban('letter')), { personId: 'pekka' })
    expect(rows.map(({ channel, allowed, because }) => [channel, allowed, because])).toEqual([
      ['email', true, 'default'],
      ['letter', false, 'ban'],
      ['sms', true, 'default'],
    ])
  })

  it('apply to a company too, here by consentModel: optIn, and to no unknown party', () => {
    const register = registerOf(policy('consentModel', 'optIn'), acme)
    expect(marketingPermissions(register, { customerId: 'acme' }).every(({ allowed }) => !allowed)).toBe(true)
    expect(marketingPermissions(register, { personId: 'nobody' })).toEqual([])
  })

  it('cover the person in every company by banScope: person', () => {
    const atBeta = event('ContactLinkedToCompany', 'person-pekka', { customerId: 'beta' })
    const register = registerOf(acme, beta, pekka, atAcme, atBeta, ban('email'))
    for (const customerId of ['acme', 'beta'])
      expect(targetGroup(register, { channel: 'email', customerIds: [customerId] })).toMatchObject({
        persons: [],
        excluded: { ban: 1 },
      })
  })

  it('exclude banned people from a target group and count them', () => {
    const register = registerOf(acme, pekka, atAcme, ban('email'), contact('siiri', 'Mäkinen', { email: 's@b.fi' }))
    expect(targetGroup(register, { channel: 'email' })).toEqual({
      channel: 'email',
      persons: [
        {
          personId: 'siiri',
          name: 'Mäkinen',
          customerId: null,
          customerIds: [],
          because: 'default',
          statement: null,
        },
      ],
      excluded: { ban: 1, noConsent: 0, erased: 0, noAddress: 0 },
    })
    expect(targetGroup(register, { channel: 'sms', customerIds: ['acme'] }).excluded.noAddress).toBe(1)
  })
})

describe('the contact search', () => {
  it('finds any part of the last name without case and diacritics', () => {
    const register = registerOf(pekka, contact('siiri', 'Mäkinen'))
    expect(contactSearch(register, { text: 'AKIN' }).map(({ personId }) => personId)).toEqual(['siiri'])
    expect(contactSearch(register, { text: 'acme.fi', searchType: 'email' })).toHaveLength(1)
  })
})
