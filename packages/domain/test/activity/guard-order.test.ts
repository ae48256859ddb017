import { describe } from 'vitest'
import { acme, anna, archivedAcme, type NamedCommand, pekka } from '../given.js'
import { testGuardOrder } from '../guard-order.js'

const note = (links: object, text = 'Called'): NamedCommand => ['WriteNote', { activityId: 'a1', links, text }]
const file = (data: object): NamedCommand => ['LinkFile', { activityId: 'a1', fileRef: ' ', ...data }]
const task = (data: object): NamedCommand => ['RegisterTask', { activityId: 'a1', ...data }]
const meeting = (data: object): NamedCommand => ['RegisterMeeting', { activityId: 'a1', ...data }]
const onPekka = { personIds: ['pekka'] }
const written = note({ personId: 'pekka' })
const linking: NamedCommand = ['EnableEmailLinking', { employeeId: 'anna', mailboxId: 'anna@own.fi' }]
const email = (data: object = {}): NamedCommand => [
  'RegisterEmail',
  { activityId: 'a1', mailboxId: 'anna@own.fi', direction: 'received', ...data },
]
const left: NamedCommand = ['DeactivateEmployee', { employeeId: 'anna', effective: '2024-03-01' }]

describe('a new activity with several problems: the answer says first', () => {
  testGuardOrder([
    ['that its id is taken, though it has no links', [pekka, written], note({}), 'ActivityAlreadyRegistered'],
    ['that it has no links', [], note({}, ' '), 'MissingRequiredField', { fields: ['links'] }],
    [
      'that a person does not exist, though a customer does not either',
      [],
      note({ personId: 'x', customerId: 'x' }),
      'ContactNotFound',
    ],
    [
      'that a customer does not exist, though a project does not either',
      [],
      note({ customerId: 'x', projectId: 'x' }),
      'CustomerNotFound',
    ],
    [
      'that a customer is archived, though a project does not exist',
      [acme, archivedAcme],
      note({ customerId: 'acme', projectId: 'x' }),
      'CustomerIsArchived',
    ],
    [
      'the first of the customers that do not exist',
      [],
      note({ customerIds: ['y', 'x'] }),
      'CustomerNotFound',
      { customerId: 'y' },
    ],
    [
      'that a customer does not exist, not that it is archived',
      [acme, ['DeleteCustomer', { customerId: 'acme' }]],
      note({ customerId: 'acme' }),
      'CustomerNotFound',
    ],
    ['that a project does not exist, though the note is blank', [], note({ projectId: 'x' }, ' '), 'ProjectNotFound'],
    [
      'that a file has no links, though it has no reference',
      [],
      file({}),
      'MissingRequiredField',
      { fields: ['links'] },
    ],
    ['that a file has no reference', [pekka], file(onPekka), 'MissingRequiredField', { fields: ['fileRef'] }],
    [
      'that a task has no links, though it has no status',
      [],
      task({ status: ' ' }),
      'MissingRequiredField',
      { fields: ['links'] },
    ],
    [
      'that a task has no status, though its owner does not exist',
      [pekka],
      task({ ...onPekka, status: ' ', ownerId: 'x' }),
      'MissingRequiredField',
      { fields: ['status'] },
    ],
    [
      'that a meeting has no links, though it has no owner',
      [],
      meeting({}),
      'MissingRequiredField',
      { fields: ['links'] },
    ],
    [
      'that a meeting has an unknown contact, though its owner does not exist',
      [],
      meeting({ ...onPekka, ownerId: 'x' }),
      'ContactNotFound',
    ],
  ])
})

describe('an existing activity with several problems: the answer says first', () => {
  const edits = (text: string): NamedCommand => ['EditNote', { activityId: 'a1', text }]
  const deletes: NamedCommand = ['DeleteNote', { activityId: 'a1' }]
  const status = (value: string): NamedCommand => ['ChangeTaskStatus', { activityId: 'a1', status: value }]
  const gives: NamedCommand = ['ChangeOwnerOfMeeting', { activityId: 'a1', toEmployeeId: 'anna' }]
  testGuardOrder([
    ['that it is deleted, though the text is blank', [pekka, written, deletes], edits(' '), 'ActivityNotFound'],
    ['that it is deleted, though the text is the same', [pekka, written, deletes], edits('Called'), 'ActivityNotFound'],
    ['that it is not a task, though the status is blank', [pekka, written], status(' '), 'ActivityNotFound'],
    ['that a status is required', [pekka, task(onPekka)], status(' '), 'MissingRequiredField', { fields: ['status'] }],
    [
      'that a task is not a meeting, though its owner is the same',
      [anna, pekka, task({ ...onPekka, ownerId: 'anna' })],
      gives,
      'ActivityNotFound',
    ],
    [
      'that the owner is the same, though that employee has left',
      [anna, pekka, meeting({ ...onPekka, ownerId: 'anna' }), left],
      gives,
      null,
    ],
  ])
})

describe('an e-mail with several problems: the answer says first', () => {
  testGuardOrder([
    [
      'that its id is taken, though no employee links the mailbox',
      [pekka, written],
      email({ from: 'p@acme.fi' }),
      'ActivityAlreadyRegistered',
    ],
    ['that no employee links the mailbox, though the other party is missing', [], email(), 'EmailLinkingNotEnabled'],
    [
      'that the other party is missing, not that nobody has the address',
      [anna, linking],
      email({ from: ' ' }),
      'MissingRequiredField',
      { fields: ['from'] },
    ],
    [
      'that receivers are missing if all of them are blank',
      [anna, linking],
      email({ direction: 'sent', to: [' ', ''] }),
      'MissingRequiredField',
      { fields: ['to'] },
    ],
    [
      'that no card has the address, if one of them is blank',
      [anna, linking, pekka],
      email({ direction: 'sent', to: [' ', 'x@y.fi'] }),
      'EmailAddressNotOnCard',
      { direction: 'sent' },
    ],
  ])
})
