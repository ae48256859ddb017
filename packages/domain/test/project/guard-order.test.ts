import { describe } from 'vitest'
import { type Asked, acme, anna, archivedAcme, beta, pekka, policy } from '../given.js'
import { testGuardOrder } from '../guard-order.js'

const strict = policy('redundantCommands', 'reject')
const project = (name: string, customerId = 'acme'): Asked => [
  'RegisterProject',
  { projectId: 'roof', customerId, name },
]
const roof = project('Roof')
const joins = (data: object): Asked => ['AddProjectParticipant', { projectId: 'roof', ...data }]
const closes: Asked = ['CloseProject', { projectId: 'roof' }]
const reopens: Asked = ['ReopenProject', { projectId: 'roof' }]
const renames = (name: string): Asked => ['RenameProject', { projectId: 'roof', name }]
const left: Asked = ['DeactivateEmployee', { employeeId: 'anna', effective: '2024-03-01' }]
const erased: Asked = ['ErasePerson', { personId: 'pekka' }]

describe('a project with two problems: the rejection says first', () => {
  testGuardOrder([
    ['that it is registered so, outer spaces apart', [acme, roof], project(' Roof '), null],
    ['that it is there, though the name is blank', [acme, roof], project(' '), 'ProjectAlreadyRegistered'],
    ['that it is there at another customer', [acme, beta, roof], project('Roof', 'beta'), 'ProjectAlreadyRegistered'],
    [
      'that the name is blank, though the customer is not there',
      [],
      project(' '),
      'MissingRequiredField',
      { fields: ['name'] },
    ],
    [
      'that the customer is deleted, though it is archived no more',
      [acme, ['DeleteCustomer', { customerId: 'acme' }]],
      roof,
      'CustomerNotFound',
    ],
    ['that the customer is archived', [acme, archivedAcme], roof, 'CustomerIsArchived'],
    ['that it is not there to be closed', [], closes, 'ProjectNotFound'],
    ['that it is not there to be renamed, though the name is blank', [], renames(' '), 'ProjectNotFound'],
    ['that the new name is blank, though it is closed', [acme, roof, closes], renames(' '), 'MissingRequiredField'],
    ['that it has this name, though it is closed', [acme, roof, closes], renames(' Roof '), null],
    ['that it is closed and keeps its name', [acme, roof, closes], renames('Wall'), 'ProjectIsClosed'],
    ['that it is not there to be reopened', [], reopens, 'ProjectNotFound'],
    ['that it is open, though its customer is archived', [acme, roof, archivedAcme], reopens, null],
    ['that its customer is archived', [acme, roof, closes, archivedAcme], reopens, 'CustomerIsArchived'],
  ])
})

describe('a participant of a project with two problems: the rejection says first', () => {
  const annaIn = joins({ employeeId: 'anna' })
  const pekkaIn = joins({ personId: 'pekka' })
  testGuardOrder([
    ['that there is no project', [], annaIn, 'ProjectNotFound'],
    ['that who takes part has left', [acme, anna, roof, annaIn, left], annaIn, null],
    [
      'that who takes part is asked to again',
      [acme, anna, roof, annaIn, left, closes, strict],
      annaIn,
      'ParticipantAlreadyAdded',
    ],
    [
      'that it is closed, though the employee is not there',
      [acme, roof, closes],
      joins({ employeeId: 'x' }),
      'ProjectIsClosed',
    ],
    [
      'that it is closed, though the person is not there',
      [acme, roof, closes],
      joins({ personId: 'x' }),
      'ProjectIsClosed',
    ],
    ['that the employee has left', [acme, anna, roof, left], annaIn, 'EmployeeInactive'],
    ['that the person is erased', [acme, pekka, roof, erased], pekkaIn, 'PersonIsErased'],
    [
      'that nobody leaves what is not there',
      [],
      ['RemoveProjectParticipant', { projectId: 'roof', employeeId: 'anna' }],
      'ProjectNotFound',
    ],
  ])
})
