import { describe } from 'vitest'
import { acme, anna, archivedAcme, beta, type NamedCommand, policy } from '../given.js'
import { testGuardOrder } from '../guard-order.js'

const strict = policy('redundantCommands', 'reject')
const several = policy('groupMembership', 'multiple')
const gold: NamedCommand = ['CreateCustomerGroup', { groupId: 'gold', name: 'Gold' }]
const silver: NamedCommand = ['CreateCustomerGroup', { groupId: 'silver', name: 'Silver' }]
const archivedGold: NamedCommand = ['ArchiveCustomerGroup', { groupId: 'gold' }]
const moves = (groupId: string | null): NamedCommand => ['MoveCustomerToGroup', { customerId: 'acme', groupId }]
const joins = (groupId: string): NamedCommand => ['AddCustomerToGroup', { customerId: 'acme', groupId }]
const sets = (...groupIds: readonly string[]): NamedCommand => ['SetCustomerGroups', { customerId: 'acme', groupIds }]
const nobodyMoves: NamedCommand = ['MoveCustomerToGroup', { customerId: 'nobody', groupId: null }]

describe('setting the groups of a customer with several problems: the answer says first', () => {
  testGuardOrder([
    ['that the customer does not exist', [several], nobodyMoves, 'CustomerNotFound'],
    ['that customers may have several groups', [several, strict, acme], moves(null), 'WrongMembershipPolicy'],
    [
      'that nothing changes for the same group, though it is archived',
      [acme, gold, moves('gold'), archivedGold],
      moves('gold'),
      null,
    ],
    ['that the new group does not exist', [acme, archivedAcme], moves('gold'), 'GroupNotFound'],
    [
      'that nothing changes for an added group, though it is archived',
      [acme, gold, joins('gold'), archivedGold],
      joins('gold'),
      null,
    ],
    ['that the group does not exist', [acme, gold, joins('gold')], joins('silver'), 'GroupNotFound'],
    [
      'that the customer has a group, though it is archived',
      [acme, gold, silver, joins('gold'), archivedAcme],
      joins('silver'),
      'CustomerAlreadyHasGroup',
      { groupId: 'gold' },
    ],
    ['that the customer does not exist, though there are too many groups', [], sets('a', 'b'), 'CustomerNotFound'],
    ['that there are too many groups, though they do not exist', [acme], sets('a', 'b'), 'TooManyGroups', { max: 1 }],
    [
      'that nothing changes for the same groups, in any order',
      [several, acme, gold, silver, joins('gold'), joins('silver')],
      sets('silver', 'gold'),
      null,
    ],
    ['that one of the groups does not exist', [acme, archivedAcme], sets('gold'), 'GroupNotFound', { groupId: 'gold' }],
    ['the first of the groups that do not exist', [several, acme], sets('x', 'y'), 'GroupNotFound', { groupId: 'x' }],
  ])
})

const vip: NamedCommand = ['CreateSpecialGroup', { specialGroupId: 'vip', name: 'VIP' }]
const special = (
  type: 'AddCustomerToSpecialGroup' | 'RemoveCustomerFromSpecialGroup',
  customerId = 'acme',
): NamedCommand => [type, { customerId, specialGroupId: 'vip' }]

describe('setting the special groups of a customer with several problems: the answer says first', () => {
  testGuardOrder([
    ['that the customer does not exist', [], special('AddCustomerToSpecialGroup'), 'CustomerNotFound'],
    [
      'that the group does not exist',
      [acme, archivedAcme],
      special('AddCustomerToSpecialGroup'),
      'SpecialGroupNotFound',
    ],
    [
      'that the customer does not exist, when removing',
      [],
      special('RemoveCustomerFromSpecialGroup'),
      'CustomerNotFound',
    ],
    [
      'that the group does not exist, when removing',
      [acme],
      special('RemoveCustomerFromSpecialGroup'),
      'SpecialGroupNotFound',
    ],
    [
      'that nothing changes if it is no longer in the group',
      [acme, vip],
      special('RemoveCustomerFromSpecialGroup'),
      null,
    ],
  ])
})

const large: NamedCommand = ['AddClassifierValue', { catalogue: 'segment', value: 'large' }]
const retired: NamedCommand = ['RetireClassifierValue', { catalogue: 'segment', value: 'large' }]
const inSegment = (value: string | null, customerId = 'acme'): NamedCommand => [
  'ChangeCustomerSegment',
  { customerId, value },
]
const details = (changes: object, customerId = 'acme'): NamedCommand => [
  'ChangeCustomerDetails',
  { customerId, changes },
]
const siiri: NamedCommand = [
  'RegisterPrivateCustomer',
  { personId: 'siiri', customerId: 'siiriC', lastName: 'Mäkinen' },
]
const erased: NamedCommand = ['ErasePerson', { personId: 'siiri' }]
const deleted = (customerId: string): NamedCommand => ['DeleteCustomer', { customerId }]

describe('the details of a customer with several problems: the answer says first', () => {
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
      'that its person is erased, though the name is mandatory',
      [siiri, erased],
      details({ name: null }, 'siiriC'),
      'PersonIsErased',
    ],
    [
      'that the name is mandatory, though the customer is archived',
      [acme, archivedAcme],
      details({ name: ' ' }),
      'MandatoryFieldCannotBeCleared',
    ],
    ['that nothing changes, though the customer is archived', [acme, archivedAcme], details({ name: 'Acme Oy' }), null],
    ['that the customer does not exist, though the field is required', [required], noSegment, 'CustomerNotFound'],
    [
      'that a required field cannot be cleared, though it is empty',
      [policy('requiredFields', ['name']), acme, archivedAcme, required],
      noSegment,
      'MandatoryFieldCannotBeCleared',
      { field: 'segment' },
    ],
    [
      'that nothing changes for the same value, though it is retired',
      [acme, large, inSegment('large'), retired],
      inSegment('large'),
      null,
    ],
    [
      'that the value does not exist, though the customer is archived',
      [acme, archivedAcme],
      inSegment('large'),
      'UnknownClassifierValue',
    ],
  ])
})

const invoice = (date: string, customerId = 'acme'): NamedCommand => [
  'RecordInvoice',
  { customerId, documentId: 'i1', date },
]
const order: NamedCommand = ['RecordSalesOrder', { customerId: 'acme', documentId: 'i1', date: '2024-01-01' }]
const voids: NamedCommand = ['VoidDocument', { customerId: 'acme', documentId: 'i1' }]
const project: NamedCommand = ['RegisterProject', { projectId: 'x', customerId: 'acme', name: 'X' }]
const starts = (date: string, customerId = 'acme'): NamedCommand => ['SetCustomerStartDate', { customerId, date }]

describe('the documents of a customer with several problems: the answer says first', () => {
  testGuardOrder([
    [
      'that the document has another date, though the customer is archived',
      [acme, invoice('2024-01-01'), archivedAcme],
      invoice('2024-01-02'),
      'DocumentAlreadyRecorded',
    ],
    ['that the document is of another kind', [acme, order], invoice('2024-01-01'), 'DocumentAlreadyRecorded'],
    [
      'that the document to void does not exist, though the customer is archived',
      [acme, archivedAcme],
      voids,
      'DocumentNotFound',
    ],
    ['that the customer does not exist, when voiding', [], voids, 'CustomerNotFound'],
    [
      'that it has documents, though it has projects',
      [acme, invoice('2024-01-01'), project],
      deleted('acme'),
      'CustomerHasDocuments',
    ],
    [
      'that it has projects, though it is archived',
      [acme, project, archivedAcme],
      deleted('acme'),
      'CustomerHasProjects',
    ],
    ['that the customer does not exist, when setting the start date', [], starts('tomorrow'), 'CustomerNotFound'],
  ])
})

const numbered = (number: number, customerId = 'acme'): NamedCommand => ['ChangeCustomerNumber', { customerId, number }]
const takes: NamedCommand = ['ReserveCustomerNumber', { number: 7, customerId: 'beta' }]
const owned = (ownerId: string | null): NamedCommand => ['ChangeCustomerOwner', { customerId: 'acme', ownerId }]
const hides: NamedCommand = ['MarkCustomerPrivate', { customerId: 'acme' }]
const shows: NamedCommand = ['MarkCustomerPublic', { customerId: 'acme' }]
const left: NamedCommand = ['DeactivateEmployee', { employeeId: 'anna', effective: '2024-01-01' }]

describe('the number and the owner of a customer with several problems: the answer says first', () => {
  testGuardOrder([
    [
      'that nothing changes for the same number, though it has documents',
      [acme, numbered(5), invoice('2024-01-01')],
      numbered(5),
      null,
    ],
    [
      'that it has documents, though the new number is taken',
      [acme, beta, takes, invoice('2024-01-01')],
      numbered(7),
      'CustomerHasDocuments',
    ],
    [
      'that the number is taken, though the customer is archived',
      [acme, beta, takes, archivedAcme],
      numbered(7),
      'CustomerNumberTaken',
    ],
    [
      'that nothing changes for the same owner, though that employee has left',
      [anna, acme, owned('anna'), left],
      owned('anna'),
      null,
    ],
    [
      'that the new owner has left, though the customer is archived',
      [anna, acme, left, archivedAcme],
      owned('anna'),
      'EmployeeInactive',
    ],
    ['that it needs an owner to be private, though it is archived', [acme, archivedAcme], hides, 'OwnerRequired'],
    ['that the customer does not exist, when marking it private', [], hides, 'CustomerNotFound'],
    ['that the customer does not exist, when marking it public', [], shows, 'CustomerNotFound'],
    ['that the customer does not exist, when archiving', [], archivedAcme, 'CustomerNotFound'],
    [
      'that the customer does not exist, when restoring',
      [strict],
      ['RestoreCustomer', { customerId: 'acme' }],
      'CustomerNotFound',
    ],
  ])
})

describe('registering a customer with several problems: the answer says first', () => {
  const register = (data: object): NamedCommand => [
    'RegisterCustomer',
    { customerId: 'acme', name: 'Acme Oy', ...data },
  ]
  const amiss = { segment: 'x', status: 'x', groupId: 'x', ownerId: 'x', responsibleManager: 'x' }
  testGuardOrder([
    ['that it exists already, though fields are missing', [acme], register({ name: ' ' }), 'CustomerAlreadyRegistered'],
    [
      'that it exists already, though its person does not',
      [acme],
      register({ personId: 'nobody' }),
      'CustomerAlreadyRegistered',
    ],
    [
      'that its person does not exist, though fields are missing',
      [],
      register({ personId: 'nobody', name: ' ' }),
      'ContactNotFound',
    ],
    ['that fields are missing', [], register({ ...amiss, name: '' }), 'MissingRequiredField', { fields: ['name'] }],
    ['that a value does not exist', [], register(amiss), 'UnknownClassifierValue', { catalogue: 'segment' }],
    ['that the group does not exist', [], register({ groupId: 'x', ownerId: 'x' }), 'GroupNotFound'],
    [
      'that the owner does not exist',
      [anna],
      register({ ownerId: 'x', responsibleManager: 'y' }),
      'EmployeeNotFound',
      { employeeId: 'x' },
    ],
    [
      'that the manager does not exist, though the number is taken',
      [beta, takes],
      register({ number: 7, responsibleManager: 'y' }),
      'EmployeeNotFound',
      { employeeId: 'y' },
    ],
    [
      'that the manager does not exist, though the role does not either',
      [],
      register({ responsibleManager: 'y' }),
      'EmployeeNotFound',
      { employeeId: 'y' },
    ],
  ])
})
