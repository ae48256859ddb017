import { describe, expect, test } from 'vitest'
import {
  acme,
  anna,
  answered,
  assigned,
  bertil,
  beta,
  contact,
  customer,
  event,
  gamma,
  type LogEvent,
  role,
  viewsOf,
} from '../../log.js'
import type { CustomerFilter, CustomerListRow } from '../../source.js'

const value = (catalogue: string, id: string, name: string): LogEvent =>
  event('ClassifierValueAdded', 'classifiers', { catalogue, value: id, name })
const renamed = (catalogue: string, id: string, to: string): LogEvent =>
  event('ClassifierValueRenamed', 'classifiers', { catalogue, value: id, from: null, to }, '2024-06-01T09:00:00Z')
const on = (customerId: string, type: LogEvent['event'], data: object, at?: string): LogEvent =>
  event(type, `customer-${customerId}`, data, at)

const views = viewsOf(
  anna,
  bertil,
  role('responsibleManager', 'Responsible manager'),
  role('serviceManager', 'Service manager'),
  role('accountant', 'Accountant'),
  value('segment', 'big', 'Big'),
  value('status', 'lead', 'Lead'),
  value('trackingItem:region', 's', 'South'),
  value('customerProperty', 'exporter', 'Exports'),
  acme,
  beta,
  gamma,
  customer('pia', 'Pia Piirainen', { kind: 'privateCustomer', personId: 'pia' }),
  contact('pia', 'Piirainen', { firstName: 'Pia', email: 'pia@home.fi' }),
  event('PrivateCustomerCreated', 'person-pia', { customerId: 'pia' }),
  contact('olli', 'Oja', { email: 'olli@acme.fi' }),
  event('ContactLinkedToCompany', 'person-olli', { customerId: 'acme' }),
  event('ContactLinkedToCompany', 'person-olli', { customerId: 'gamma' }),
  on('acme', 'CustomerSegmentChanged', { from: null, to: 'big' }),
  on('acme', 'CustomerStatusChanged', { from: null, to: 'lead' }),
  on('acme', 'TrackingItemSet', { dimension: 'region', to: 's' }),
  on('acme', 'CustomerPropertyAssigned', { property: 'exporter' }),
  on('acme', 'LegalEntityAdded', { legalEntityId: 'l1', name: 'Acme East' }),
  on('beta', 'MarketingConsentGiven', { channel: 'email' }, '2024-03-01T09:00:00Z'),
  event('MarketingConsentGiven', 'person-pia', { channel: 'letter' }),
  event('MarketingBanSet', 'person-olli', { channel: 'sms', customerId: null }, '2024-03-01T09:00:00Z'),
  assigned('customer-acme', 'r1', 'anna', { roleId: 'responsibleManager' }),
  assigned('customer-acme', 'r2', 'bertil', { roleId: 'accountant', until: '2024-05-01' }),
  assigned('customer-beta', 'r1', 'bertil', { roleId: 'responsibleManager' }),
  assigned('customer-beta', 'r2', 'anna', { roleId: 'serviceManager' }),
  assigned('customer-gamma', 'r1', 'anna'),
  renamed('segment', 'big', 'Enterprise'),
  renamed('customerProperty', 'exporter', 'Sells abroad'),
)

const asOf = '2024-07-01'

const row = (customerId: string, columns: readonly string[], day = asOf): CustomerListRow | undefined =>
  answered(views.customerList({ asOf: day, columns: ['customerId', ...columns] })).find(
    (one) => one.customerId === customerId,
  )

const cells = (columns: readonly string[]): readonly (readonly unknown[])[] => [
  ...answered(views.customerReportListing({ asOf, columns })).rows,
]

describe('a value of a catalogue is shown by the name that it has on the day', () => {
  test('in the list and the report, with its id beside it', () => {
    const found = { segment: 'Enterprise', segmentId: 'big', status: 'Lead', statusId: 'lead' }
    expect(row('acme', ['segment', 'status'])).toEqual({ customerId: 'acme', ...found })
    expect(row('acme', ['segment'], '2024-05-31')).toMatchObject({ segment: 'Big', segmentId: 'big' })
    expect(row('beta', ['segment'])).toMatchObject({ segment: null, segmentId: null })
    const { rows } = answered(views.customerReport({ asOf, columns: ['segment', 'status'], filter: { text: 'acme' } }))
    expect(rows).toEqual([found])
  })

  test('in exports, by name alone', () => {
    expect(cells(['name', 'segment'])[0]).toEqual(['Acme Oy', 'Enterprise'])
  })

  test('on the card and its listing', () => {
    expect(views.customerCard({ customerId: 'acme', asOf })).toMatchObject({
      segment: 'Enterprise',
      segmentId: 'big',
      trackingItems: { region: 'South' },
      trackingItemIds: { region: 's' },
      properties: ['Sells abroad'],
      propertyIds: ['exporter'],
      consents: [],
      bans: ['sms'],
    })
    const listing = views.customerCardListing({ customerId: 'acme', asOf })
    const facts = new Map([...(listing?.rows ?? [])].map(([field, text]) => [field, text]))
    expect(facts.get('Segment')).toBe('Enterprise')
    expect(facts.get('Tracking items')).toBe('region: South')
    expect(facts.get('Bans')).toBe('text message')
    expect(facts.get('Persons in charge')).toContain('Bertil Berg (Accountant')
  })
})

describe('a column can be chosen', () => {
  test('of who is responsible on the day, by role', () => {
    expect(row('acme', ['responsibleManager', 'serviceManager', 'responsibles'], '2024-04-30')).toEqual({
      customerId: 'acme',
      responsibleManager: 'Anna Aalto',
      responsibleManagerIds: ['anna'],
      serviceManager: '',
      serviceManagerIds: [],
      responsibles: 'Anna Aalto (Responsible manager), Bertil Berg (Accountant)',
      responsibleIds: ['anna', 'bertil'],
    })
    expect(row('acme', ['responsibles'])).toMatchObject({ responsibles: 'Anna Aalto (Responsible manager)' })
    expect(row('gamma', ['responsibles'])).toMatchObject({ responsibles: 'Anna Aalto', responsibleIds: ['anna'] })
  })

  test('of tracking items, properties and legal entities', () => {
    expect(row('acme', ['trackingItems', 'properties', 'legalEntities'])).toEqual({
      customerId: 'acme',
      trackingItems: 'region: South',
      trackingItemIds: ['region=s'],
      properties: 'Sells abroad',
      propertyIds: ['exporter'],
      legalEntities: 'Acme East',
      legalEntityIds: ['l1'],
    })
  })

  test('of consents and bans', () => {
    const chosen = ['consents', 'bans']
    expect(row('acme', chosen)).toMatchObject({
      consents: '',
      consentChannels: [],
      bans: 'text message',
      banChannels: ['sms'],
    })
    expect(row('beta', chosen)).toMatchObject({ consents: 'e-mail', consentChannels: ['email'], bans: '' })
    expect(row('pia', chosen)).toMatchObject({ consents: 'letter', consentChannels: ['letter'] })
    expect(row('beta', chosen, '2024-02-28')).toMatchObject({ consents: '' })
    expect(row('acme', chosen, '2024-02-28')).toMatchObject({ bans: '' })
  })

  test('in exports', () => {
    const columns = ['responsibleManager', 'trackingItems', 'legalEntities', 'bans']
    expect(cells(columns)[0]).toEqual(['Anna Aalto', 'region: South', 'Acme East', 'text message'])
    const listing = answered(views.customerReportListing({ asOf, columns, locale: 'fi' }))
    expect(listing.columns.map(({ heading }) => heading)).toEqual([
      'Vastuupäällikkö',
      'Seurantakohteet',
      'Oikeushenkilöt',
      'Kiellot',
    ])
  })
})

describe('customer filters are the same in list, report, matrix, assignee list and target group', () => {
  const questions: readonly (readonly [filter: CustomerFilter, customerIds: string, day: string])[] = [
    [{ ownerIds: ['anna'] }, 'acme beta', asOf],
    [{ responsibleManagerIds: ['anna'] }, 'acme', asOf],
    [{ serviceManagerIds: ['anna', 'bertil'] }, 'beta', asOf],
    [{ responsibleIds: ['anna'] }, 'acme beta gamma', asOf],
    [{ responsibleIds: ['bertil'] }, 'beta', asOf],
    [{ responsibleIds: ['bertil'] }, 'acme beta', '2024-04-30'],
    [{ responsibleRoleIds: ['accountant'] }, '', asOf],
    [{ responsibleRoleIds: ['accountant'] }, 'acme', '2024-04-30'],
    [{ responsibleIds: ['anna'], responsibleRoleIds: ['serviceManager', 'accountant'] }, 'beta', asOf],
    [{ trackingItems: [{ dimension: 'region', value: 's' }] }, 'acme', asOf],
    [{ trackingItems: [{ dimension: 'region', value: 'n' }] }, '', asOf],
    [{ properties: ['exporter', 'other'] }, 'acme', asOf],
    [{ legalEntityIds: ['l1'] }, 'acme', asOf],
    [{ consents: ['email'] }, 'beta', asOf],
    [{ consents: ['email', 'letter'] }, 'beta pia', asOf],
    [{ consents: ['email'] }, '', '2024-02-28'],
    [{ bans: ['sms'] }, 'acme gamma', asOf],
    [{ bans: ['email'] }, '', asOf],
    [{ bans: ['sms'] }, '', '2024-02-28'],
    [{ segments: ['big'], ownerIds: ['anna'] }, 'acme', asOf],
    [{ ownerIds: [], bans: [] }, 'acme beta gamma pia', asOf],
  ]

  test.each(questions)('%j: %s on %s', (filter, customerIds, day) => {
    const listed = answered(views.customerList({ asOf: day, columns: ['customerId'], filter }))
    const ids = customerIds.split(' ').filter(Boolean)
    expect(listed.map(({ customerId }) => customerId)).toEqual(ids)
    expect(answered(views.customerReport({ asOf: day, filter })).total).toBe(ids.length)
    expect(views.responsibilityMatrix({ asOf: day, filter }).rows.map(({ subject }) => subject.id)).toEqual(ids)
    const assignees = views.assigneeList({ asOf: day, includeEnded: true, filter })
    expect([...new Set(assignees.map(({ subject }) => subject.id))]).toEqual(ids.filter((id) => id !== 'pia'))
    const reached = views.targetGroup({ channel: 'email', asOf: day, ...filter }).persons
    expect(new Set(reached.flatMap((one) => one.customerIds))).toEqual(
      new Set(ids.filter((id) => ['acme', 'gamma', 'pia'].includes(id))),
    )
  })

  test('an unknown criterion is refused', () => {
    expect(views.customerList({ filter: { bans: ['pigeon'] } } as never)).toMatchObject({
      left: { error: 'MalformedQuestion' },
    })
  })
})
