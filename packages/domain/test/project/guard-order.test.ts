import { describe } from 'vitest'
import { acme, anna, archivedAcme, beta, type NamedCommand, pekka, policy } from '../given.js'
import { testGuardOrder } from '../guard-order.js'

const strict = policy('redundantCommands', 'reject')
const project = (name: string, customerId = 'acme'): NamedCommand => [
  'RegisterProject',
  { projectId: 'roof', customerId, name },
]
const roof = project('Roof')
const joins = (data: object): NamedCommand => ['AddProjectParticipant', { projectId: 'roof', ...data }]
const closes: NamedCommand = ['CloseProject', { projectId: 'roof' }]
const reopens: NamedCommand = ['ReopenProject', { projectId: 'roof' }]
const renames = (name: string): NamedCommand => ['RenameProject', { projectId: 'roof', name }]
const left: NamedCommand = ['DeactivateEmployee', { employeeId: 'anna', effective: '2024-03-01' }]
const erased: NamedCommand = ['ErasePerson', { personId: 'pekka' }]

describe('a project with several problems: the answer says first', () => {
  testGuardOrder([
    ['that nothing changes for the same project, ignoring outer spaces', [acme, roof], project(' Roof '), null],
    ['that it exists already, though the name is blank', [acme, roof], project(' '), 'ProjectAlreadyRegistered'],
    [
      'that it exists already at another customer',
      [acme, beta, roof],
      project('Roof', 'beta'),
      'ProjectAlreadyRegistered',
    ],
    [
      'that the name is blank, though the customer does not exist',
      [],
      project(' '),
      'MissingRequiredField',
      { fields: ['name'] },
    ],
    [
      'that the customer does not exist, though it is no longer archived',
      [acme, ['DeleteCustomer', { customerId: 'acme' }]],
      roof,
      'CustomerNotFound',
    ],
    ['that the customer is archived', [acme, archivedAcme], roof, 'CustomerIsArchived'],
    ['that it does not exist, when closing', [], closes, 'ProjectNotFound'],
    ['that it does not exist, though the name is blank', [], renames(' '), 'ProjectNotFound'],
    ['that the new name is blank, though it is closed', [acme, roof, closes], renames(' '), 'MissingRequiredField'],
    ['that nothing changes for the same name, though it is closed', [acme, roof, closes], renames(' Roof '), null],
    ['that it is closed and cannot be renamed', [acme, roof, closes], renames('Wall'), 'ProjectIsClosed'],
    ['that it does not exist, when reopening', [], reopens, 'ProjectNotFound'],
    [
      'that nothing changes for an open project, though its customer is archived',
      [acme, roof, archivedAcme],
      reopens,
      null,
    ],
    ['that its customer is archived', [acme, roof, closes, archivedAcme], reopens, 'CustomerIsArchived'],
  ])
})

describe('a participant of a project with several problems: the answer says first', () => {
  const annaIn = joins({ employeeId: 'anna' })
  const pekkaIn = joins({ personId: 'pekka' })
  testGuardOrder([
    ['that the project does not exist', [], annaIn, 'ProjectNotFound'],
    ['that nothing changes for a participant who has left', [acme, anna, roof, annaIn, left], annaIn, null],
    [
      'that the participant was added already, in strict mode',
      [acme, anna, roof, annaIn, left, closes, strict],
      annaIn,
      'ParticipantAlreadyAdded',
    ],
    [
      'that it is closed, though the employee does not exist',
      [acme, roof, closes],
      joins({ employeeId: 'x' }),
      'ProjectIsClosed',
    ],
    [
      'that it is closed, though the person does not exist',
      [acme, roof, closes],
      joins({ personId: 'x' }),
      'ProjectIsClosed',
    ],
    ['that the employee has left', [acme, anna, roof, left], annaIn, 'EmployeeInactive'],
    ['that the person is erased', [acme, pekka, roof, erased], pekkaIn, 'PersonIsErased'],
    [
      'that the project does not exist, when removing',
      [],
      ['RemoveProjectParticipant', { projectId: 'roof', employeeId: 'anna' }],
      'ProjectNotFound',
    ],
  ])
})
