import { describe, expect, test } from 'vitest'
import { cecilia, contact, customer, employee, event, type LogEvent, policy } from '../../log.js'
import { viewsOn } from '../../town/town.js'

const today = '2024-06-15'
const plain = employee('plain', 'Plain')
const hidden = { private: true, ownerId: 'owner' }
const on = (stream: string, type: LogEvent['event'], data: object, day = '01-10'): LogEvent =>
  event(type, stream, data, `2024-${day}T10:00:00Z`)
const linked = (customerId: string): LogEvent => on('person-p', 'ContactLinkedToCompany', { customerId })
const ban = (more: object = {}): LogEvent => on('person-p', 'MarketingBanSet', { channel: 'email', ...more })
const world = [
  cecilia,
  plain,
  contact('p', 'P', { email: 'p@p.fi', mobile: '1' }),
  customer('open', 'Open Oy'),
  linked('open'),
]

const permissionsOf = (...events: readonly LogEvent[]) => viewsOn(today, ...world, ...events).marketingPermissions
type Params = Parameters<ReturnType<typeof permissionsOf>>[0]
const permissionsAfter =
  (...events: readonly LogEvent[]) =>
  (params: Params): string =>
    permissionsOf(...events)(params)
      .map(({ channel, because }) => `${channel} ${because}`)
      .join(', ')

describe('a property that bans', () => {
  const bans = [
    on('settings', 'SettingChanged', { key: 'NO_SMS', from: null, to: 3 }),
    on('settings', 'SettingChanged', { key: 'NO_MARKETING', from: null, to: 4 }),
  ]
  const holds = (propertyNo: number, customerId?: string) =>
    on('person-p', 'ContactPropertyAssigned', { propertyNo, customerId }, '02-01')
  const none = 'email default, letter default, sms default'

  test('bans its channel, everywhere or at one company', () => {
    expect(permissionsAfter(...bans)({ personId: 'p' })).toBe(none)
    expect(permissionsAfter(...bans, holds(3))({ personId: 'p' })).toBe('email default, letter default, sms ban')
    expect(permissionsAfter(...bans, holds(5))({ personId: 'p' })).toBe(none)
    expect(permissionsAfter(holds(3))({ personId: 'p' })).toBe(none)
    const atCompany = [...bans, policy('banScope', 'personAtCustomer'), holds(3, 'open')]
    expect(permissionsAfter(...atCompany)({ personId: 'p', customerId: 'open' })).toContain('sms')
  })
  test('bans letters if it is bound to NO_MARKETING', () => {
    expect(permissionsAfter(...bans, holds(4))({ personId: 'p' })).toBe('email default, letter ban, sms default')
  })
  test('counts from the day of its assignment', () => {
    const at = (asOf: string) => permissionsAfter(...bans, holds(3))({ personId: 'p', asOf })
    expect([at('2024-01-31'), at('2024-02-01')]).toEqual([none, 'email default, letter default, sms ban'])
  })
})

describe('a statement of a hidden customer', () => {
  const secret = customer('secret', 'Secret Oy', hidden)
  const first = (params: Params, ...events: readonly LogEvent[]) => permissionsOf(secret, ...events)(params)[0]

  test('is not shown, but counts', () => {
    const word = on('customer-secret', 'MarketingConsentWithdrawn', { channel: 'email' })
    expect(first({ customerId: 'secret' }, word)?.because).toBe('refusal')
    expect(first({ customerId: 'secret', viewer: 'plain' }, word)).toBeUndefined()
    expect(first({ customerId: 'secret', viewer: 'cecilia' }, word)?.statement).toMatchObject({ kind: 'withdrawal' })
  })
  test('is shown without the customer it is about', () => {
    const hiddenBan = ban({ customerId: 'secret', source: 'call' })
    expect(first({ personId: 'p' }, hiddenBan)?.statement).toMatchObject({ customerId: 'secret', source: 'call' })
    expect(first({ personId: 'p', viewer: 'cecilia' }, hiddenBan)?.statement).toMatchObject({ customerId: 'secret' })
    expect(first({ personId: 'p', viewer: 'plain' }, hiddenBan)?.statement).toMatchObject({
      customerId: null,
      source: 'call',
    })
    expect(first({ personId: 'p', viewer: 'plain' }, ban({ customerId: 'open' }))?.statement).toMatchObject({
      customerId: 'open',
    })
    expect(first({ personId: 'p', viewer: 'plain' }, ban())?.statement).toMatchObject({ kind: 'ban', customerId: null })
  })
  test('of a person’s hidden private customer is not shown', () => {
    const itself = [
      customer('own', 'P', { kind: 'privateCustomer', personId: 'p', ...hidden }),
      on('person-p', 'PrivateCustomerCreated', { customerId: 'own' }),
      on('customer-own', 'MarketingConsentWithdrawn', { channel: 'email' }),
    ]
    expect(first({ personId: 'p' }, ...itself)).toMatchObject({ because: 'refusal', statement: { of: { id: 'own' } } })
    expect(first({ personId: 'p', viewer: 'plain' }, ...itself)).toMatchObject({ because: 'refusal', statement: null })
  })
})

describe('a merged party', () => {
  const dup = customer('dup', 'Dup Oy')
  const merged = on('customer-dup', 'CustomerMergedInto', { survivorId: 'open', moved: true }, '02-01')
  const refused = on('customer-open', 'MarketingConsentWithdrawn', { channel: 'sms' })

  test('has the permissions of the survivor', () => {
    expect(permissionsAfter(dup, merged, refused)({ customerId: 'dup' })).toBe(
      'email default, letter default, sms refusal',
    )
    expect(permissionsAfter(dup, merged, refused)({ personId: 'p', customerId: 'dup' })).toBe(
      'email default, letter default, sms refusal',
    )
    const mergedContact = [contact('q', 'Q'), event('ContactMergedInto', 'person-q', { survivorId: 'p', moved: true })]
    expect(permissionsAfter(...mergedContact, ban())({ personId: 'q' })).toBe('email ban, letter default, sms default')
  })
  test('is unknown to a viewer who may not see both records', () => {
    const secretDup = customer('dup', 'Dup Oy', hidden)
    expect(permissionsAfter(secretDup, merged)({ customerId: 'dup', viewer: 'plain' })).toBe('')
    expect(permissionsAfter(secretDup, merged)({ customerId: 'dup', viewer: 'cecilia' })).not.toBe('')
    const toSecret = [dup, on('customer-open', 'CustomerMarkedPrivate', {}), merged]
    expect(permissionsAfter(...toSecret)({ customerId: 'dup', viewer: 'plain' })).toBe('')
  })
})

describe('the people of a target group', () => {
  const targetGroup = (params: object, ...events: readonly LogEvent[]): string => {
    const { persons, excluded } = viewsOn(today, ...world, ...events).targetGroup({ channel: 'email', ...params })
    const left = Object.entries(excluded).filter(([, count]) => count > 0)
    return [
      ...persons.map(({ personId, customerIds }) => `${personId} ${customerIds.join('+')}`),
      ...left.map((one) => one.join(' ')),
    ].join(', ')
  }
  const firm = (id: string, more: object = {}): readonly LogEvent[] => [customer(id, id, more), linked(id)]

  test('have an address of the channel: their own, or that of their private customer', () => {
    const silent = (details: object) => [
      contact('s', 'S'),
      customer('own', 'S', { kind: 'privateCustomer', personId: 's', contactInfo: details }),
      event('PrivateCustomerCreated', 'person-s', { customerId: 'own' }),
    ]
    const asked = { customerIds: ['own'] }
    expect(targetGroup(asked, ...silent({ email: 's@s.fi' }))).toBe('s own')
    expect(targetGroup(asked, ...silent({}))).toBe('noAddress 1')
    expect(targetGroup({ ...asked, channel: 'letter' }, ...silent({ street: 'Street' }))).toBe('s own')
    expect(targetGroup({ ...asked, channel: 'letter' }, ...silent({ city: 'City' }))).toBe('noAddress 1')
    expect(targetGroup({ ...asked, channel: 'sms' }, ...silent({ phone: '1' }))).toBe('noAddress 1')
    const ofFirm = [contact('s', 'S'), customer('firm', 'Firm', { contactInfo: { email: 'f@f.fi' } })]
    const works = event('ContactLinkedToCompany', 'person-s', { customerId: 'firm' })
    expect(targetGroup({ customerIds: ['firm'] }, ...ofFirm, works)).toBe('noAddress 1')
  })
  test('occur once, with every customer for which they may be contacted', () => {
    const refuses = on('customer-b', 'MarketingConsentWithdrawn', { channel: 'email' })
    expect(targetGroup({}, ...firm('a'), ...firm('b'))).toBe('p a+b+open')
    expect(targetGroup({}, ...firm('a'), ...firm('b'), refuses)).toBe('p a+open')
    expect(targetGroup({ customerIds: ['b'] }, ...firm('b'), refuses)).toBe('noConsent 1')
    expect(targetGroup({ customerIds: ['b', 'open'] }, ...firm('b'), refuses)).toBe('p open')
    expect(targetGroup({}, ban())).toBe('ban 1')
    expect(targetGroup({}, event('PersonErased', 'person-p', { scope: 'exceptInvoicing' }))).toBe('erased 1')
  })
  test('are those of active customers, and without criteria also persons without customers', () => {
    const alone = contact('alone', 'Alone', { email: 'x' })
    expect(targetGroup({}, alone)).toBe('alone , p open')
    expect(targetGroup({ groupIds: [null] }, alone)).toBe('p open')
    expect(targetGroup({ contactProperties: [] }, alone)).toBe('alone , p open')
    expect(targetGroup({}, on('customer-open', 'CustomerArchived', {}))).toBe('')
    expect(targetGroup({ viewer: 'plain' }, on('customer-open', 'CustomerMarkedPrivate', {}), alone)).toBe('alone ')
  })
})
