import { describe, test } from 'vitest'
import { acme, anna, beta, given, type NamedCommand, pekka, pekkaAtAcme } from '../given.js'

const seller = (employeeId: string): NamedCommand => [
  'RegisterEmployee',
  { employeeId, name: employeeId, salesperson: true },
]
const inGold = (customerId: string): NamedCommand => ['MoveCustomerToGroup', { customerId, groupId: 'gold' }]
const roof = (customerId = 'acme'): NamedCommand => ['RegisterProject', { projectId: 'roof', customerId, name: 'Roof' }]
const holds = (employeeId: string, subject: object, more: object = {}): NamedCommand => [
  'AssignResponsible',
  { ...subject, employeeId, from: '2024-01-01', ...more },
]
const left = (employeeId: string): NamedCommand => ['DeactivateEmployee', { employeeId, effective: '2024-03-15' }]
const sven = { by: 'sven' }

/** Acme is in a group for the salesperson Ville; Sven is another salesperson. */
const closed: readonly NamedCommand[] = [
  anna,
  seller('sven'),
  seller('ville'),
  acme,
  beta,
  ['CreateCustomerGroup', { groupId: 'gold', name: 'Gold' }],
  ['GrantGroupVisibility', { groupId: 'gold', employeeId: 'ville' }],
  inGold('acme'),
]
const contact = [...closed, pekka, pekkaAtAcme]
const project = [...closed, roof()]
const onPerson: NamedCommand = ['ChangeContactDetails', { personId: 'pekka', changes: { title: 'CEO' } }]
const onProject: NamedCommand = ['CloseProject', { projectId: 'roof' }]
const onCustomer: NamedCommand = ['ChangeCustomerDetails', { customerId: 'acme', changes: { city: 'Turku' } }]

describe('data of a customer of a closed group', () => {
  test('cannot be changed by a salesperson who is not on the list: a contact, a project', () => {
    given(...contact)
      .when(...onPerson, sven)
      .isRefused('NotAmongSalespersons', sven)
    given(...project)
      .when(...onProject, sven)
      .isRefused('NotAmongSalespersons', sven)
  })
  test('can be changed by salespersons on the list, and by employees without that role', () => {
    for (const by of ['ville', 'anna']) {
      given(...contact)
        .when(...onPerson, { by })
        .isAccepted()
      given(...project)
        .when(...onProject, { by })
        .isAccepted()
    }
  })
  test('can be changed by employees responsible for the customer, or for its project', () => {
    for (const subject of [{ customerId: 'acme' }, { projectId: 'roof' }]) {
      given(...contact, roof(), holds('sven', subject))
        .when(...onPerson, sven)
        .isAccepted()
      given(...project, holds('sven', subject))
        .when(...onProject, sven)
        .isAccepted()
    }
  })
  test('can be changed through a customer that is in no closed group', () => {
    given(...contact, ['LinkContactToCompany', { personId: 'pekka', customerId: 'beta' }])
      .when(...onPerson, sven)
      .isAccepted()
    given(...closed, roof('beta'))
      .when(...onProject, sven)
      .isAccepted()
  })
  test('cannot be changed by anybody who has left', () => {
    for (const by of ['anna', 'ville'])
      given(...contact, left(by))
        .when(...onPerson, { by })
        .isRefused('NotAmongSalespersons', { by })
  })
})

describe('a customer of a closed group', () => {
  const standsIn = (substituteId = 'sven', from = '2024-03-10', until = '2024-03-20'): NamedCommand => [
    'PlanAbsence',
    { employeeId: 'anna', substituteId, from, until },
  ]
  const annas = holds('anna', { customerId: 'acme' })
  test('is open to a substitute from the first day of an absence on', () => {
    given(...closed, annas, standsIn())
      .when(...onCustomer, { ...sven, today: '2024-03-10' })
      .isAccepted()
    given(...closed, annas, standsIn())
      .when(...onCustomer, { ...sven, today: '2024-03-09' })
      .isRefused('NotAmongSalespersons')
  })
  test('is open to the substitute of an employee responsible for a project of it', () => {
    given(...project, holds('anna', { projectId: 'roof' }), standsIn())
      .when(...onCustomer, sven)
      .isAccepted()
  })
  test('is not open to other substitutes, nor for an absent employee who is not responsible', () => {
    given(...closed, annas, seller('olli'), standsIn('olli'), standsIn('sven', '2024-05-01', '2024-05-02'))
      .when(...onCustomer, sven)
      .isRefused('NotAmongSalespersons')
    given(...closed, standsIn())
      .when(...onCustomer, sven)
      .isRefused('NotAmongSalespersons')
  })
  test('is not open to employees responsible for a project of another one', () => {
    given(...closed, inGold('beta'), roof('beta'), holds('sven', { projectId: 'roof' }))
      .when('MergeCustomers', { survivorId: 'acme', duplicateId: 'beta' }, sven)
      .isRefused('NotAmongSalespersons')
    given(...closed, holds('sven', { customerId: 'beta' }))
      .when(...onCustomer, sven)
      .isRefused('NotAmongSalespersons')
  })
  test('is open if one of its groups admits the actor, or is not closed', () => {
    const several: NamedCommand = ['ChangePolicy', { key: 'groupMembership', value: 'multiple' }]
    const open: NamedCommand = ['CreateCustomerGroup', { groupId: 'open', name: 'Open' }]
    const alsoIn: NamedCommand = ['AddCustomerToGroup', { customerId: 'acme', groupId: 'open' }]
    given(...closed, several, open, alsoIn)
      .when(...onCustomer, sven)
      .isAccepted()
    given(...closed, several, open, ['GrantGroupVisibility', { groupId: 'open', employeeId: 'sven' }], alsoIn)
      .when(...onCustomer, sven)
      .isAccepted()
  })
  test('that is deleted gets the same answer for everybody', () => {
    given(...closed, ['DeleteCustomer', { customerId: 'acme' }])
      .when(...onCustomer, sven)
      .isRefused('CustomerNotFound')
  })
  test('is closed without any list if the policy says that an empty one admits nobody', () => {
    const nobody: NamedCommand = ['ChangePolicy', { key: 'emptyVisibilityList', value: 'nobody' }]
    const open: readonly NamedCommand[] = [
      seller('sven'),
      acme,
      ['CreateCustomerGroup', { groupId: 'gold', name: 'Gold' }],
      inGold('acme'),
    ]
    given(...open)
      .when(...onCustomer, sven)
      .isAccepted()
    given(...open, nobody)
      .when(...onCustomer, sven)
      .isRefused('NotAmongSalespersons')
  })
})
