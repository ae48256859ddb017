import { describe, test } from 'vitest'
import { acme, beta, given, type NamedCommand, pekka, pekkaAtAcme, policy } from '../given.js'

const merge: NamedCommand = ['MergeCustomers', { survivorId: 'acme', duplicateId: 'beta' }]
const absorbed = ['CustomerAbsorbed', { duplicateId: 'beta' }] as const
const mergedInto = ['CustomerMergedInto', { survivorId: 'acme', moved: true }] as const
const pekkaAtBeta: NamedCommand = ['LinkContactToCompany', { personId: 'pekka', customerId: 'beta' }]
const left = ['ContactUnlinkedFromCompany', { customerId: 'beta', reason: 'merge' }] as const
const property: NamedCommand = ['AddContactProperty', { number: 5, name: 'Invoices' }]
const has = (customerId: string | null): NamedCommand => [
  'AssignContactProperty',
  { personId: 'pekka', propertyNo: 5, customerId },
]
const banned = (customerId: string | null, more: object = {}): NamedCommand => [
  'SetMarketingBan',
  { personId: 'pekka', channel: 'sms', customerId, ...more },
]
const ban = (customerId: string | null) =>
  ['MarketingBanSet', { channel: 'sms', customerId, source: null, reason: 'merge', date: '2024-03-15' }] as const

describe('a contact of a merged customer', () => {
  test('is linked to the survivor once', () => {
    given(acme, beta, pekka, pekkaAtAcme, pekkaAtBeta)
      .when(...merge)
      .happens(absorbed, mergedInto, left)
  })
  test('keeps its bans and properties at the survivor and everywhere, and gets those at the duplicate', () => {
    given(acme, beta, pekka, pekkaAtAcme, pekkaAtBeta, property, has('acme'), has('beta'), has(null))
      .when(...merge)
      .happens(absorbed, mergedInto, left)
    given(acme, beta, pekka, pekkaAtAcme, pekkaAtBeta, property, has('beta'), banned('beta'))
      .when(...merge)
      .happens(absorbed, mergedInto, left, ban('acme'), [
        'ContactPropertyAssigned',
        { propertyNo: 5, customerId: 'acme' },
      ])
    given(acme, beta, pekka, pekkaAtAcme, pekkaAtBeta, banned('acme'), banned('beta'), banned(null))
      .when(...merge)
      .happens(absorbed, mergedInto, left)
  })
  test('gets those at the duplicate even if it is no longer linked there', () => {
    given(acme, beta, pekka, pekkaAtBeta, property, has('beta'), [
      'UnlinkContactFromCompany',
      { personId: 'pekka', customerId: 'beta' },
    ])
      .when(...merge)
      .happens(absorbed, mergedInto, ['ContactPropertyAssigned', { propertyNo: 5, customerId: 'acme' }])
    given(acme, beta, pekka, banned('beta'))
      .when(...merge)
      .happens(absorbed, mergedInto, ban('acme'))
  })
  test('does not change if it is erased, or merged into another one', () => {
    given(acme, beta, pekka, pekkaAtBeta, banned('beta'), ['ErasePerson', { personId: 'pekka' }])
      .when(...merge)
      .happens(absorbed, mergedInto)
    given(
      acme,
      beta,
      pekka,
      banned('beta'),
      ['RegisterContact', { personId: 'other', lastName: 'O' }],
      ['MergeContacts', { survivorId: 'other', duplicateId: 'pekka' }],
    )
      .when(...merge)
      .happens(absorbed, mergedInto, ban('acme'))
  })
  test('by mergePermissions: latestWins gets a ban with its date', () => {
    given(acme, beta, policy('mergePermissions', 'latestWins'), pekka, banned('beta', { date: '2023-01-01' }))
      .when(...merge)
      .happens(absorbed, mergedInto, [
        'MarketingBanSet',
        { channel: 'sms', customerId: 'acme', source: null, reason: 'merge', date: '2023-01-01' },
      ])
  })
})

describe('merged contacts', () => {
  const other: NamedCommand = ['RegisterContact', { personId: 'other', lastName: 'O' }]
  const both: NamedCommand = ['MergeContacts', { survivorId: 'other', duplicateId: 'pekka' }]
  const taken = ['ContactAbsorbed', { duplicateId: 'pekka' }] as const
  const named = ['ContactDetailsChanged', { changes: [{ field: 'firstName', old: null, new: 'Pekka' }] }] as const
  const away = ['ContactMergedInto', { survivorId: 'other', moved: true }] as const
  const at = (personId: string, customerId: string): NamedCommand => ['LinkContactToCompany', { personId, customerId }]
  const linked = (customerId: string) => ['ContactLinkedToCompany', { customerId, reason: 'merge' }] as const

  test('have the companies of both, each once', () => {
    given(acme, beta, pekka, other, pekkaAtAcme, pekkaAtBeta, at('other', 'acme'))
      .when(...both)
      .happens(taken, linked('beta'), named, away)
  })
  test('have the company of the duplicate if only one is allowed and the survivor has none', () => {
    const one = policy('contactLinks', 'one')
    given(acme, beta, pekka, other, one, pekkaAtBeta)
      .when(...both)
      .happens(taken, linked('beta'), named, away)
  })
  test('have the properties and categories of both, each once', () => {
    const gets = (personId: string, customerId: string | null): NamedCommand => [
      'AssignContactProperty',
      { personId, propertyNo: 5, customerId },
    ]
    const category = (value: string): NamedCommand => ['AddClassifierValue', { catalogue: 'contactCategory', value }]
    const is = (personId: string, value: string): NamedCommand => [
      'AssignContactCategory',
      { personId, category: value },
    ]
    given(
      acme,
      pekka,
      other,
      pekkaAtAcme,
      at('other', 'acme'),
      property,
      category('v'),
      category('w'),
      gets('pekka', 'acme'),
      gets('pekka', null),
      gets('other', 'acme'),
      is('pekka', 'v'),
      is('pekka', 'w'),
      is('other', 'v'),
    )
      .when(...both)
      .happens(
        taken,
        named,
        ['ContactPropertyAssigned', { propertyNo: 5, customerId: null }],
        ['ContactCategoryAssigned', { category: 'w' }],
        away,
      )
  })
  test('participate in a project once, and only if the duplicate still does', () => {
    const roof: NamedCommand = ['RegisterProject', { projectId: 'roof', customerId: 'acme', name: 'Roof' }]
    const joins = (personId: string): NamedCommand => ['AddProjectParticipant', { projectId: 'roof', personId }]
    const leaves: NamedCommand = ['RemoveProjectParticipant', { projectId: 'roof', personId: 'pekka' }]
    const removed = ['ProjectParticipantRemoved', { projectId: 'roof', employeeId: null, personId: 'pekka' }] as const
    given(acme, pekka, other, roof, joins('pekka'), joins('other'))
      .when(...both)
      .happens(taken, named, away, removed)
    given(acme, pekka, other, roof, joins('pekka'), leaves)
      .when(...both)
      .happens(taken, named, away)
  })
  test('have portal access once, and only where the duplicate still has it', () => {
    const access = (personId: string): NamedCommand => ['GrantPortalAccess', { customerId: 'acme', personId }]
    const revoked = ['PortalAccessRevoked', { personId: 'pekka', reason: 'merge' }] as const
    const granted = ['PortalAccessGranted', { personId: 'other', reason: 'merge' }] as const
    given(acme, pekka, other, pekkaAtAcme, at('other', 'acme'), access('pekka'), access('other'))
      .when(...both)
      .happens(taken, named, away, revoked)
    given(acme, pekka, other, pekkaAtAcme, at('other', 'acme'), access('pekka'))
      .when(...both)
      .happens(taken, named, away, granted, revoked)
    given(acme, pekka, other, pekkaAtAcme, access('pekka'), [
      'RevokePortalAccess',
      { customerId: 'acme', personId: 'pekka' },
    ])
      .when(...both)
      .happens(taken, linked('acme'), named, away)
  })
})
