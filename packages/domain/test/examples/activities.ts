import { type Asked, acme, anna, bertil, pekka } from '../given.js'
import { siiri } from './before.js'
import { accepted, type Examples } from './example.js'

const note: Asked = ['WriteNote', { activityId: 'n1', links: { customerId: 'acme' }, text: 'Called' }]
const meeting = (activityId: string): Asked => [
  'RegisterMeeting',
  { activityId, personIds: ['pekka'], ownerId: 'anna', title: 'Lunch' },
]
const task: Asked = ['RegisterTask', { activityId: 't1', links: { customerId: 'acme' }, title: 'Offer' }]
const file: Asked = ['LinkFile', { activityId: 'f1', links: { customerId: 'acme' }, fileRef: 'offer.pdf' }]
const linking: Asked = ['EnableEmailLinking', { employeeId: 'anna', mailboxId: 'anna@own.fi' }]

/** Notes, meetings, tasks, files and e-mails. */
export const activityExamples = {
  WriteNote: accepted([acme], { links: { customerId: 'acme' }, text: 'Called' }, [
    'NoteWritten',
    { activityId: 'command1', links: { customerId: 'acme' }, text: 'Called' },
  ]),
  EditNote: accepted([acme, note], { activityId: 'n1', text: 'Called twice' }, [
    'NoteEdited',
    { activityId: 'n1', links: { customerId: 'acme' }, text: 'Called twice' },
  ]),
  DeleteNote: accepted([acme, note], { activityId: 'n1' }, ['NoteDeleted', { activityId: 'n1' }]),
  RegisterMeeting: accepted(
    [anna, pekka],
    { personIds: ['pekka'], ownerId: 'anna', title: 'Lunch', date: '2024-03-20' },
    [
      'MeetingRegistered',
      { activityId: 'command2', personIds: ['pekka'], ownerId: 'anna', title: 'Lunch', date: '2024-03-20' },
    ],
  ),
  ChangeMeetingOwner: accepted(
    [anna, bertil, pekka, meeting('m1'), meeting('m2')],
    { activityIds: ['m1', 'm2'], toEmployeeId: 'bertil' },
    ['MeetingOwnerChanged', { activityId: 'm1', from: 'anna', to: 'bertil' }],
    ['MeetingOwnerChanged', { activityId: 'm2', from: 'anna', to: 'bertil' }],
  ),
  ChangeOwnerOfMeeting: accepted([anna, bertil, pekka, meeting('m1')], { activityId: 'm1', toEmployeeId: 'bertil' }, [
    'MeetingOwnerChanged',
    { activityId: 'm1', from: 'anna', to: 'bertil' },
  ]),
  RegisterTask: accepted(
    [anna, acme, pekka],
    { links: { customerId: 'acme' }, personIds: ['pekka'], title: 'Offer', dueDate: '2024-03-20', ownerId: 'anna' },
    [
      'TaskRegistered',
      {
        activityId: 'command3',
        personIds: ['pekka'],
        links: { customerId: 'acme' },
        title: 'Offer',
        status: 'open',
        dueDate: '2024-03-20',
        ownerId: 'anna',
      },
    ],
  ),
  ChangeTaskStatus: accepted([acme, task], { activityId: 't1', status: 'done' }, [
    'TaskStatusChanged',
    { activityId: 't1', from: 'open', to: 'done' },
  ]),
  LinkFile: accepted([acme], { links: { customerId: 'acme' }, fileRef: 'offer.pdf', name: 'Offer' }, [
    'FileLinked',
    {
      activityId: 'command1',
      personIds: [],
      links: { customerId: 'acme' },
      fileRef: 'offer.pdf',
      source: 'internal',
      name: 'Offer',
    },
  ]),
  UnlinkFile: accepted([acme, file], { activityId: 'f1' }, ['FileUnlinked', { activityId: 'f1' }]),
  RegisterEmail: accepted(
    [anna, linking, siiri],
    { mailboxId: 'anna@own.fi', direction: 'received', from: 'Siiri@beta.fi', subject: 'Offer' },
    [
      'EmailRegistered',
      {
        activityId: 'command3',
        personIds: ['siiri'],
        direction: 'received',
        mailboxId: 'anna@own.fi',
        employeeId: 'anna',
        from: 'Siiri@beta.fi',
        to: [],
        subject: 'Offer',
      },
    ],
  ),
} satisfies Partial<Examples>
