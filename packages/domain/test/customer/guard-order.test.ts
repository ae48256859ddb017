import { describe } from 'vitest'
import { type Asked, acme, anna, archivedAcme, beta, policy } from '../given.js'
import { testGuardOrder } from '../guard-order.js'

const strict = policy('redundantCommands', 'reject')
const several = policy('groupMembership', 'multiple')
const gold: Asked = ['CreateCustomerGroup', { groupId: 'gold', name: 'Gold' }]
const silver: Asked = ['CreateCustomerGroup', { groupId: 'silver', name: 'Silver' }]
const archivedGold: Asked = ['ArchiveCustomerGroup', { groupId: 'gold' }]
const moves = (groupId: string | null): Asked => ['MoveCustomerToGroup', { customerId: 'acme', groupId }]
const joins = (groupId: string): Asked => ['AddCustomerToGroup', { customerId: 'acme', groupId }]
const sets = (...groupIds: readonly string[]): Asked => ['SetCustomerGroups', { customerId: 'acme', groupIds }]
const nobodyMoves: Asked = ['MoveCustomerToGroup', { customerId: 'nobody', groupId: null }]

describe('setting the groups of a customer with two problems: the rejection says first', () => {
  testGuardOrder([
    ['that the customer is not there', [several], nobodyMoves, 'CustomerNotFound'],
    ['that it may have several groups', [several, strict, acme], moves(null), 'WrongMembershipPolicy'],
    [
      'that it is in the group, though that is archived',
      [acme, gold, moves('gold'), archivedGold],
      moves('gold'),
      null,
    ],
    ['that the group it moves to is not there', [acme, archivedAcme], moves('gold'), 'GroupNotFound'],
    ['that it was added, though the group is archived', [acme, gold, joins('gold'), archivedGold], joins('gold'), null],
    ['that the group is not there', [acme, gold, joins('gold')], joins('silver'), 'GroupNotFound'],
    [
      'that it has a group, though it is archived',
      [acme, gold, silver, joins('gold'), archivedAcme],
      joins('silver'),
      'CustomerAlreadyHasGroup',
      { groupId: 'gold' },
    ],
    ['that a customer is not there which has too many', [], sets('a', 'b'), 'CustomerNotFound'],
    ['that there are too many, though they are not there', [acme], sets('a', 'b'), 'TooManyGroups', { max: 1 }],
    [
      'that it has all of the groups, in whatever order',
      [several, acme, gold, silver, joins('gold'), joins('silver')],
      sets('silver', 'gold'),
      null,
    ],
    ['that one of the groups is not there', [acme, archivedAcme], sets('gold'), 'GroupNotFound', { groupId: 'gold' }],
    ['the first of the groups that are not there', [several, acme], sets('x', 'y'), 'GroupNotFound', { groupId: 'x' }],
  ])
})

const vip: Asked = ['CreateSpecialGroup', { specialGroupId: 'vip', name: 'VIP' }]
const special = (type: 'AddCustomerToSpecialGroup' | 'RemoveCustomerFromSpecialGroup', customerId = 'acme'): Asked => [
  type,
  { customerId, specialGroupId: 'vip' },
]

describe('setting the special groups of a customer with two problems: the rejection says first', () => {
  testGuardOrder([
    ['that the customer is not there', [], special('AddCustomerToSpecialGroup'), 'CustomerNotFound'],
    ['that the group is not there', [acme, archivedAcme], special('AddCustomerToSpecialGroup'), 'SpecialGroupNotFound'],
    ['that it leaves no customer', [], special('RemoveCustomerFromSpecialGroup'), 'CustomerNotFound'],
    ['that it leaves no group', [acme], special('RemoveCustomerFromSpecialGroup'), 'SpecialGroupNotFound'],
    ['that it is in the group no more', [acme, vip], special('RemoveCustomerFromSpecialGroup'), null],
  ])
})

const large: Asked = ['AddClassifierValue', { catalogue: 'segment', value: 'large' }]
const retired: Asked = ['RetireClassifierValue', { catalogue: 'segment', value: 'large' }]
const inSegment = (value: string | null, customerId = 'acme'): Asked => ['ChangeCustomerSegment', { customerId, value }]
const details = (changes: object, customerId = 'acme'): Asked => ['ChangeCustomerDetails', { customerId, changes }]
const siiri: Asked = ['RegisterPrivateCustomer', { personId: 'siiri', customerId: 'siiriC', lastName: 'Mäkinen' }]
const erased: Asked = ['ErasePerson', { personId: 'siiri' }]
const deleted = (customerId: string): Asked => ['DeleteCustomer', { customerId }]

describe('the details of a customer with two problems: the rejection says first', () => {
  const required = policy('requiredFields', ['segment'])
  const noSegment = inSegment(null)
  testGuardOrder([
    [
      'that it is deleted, though its person is erased',
      [siiri, erased, deleted('siiriC')],
      details({}, 'siiriC'),
      'CustomerNotFound',
    ],
    [
      'that its person is erased, though the name is cleared',
      [siiri, erased],
      details({ name: null }, 'siiriC'),
      'PersonIsErased',
    ],
    [
      'that a name stays, though it is archived',
      [acme, archivedAcme],
      details({ name: ' ' }),
      'MandatoryFieldCannotBeCleared',
    ],
    ['that nothing changes, though it is archived', [acme, archivedAcme], details({ name: 'Acme Oy' }), null],
    ['that it is not there, though the field is required', [required], noSegment, 'CustomerNotFound'],
    [
      'that a required field is not cleared, though it is empty',
      [policy('requiredFields', ['name']), acme, archivedAcme, required],
      noSegment,
      'MandatoryFieldCannotBeCleared',
      { field: 'segment' },
    ],
    [
      'that it has the value, though that is retired',
      [acme, large, inSegment('large'), retired],
      inSegment('large'),
      null,
    ],
    [
      'that the value is not there, though it is archived',
      [acme, archivedAcme],
      inSegment('large'),
      'UnknownClassifierValue',
    ],
  ])
})

const invoice = (date: string, customerId = 'acme'): Asked => ['RecordInvoice', { customerId, documentId: 'i1', date }]
const order: Asked = ['RecordSalesOrder', { customerId: 'acme', documentId: 'i1', date: '2024-01-01' }]
const voids: Asked = ['VoidDocument', { customerId: 'acme', documentId: 'i1' }]
const project: Asked = ['RegisterProject', { projectId: 'x', customerId: 'acme', name: 'X' }]
const starts = (date: string, customerId = 'acme'): Asked => ['SetCustomerStartDate', { customerId, date }]

describe('the documents of a customer with two problems: the rejection says first', () => {
  testGuardOrder([
    [
      'that the document has another date, though it is archived',
      [acme, invoice('2024-01-01'), archivedAcme],
      invoice('2024-01-02'),
      'DocumentAlreadyRecorded',
    ],
    ['that the document is of another kind', [acme, order], invoice('2024-01-01'), 'DocumentAlreadyRecorded'],
    ['that there is none to void, though it is archived', [acme, archivedAcme], voids, 'DocumentNotFound'],
    ['that there is no customer whose document to void', [], voids, 'CustomerNotFound'],
    [
      'that documents keep it from being deleted, before its projects do',
      [acme, invoice('2024-01-01'), project],
      deleted('acme'),
      'CustomerHasDocuments',
    ],
    ['that projects do, though it is archived', [acme, project, archivedAcme], deleted('acme'), 'CustomerHasProjects'],
    ['that a customer is not there to start', [], starts('tomorrow'), 'CustomerNotFound'],
  ])
})

const numbered = (number: number, customerId = 'acme'): Asked => ['ChangeCustomerNumber', { customerId, number }]
const takes: Asked = ['ReserveCustomerNumber', { number: 7, customerId: 'beta' }]
const owned = (ownerId: string | null): Asked => ['ChangeCustomerOwner', { customerId: 'acme', ownerId }]
const hides: Asked = ['MarkCustomerPrivate', { customerId: 'acme' }]
const shows: Asked = ['MarkCustomerPublic', { customerId: 'acme' }]
const left: Asked = ['DeactivateEmployee', { employeeId: 'anna', effective: '2024-01-01' }]

describe('the number and the owner of a customer with two problems: the rejection says first', () => {
  testGuardOrder([
    ['that it has the number, though documents bear it', [acme, numbered(5), invoice('2024-01-01')], numbered(5), null],
    [
      'that documents bear its number, though the new one is taken',
      [acme, beta, takes, invoice('2024-01-01')],
      numbered(7),
      'CustomerHasDocuments',
    ],
    [
      'that the number is taken, though it is archived',
      [acme, beta, takes, archivedAcme],
      numbered(7),
      'CustomerNumberTaken',
    ],
    ['that the owner is the same, though that one has left', [anna, acme, owned('anna'), left], owned('anna'), null],
    [
      'that the new owner has left, though it is archived',
      [anna, acme, left, archivedAcme],
      owned('anna'),
      'EmployeeInactive',
    ],
    ['that it has no owner to be private for, though it is archived', [acme, archivedAcme], hides, 'OwnerRequired'],
    ['that there is no customer to hide', [], hides, 'CustomerNotFound'],
    ['that there is no customer to show', [], shows, 'CustomerNotFound'],
    ['that nobody archives what is not there', [], archivedAcme, 'CustomerNotFound'],
    [
      'that nobody restores what is not there',
      [strict],
      ['RestoreCustomer', { customerId: 'acme' }],
      'CustomerNotFound',
    ],
  ])
})

describe('registering a customer with two problems: the rejection says first', () => {
  const register = (data: object): Asked => ['RegisterCustomer', { customerId: 'acme', name: 'Acme Oy', ...data }]
  const amiss = { segment: 'x', status: 'x', groupId: 'x', ownerId: 'x', responsibleManager: 'x' }
  testGuardOrder([
    ['that it is there, though fields are missing', [acme], register({ name: ' ' }), 'CustomerAlreadyRegistered'],
    ['that fields are missing', [], register({ ...amiss, name: '' }), 'MissingRequiredField', { fields: ['name'] }],
    ['that a value is not there', [], register(amiss), 'UnknownClassifierValue', { catalogue: 'segment' }],
    ['that the group is not there', [], register({ groupId: 'x', ownerId: 'x' }), 'GroupNotFound'],
    [
      'that the owner is not there',
      [anna],
      register({ ownerId: 'x', responsibleManager: 'y' }),
      'EmployeeNotFound',
      { employeeId: 'x' },
    ],
    [
      'that the manager is not there, though its number is taken',
      [beta, takes],
      register({ number: 7, responsibleManager: 'y' }),
      'EmployeeNotFound',
      { employeeId: 'y' },
    ],
    [
      'that the manager is not there, though the role is not either',
      [],
      register({ responsibleManager: 'y' }),
      'EmployeeNotFound',
      { employeeId: 'y' },
    ],
  ])
})
