import { describe, expect, test } from 'vitest'
import { cecilia, contact, customer, employee, event, type Happened, policy } from '../../happened.js'
import { viewsOn } from '../../town/town.js'

const today = '2024-06-15'
const plain = employee('plain', 'Plain')
const hidden = { private: true, ownerId: 'owner' }
const on = (stream: string, type: Happened['event'], data: object, day = '01-10'): Happened =>
  event(type, stream, data, `2024-${day}T10:00:00Z`)
const linked = (customerId: string): Happened => on('person-p', 'ContactLinkedToCompany', { customerId })
const ban = (more: object = {}): Happened => on('person-p', 'MarketingBanSet', { channel: 'email', ...more })
const world = [
  cecilia,
  plain,
  contact('p', 'P', { email: 'p@p.fi', mobile: '1' }),
  customer('open', 'Open Oy'),
  linked('open'),
]

const permissionsOf = (...events: readonly Happened[]) => viewsOn(today, ...world, ...events).marketingPermissions
type Params = Parameters<ReturnType<typeof permissionsOf>>[0]
const toldBy =
  (...events: readonly Happened[]) =>
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
    expect(toldBy(...bans)({ personId: 'p' })).toBe(none)
    expect(toldBy(...bans, holds(3))({ personId: 'p' })).toBe('email default, letter default, sms ban')
    expect(toldBy(...bans, holds(5))({ personId: 'p' })).toBe(none)
    expect(toldBy(holds(3))({ personId: 'p' })).toBe(none)
    const atCompany = [...bans, policy('banScope', 'personAtCustomer'), holds(3, 'open')]
    expect(toldBy(...atCompany)({ personId: 'p', customerId: 'open' })).toContain('sms')
  })
  test('bans letters if it is bound to NO_MARKETING', () => {
    expect(toldBy(...bans, holds(4))({ personId: 'p' })).toBe('email default, letter ban, sms default')
  })
  test('counts from the day of its assignment', () => {
    const at = (asOf: string) => toldBy(...bans, holds(3))({ personId: 'p', asOf })
    expect([at('2024-01-31'), at('2024-02-01')]).toEqual([none, 'email default, letter default, sms ban'])
  })
})

describe('a statement of a hidden customer', () => {
  const secret = customer('secret', 'Secret Oy', hidden)
  const first = (params: Params, ...events: readonly Happened[]) => permissionsOf(secret, ...events)(params)[0]

  test('is not shown, but counts', () => {
    const word = on('customer-secret', 'MarketingConsentWithdrawn', { channel: 'email' })
    expect(first({ customerId: 'secret' }, word)?.because).toBe('refusal')
    expect(first({ customerId: 'secret', viewer: 'plain' }, word)).toBeUndefined()
    expect(first({ customerId: 'secret', viewer: 'cecilia' }, word)?.statement).toMatchObject({ kind: 'withdrawal' })
  })
  test('is shown without the customer it is about', () => {
    const said = ban({ customerId: 'secret', source: 'call' })
    expect(first({ personId: 'p' }, said)?.statement).toMatchObject({ customerId: 'secret', source: 'call' })
    expect(first({ personId: 'p', viewer: 'cecilia' }, said)?.statement).toMatchObject({ customerId: 'secret' })
    expect(first({ personId: 'p', viewer: 'plain' }, said)?.statement).toMatchObject({
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
    expect(toldBy(dup, merged, refused)({ customerId: 'dup' })).toBe('email default, letter default, sms refusal')
    expect(toldBy(dup, merged, refused)({ personId: 'p', customerId: 'dup' })).toBe(
      'email default, letter default, sms refusal',
    )
    const twin = [contact('q', 'Q'), event('ContactMergedInto', 'person-q', { survivorId: 'p', moved: true })]
    expect(toldBy(...twin, ban())({ personId: 'q' })).toBe('email ban, letter default, sms default')
  })
  test('is unknown to a viewer who may not see both records', () => {
    const secretDup = customer('dup', 'Dup Oy', hidden)
    expect(toldBy(secretDup, merged)({ customerId: 'dup', viewer: 'plain' })).toBe('')
    expect(toldBy(secretDup, merged)({ customerId: 'dup', viewer: 'cecilia' })).not.toBe('')
    const toSecret = [dup, on('customer-open', 'CustomerMarkedPrivate', {}), merged]
    expect(toldBy(...toSecret)({ customerId: 'dup', viewer: 'plain' })).toBe('')
  })
})

describe('the people of a target group', () => {
  const told = (params: object, ...events: readonly Happened[]): string => {
    const { persons, excluded } = viewsOn(today, ...world, ...events).targetGroup({ channel: 'email', ...params })
    const left = Object.entries(excluded).filter(([, count]) => count > 0)
    return [
      ...persons.map(({ personId, customerIds }) => `${personId} ${customerIds.join('+')}`),
      ...left.map((one) => one.join(' ')),
    ].join(', ')
  }
  const firm = (id: string, more: object = {}): readonly Happened[] => [customer(id, id, more), linked(id)]

  test('have an address of the channel: their own, or that of their private customer', () => {
    const silent = (details: object) => [
      contact('s', 'S'),
      customer('own', 'S', { kind: 'privateCustomer', personId: 's', contactInfo: details }),
      event('PrivateCustomerCreated', 'person-s', { customerId: 'own' }),
    ]
    const asked = { customerIds: ['own'] }
    expect(told(asked, ...silent({ email: 's@s.fi' }))).toBe('s own')
    expect(told(asked, ...silent({}))).toBe('noAddress 1')
    expect(told({ ...asked, channel: 'letter' }, ...silent({ street: 'Street' }))).toBe('s own')
    expect(told({ ...asked, channel: 'letter' }, ...silent({ city: 'City' }))).toBe('noAddress 1')
    expect(told({ ...asked, channel: 'sms' }, ...silent({ phone: '1' }))).toBe('noAddress 1')
    const ofFirm = [contact('s', 'S'), customer('firm', 'Firm', { contactInfo: { email: 'f@f.fi' } })]
    const works = event('ContactLinkedToCompany', 'person-s', { customerId: 'firm' })
    expect(told({ customerIds: ['firm'] }, ...ofFirm, works)).toBe('noAddress 1')
  })
  test('occur once, with every customer for which they may be contacted', () => {
    const refuses = on('customer-b', 'MarketingConsentWithdrawn', { channel: 'email' })
    expect(told({}, ...firm('a'), ...firm('b'))).toBe('p a+b+open')
    expect(told({}, ...firm('a'), ...firm('b'), refuses)).toBe('p a+open')
    expect(told({ customerIds: ['b'] }, ...firm('b'), refuses)).toBe('noConsent 1')
    expect(told({ customerIds: ['b', 'open'] }, ...firm('b'), refuses)).toBe('p open')
    expect(told({}, ban())).toBe('ban 1')
    expect(told({}, event('PersonErased', 'person-p', { scope: 'exceptInvoicing' }))).toBe('erased 1')
  })
  test('are those of active customers, and without criteria also persons without customers', () => {
    const alone = contact('alone', 'Alone', { email: 'x' })
    expect(told({}, alone)).toBe('alone , p open')
    expect(told({ groupIds: [null] }, alone)).toBe('p open')
    expect(told({ contactProperties: [] }, alone)).toBe('alone , p open')
    expect(told({}, on('customer-open', 'CustomerArchived', {}))).toBe('')
    expect(told({ viewer: 'plain' }, on('customer-open', 'CustomerMarkedPrivate', {}), alone)).toBe('alone ')
  })
})
