import { describe, test } from 'vitest'
import { acme, anna, bertil, beta, cecilia, given, type NamedCommand, pekka, pekkaAtAcme } from '../given.js'

const bertils = { by: 'bertil' }
const hidden = (customerId: string, ownerId = 'anna'): NamedCommand => [
  'RegisterCustomer',
  { customerId, name: customerId, ownerId, private: true },
]
const linked = (customerId: string): NamedCommand => ['LinkContactToCompany', { personId: 'pekka', customerId }]
const project = (projectId: string, customerId: string): NamedCommand => [
  'RegisterProject',
  { projectId, customerId, name: projectId },
]
const before = [anna, bertil, cecilia, hidden('mine'), beta, pekka]
const change: NamedCommand = ['ChangeContactDetails', { personId: 'pekka', changes: { title: 'CEO' } }]

describe('a contact', () => {
  test('of private customers only cannot be changed by employees who own none of them', () => {
    given(...before, hidden('other', 'cecilia'), linked('mine'), linked('other'))
      .when(...change, bertils)
      .isRefused('NotOwner', bertils)
  })
  test('of private customers can be changed by the owner of one of them', () => {
    given(...before, hidden('his', 'bertil'), linked('mine'), linked('his'))
      .when(...change, bertils)
      .isAccepted()
  })
  test('of no customer can be changed by everybody', () => {
    given(...before)
      .when(...change, bertils)
      .isAccepted()
  })
  test('that is a private customer itself, hidden from others, cannot be changed by them', () => {
    const siiri: NamedCommand = [
      'RegisterPrivateCustomer',
      { personId: 'siiri', customerId: 'siiriC', lastName: 'M', ownerId: 'anna', private: true },
    ]
    given(anna, bertil, siiri)
      .when('ChangeContactDetails', { personId: 'siiri', changes: { title: 'CEO' } }, bertils)
      .isRefused('NotOwner')
    given(anna, bertil, siiri)
      .when('ChangeContactDetails', { personId: 'siiri', changes: { title: 'CEO' } }, { by: 'anna' })
      .isAccepted()
  })
  test('who is hidden from the actor cannot be made a customer', () => {
    const customer: NamedCommand = ['RegisterCustomer', { customerId: 'new', name: 'New', personId: 'pekka' }]
    given(...before, linked('mine'))
      .when(...customer, bertils)
      .isRefused('NotOwner', bertils)
    given(...before, linked('beta'))
      .when(...customer, bertils)
      .isAccepted()
  })
})

describe('an activity', () => {
  const note = (links: object): NamedCommand => ['WriteNote', { activityId: 'n1', links, text: 'Called' }]
  const edit: NamedCommand = ['EditNote', { activityId: 'n1', text: 'Wrote' }]
  const all = [...before, acme, project('x', 'mine'), project('y', 'beta')]

  test('can be changed only by employees who may change all its subjects', () => {
    for (const links of [
      { customerIds: ['beta', 'mine'] },
      { customerId: 'beta', customerIds: ['mine'] },
      { projectIds: ['y', 'x'] },
      { customerId: 'beta', projectId: 'x' },
    ]) {
      given(...all, note(links))
        .when(...edit, bertils)
        .isRefused('NotOwner')
      given(...all)
        .when(...note(links), bertils)
        .isRefused('NotOwner')
    }
    given(...all, linked('mine'), note({ customerId: 'beta', personIds: ['pekka'] }))
      .when(...edit, bertils)
      .isRefused('NotOwner')
    given(...all, pekkaAtAcme, note({ customerIds: ['beta', 'acme'], personId: 'pekka', projectId: 'y' }))
      .when(...edit, bertils)
      .isAccepted()
  })
  test('is hidden by any of its subjects, first or last', () => {
    const siiri: NamedCommand = ['RegisterContact', { personId: 'siiri', lastName: 'M' }]
    for (const links of [
      { customerIds: ['mine', 'beta'] },
      { projectIds: ['x', 'y'] },
      { personIds: ['pekka', 'siiri'] },
      { personIds: ['siiri', 'pekka'] },
      { personIds: ['pekka'], projectIds: ['y'], customerIds: ['beta'] },
    ])
      given(...all, siiri, linked('mine'), note(links))
        .when(...edit, bertils)
        .isRefused('NotOwner', bertils)
  })
  test('that concerns persons beside its links is hidden with them', () => {
    const meeting: NamedCommand = ['RegisterMeeting', { activityId: 'm1', personIds: ['pekka'], ownerId: 'anna' }]
    const gives: NamedCommand = ['ChangeOwnerOfMeeting', { activityId: 'm1', toEmployeeId: 'bertil' }]
    given(...all, linked('mine'), meeting)
      .when(...gives, bertils)
      .isRefused('NotOwner')
    given(...all, linked('mine'))
      .when(...meeting, bertils)
      .isRefused('NotOwner')
    given(...all, linked('beta'), meeting)
      .when(...gives, bertils)
      .isAccepted()
  })
  test('that does not exist gets the same answer for everybody', () => {
    given(...all)
      .when(...edit, bertils)
      .isRefused('ActivityNotFound')
  })
})

describe('a command about a private customer', () => {
  test('is refused for each of several, whichever comes first', () => {
    const merges = (survivorId: string, duplicateId: string): NamedCommand => [
      'MergeCustomers',
      { survivorId, duplicateId },
    ]
    for (const asked of [merges('mine', 'beta'), merges('beta', 'mine')])
      given(...before)
        .when(...asked, bertils)
        .isRefused('NotOwner')
  })
  test('is refused even if it only reserves a number for it, or concerns its projects', () => {
    const taking: readonly NamedCommand[] = [
      ['ReserveCustomerNumber', { number: 7, customerId: 'mine' }],
      ['AddProjectParticipant', { projectId: 'x', employeeId: 'bertil' }],
      ['LinkContactToCompany', { personId: 'pekka', customerId: 'mine' }],
      ['GrantPortalAccess', { customerId: 'mine', personId: 'pekka' }],
    ]
    for (const asked of taking)
      given(...before, project('x', 'mine'))
        .when(...asked, bertils)
        .isRefused('NotOwner')
  })
  test('that is deleted or unknown gets the same answer for everybody', () => {
    given(...before, ['DeleteCustomer', { customerId: 'mine' }])
      .when('ArchiveCustomer', { customerId: 'mine' }, bertils)
      .isRefused('CustomerNotFound')
    given(...before, linked('mine'), ['DeleteCustomer', { customerId: 'mine' }])
      .when(...change, bertils)
      .isAccepted()
  })
  test('with a blank owner does not belong to an actor with a blank name', () => {
    given(...before)
      .when('ArchiveCustomer', { customerId: 'mine' }, { by: ' ' })
      .isRefused('NotOwner', { by: ' ' })
  })
})

describe('the owner of a customer', () => {
  const gives = (ownerId: string | null): NamedCommand => ['ChangeCustomerOwner', { customerId: 'acme', ownerId }]
  const annas: NamedCommand = ['RegisterCustomer', { customerId: 'acme', name: 'Acme Oy', ownerId: 'anna' }]
  const left: NamedCommand = ['DeactivateEmployee', { employeeId: 'anna', effective: '2024-03-15' }]

  test('may be anybody if there is none', () => {
    given(bertil, acme)
      .when(...gives('bertil'), bertils)
      .happens(['CustomerOwnerChanged', { from: null, to: 'bertil' }])
  })
  test('may give it away until the day of leaving', () => {
    given(anna, bertil, annas)
      .when(...gives(null), { by: 'anna' })
      .isAccepted()
    given(anna, bertil, annas, left)
      .when(...gives('bertil'), { by: 'anna' })
      .isRefused('NotOwner')
  })
  test('of a customer that does not exist is not read', () => {
    given(bertil)
      .when(...gives('bertil'), bertils)
      .isRefused('CustomerNotFound')
  })
})
