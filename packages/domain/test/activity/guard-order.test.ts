import { describe } from 'vitest'
import { type Asked, acme, anna, archivedAcme, pekka } from '../given.js'
import { testGuardOrder } from '../guard-order.js'

const note = (links: object, text = 'Called'): Asked => ['WriteNote', { activityId: 'a1', links, text }]
const file = (data: object): Asked => ['LinkFile', { activityId: 'a1', fileRef: ' ', ...data }]
const task = (data: object): Asked => ['RegisterTask', { activityId: 'a1', ...data }]
const meeting = (data: object): Asked => ['RegisterMeeting', { activityId: 'a1', ...data }]
const onPekka = { personIds: ['pekka'] }
const written = note({ personId: 'pekka' })
const linking: Asked = ['EnableEmailLinking', { employeeId: 'anna', mailboxId: 'anna@own.fi' }]
const email = (data: object = {}): Asked => [
  'RegisterEmail',
  { activityId: 'a1', mailboxId: 'anna@own.fi', direction: 'received', ...data },
]
const left: Asked = ['DeactivateEmployee', { employeeId: 'anna', effective: '2024-03-01' }]

describe('a new activity with two problems: the rejection says first', () => {
  testGuardOrder([
    ['that its id is taken, though it is linked to nothing', [pekka, written], note({}), 'ActivityAlreadyRegistered'],
    ['that it is linked to nothing', [], note({}, ' '), 'MissingRequiredField', { fields: ['links'] }],
    [
      'that a person is not there, though a customer is not either',
      [],
      note({ personId: 'x', customerId: 'x' }),
      'ContactNotFound',
    ],
    [
      'that a customer is not there, though a project is not either',
      [],
      note({ customerId: 'x', projectId: 'x' }),
      'CustomerNotFound',
    ],
    [
      'that a customer is archived, though a project is not there',
      [acme, archivedAcme],
      note({ customerId: 'acme', projectId: 'x' }),
      'CustomerIsArchived',
    ],
    [
      'the first of the customers that are not there',
      [],
      note({ customerIds: ['y', 'x'] }),
      'CustomerNotFound',
      { customerId: 'y' },
    ],
    [
      'that a customer is deleted, and not that it is archived',
      [acme, ['DeleteCustomer', { customerId: 'acme' }]],
      note({ customerId: 'acme' }),
      'CustomerNotFound',
    ],
    ['that a project is not there, though the note is blank', [], note({ projectId: 'x' }, ' '), 'ProjectNotFound'],
    [
      'that a file is linked to nothing, though it has no reference',
      [],
      file({}),
      'MissingRequiredField',
      { fields: ['links'] },
    ],
    ['that a file has no reference', [pekka], file(onPekka), 'MissingRequiredField', { fields: ['fileRef'] }],
    [
      'that a task is linked to nothing, though it has no status',
      [],
      task({ status: ' ' }),
      'MissingRequiredField',
      { fields: ['links'] },
    ],
    [
      'that a task has no status, though its owner is not there',
      [pekka],
      task({ ...onPekka, status: ' ', ownerId: 'x' }),
      'MissingRequiredField',
      { fields: ['status'] },
    ],
    [
      'that a meeting is linked to nothing, though it has no owner',
      [],
      meeting({}),
      'MissingRequiredField',
      { fields: ['links'] },
    ],
    [
      'that a meeting is with nobody there, though its owner is not either',
      [],
      meeting({ ...onPekka, ownerId: 'x' }),
      'ContactNotFound',
    ],
  ])
})

describe('an existing activity with two problems: the rejection says first', () => {
  const edits = (text: string): Asked => ['EditNote', { activityId: 'a1', text }]
  const gone: Asked = ['DeleteNote', { activityId: 'a1' }]
  const status = (value: string): Asked => ['ChangeTaskStatus', { activityId: 'a1', status: value }]
  const gives: Asked = ['ChangeOwnerOfMeeting', { activityId: 'a1', toEmployeeId: 'anna' }]
  testGuardOrder([
    ['that it is gone, though the text is blank', [pekka, written, gone], edits(' '), 'ActivityNotFound'],
    ['that it is gone, though the text is the same', [pekka, written, gone], edits('Called'), 'ActivityNotFound'],
    ['that it is no task, though the status is blank', [pekka, written], status(' '), 'ActivityNotFound'],
    ['that a status is needed', [pekka, task(onPekka)], status(' '), 'MissingRequiredField', { fields: ['status'] }],
    [
      'that a task is no meeting, though its owner is the same',
      [anna, pekka, task({ ...onPekka, ownerId: 'anna' })],
      gives,
      'ActivityNotFound',
    ],
    [
      'that the owner is the same, though that one has left',
      [anna, pekka, meeting({ ...onPekka, ownerId: 'anna' }), left],
      gives,
      null,
    ],
  ])
})

describe('an e-mail with two problems: the rejection says first', () => {
  testGuardOrder([
    [
      'that its id is taken, though nobody links the mailbox',
      [pekka, written],
      email({ from: 'p@acme.fi' }),
      'ActivityAlreadyRegistered',
    ],
    ['that nobody links the mailbox, though the other side is missing', [], email(), 'EmailLinkingNotEnabled'],
    [
      'that the other side is missing, and not that nobody has it',
      [anna, linking],
      email({ from: ' ' }),
      'MissingRequiredField',
      { fields: ['from'] },
    ],
    [
      'that receivers are missing where all of them are blank',
      [anna, linking],
      email({ direction: 'sent', to: [' ', ''] }),
      'MissingRequiredField',
      { fields: ['to'] },
    ],
    [
      'that nobody has a blank address',
      [anna, linking, pekka],
      email({ direction: 'sent', to: [' ', 'x@y.fi'] }),
      'EmailAddressNotOnCard',
      { direction: 'sent' },
    ],
  ])
})
