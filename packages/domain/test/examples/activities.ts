import { acme, anna, bertil, type NamedCommand, pekka } from '../given.js'
import { siiri } from './before.js'
import { accepted, type Examples, type Refusals, refused } from './example.js'

const note: NamedCommand = ['WriteNote', { activityId: 'n1', links: { customerId: 'acme' }, text: 'Called' }]
const meeting = (activityId: string): NamedCommand => [
  'RegisterMeeting',
  { activityId, personIds: ['pekka'], ownerId: 'anna', title: 'Lunch' },
]
const task: NamedCommand = ['RegisterTask', { activityId: 't1', links: { customerId: 'acme' }, title: 'Offer' }]
const file: NamedCommand = ['LinkFile', { activityId: 'f1', links: { customerId: 'acme' }, fileRef: 'offer.pdf' }]
const linking: NamedCommand = ['EnableEmailLinking', { employeeId: 'anna', mailboxId: 'anna@own.fi' }]
const columns = (...shownColumns: readonly string[]): NamedCommand => [
  'SaveListPreferences',
  { list: 'customerList', shownColumns },
]
const saves = (reportId: string, filters: object = {}): NamedCommand => [
  'SaveReport',
  { reportId, name: 'Lost', scope: 'office', filters },
]

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

/** Rejections of these commands, of lists and of reports. */
export const officeRefusals = {
  ActivityNotFound: refused([], ['DeleteNote', { activityId: 'n1' }], { activityId: 'n1' }),
  ActivityAlreadyRegistered: refused([acme, note], note, { activityId: 'n1' }),
  EmailAddressNotOnCard: refused(
    [anna, linking],
    ['RegisterEmail', { mailboxId: 'anna@own.fi', direction: 'received', from: 'nobody@acme.fi' }],
    { direction: 'received' },
  ),
  UnknownColumn: refused([], columns('name', 'shoeSize'), { column: 'shoeSize' }),
  UnknownFilter: refused([], ['SaveListPreferences', { list: 'customerList', shownFilters: ['shoeSize'] }], {
    filter: 'shoeSize',
  }),
  NoColumnsSelected: refused([], columns(), {}),
  ReportNotFound: refused([], ['DeleteReport', { reportId: 'r1' }], { reportId: 'r1' }),
  ReportNameTaken: refused([saves('r1')], saves('r2'), { reportId: 'r1', name: 'Lost' }),
  NotReportOwner: refused(
    [bertil, saves('r1')],
    ['DeleteReport', { reportId: 'r1' }],
    { reportId: 'r1', by: 'bertil' },
    'bertil',
  ),
  ReportFilterNotApplied: 'answered by the view report: packages/projections/test/views/reports/report.test.ts',
  InvalidPeriod: refused([], saves('r1', { period: { from: '2024-02-01', to: '2024-01-01' } }), {
    from: '2024-02-01',
    to: '2024-01-01',
  }),
} satisfies Partial<Refusals>
