import { describe, test } from 'vitest'
import { acme, anna, bertil, beta, given, type NamedCommand, pekka } from '../given.js'

const siiri: NamedCommand = ['RegisterContact', { personId: 'siiri', lastName: 'M' }]
const project: NamedCommand = ['RegisterProject', { projectId: 'x', customerId: 'acme', name: 'X' }]

describe('the links of an activity', () => {
  test('are recorded as given, each person once', () => {
    const links = {
      personId: 'pekka',
      personIds: ['siiri', 'pekka'],
      customerId: 'acme',
      customerIds: ['beta'],
      projectIds: ['x'],
    }
    given(acme, beta, pekka, siiri, project)
      .when('LinkFile', { activityId: 'f1', links, personIds: ['siiri'], fileRef: 'a', name: ' ' })
      .happens([
        'FileLinked',
        { activityId: 'f1', personIds: ['pekka', 'siiri'], links, fileRef: 'a', source: 'internal', name: null },
      ])
    given(pekka)
      .when('LinkFile', { activityId: 'f1', personIds: ['pekka'], fileRef: ' a ', name: ' A ' })
      .happens([
        'FileLinked',
        { activityId: 'f1', personIds: ['pekka'], fileRef: ' a ', source: 'internal', name: 'A' },
      ])
  })
  test('of every kind must exist', () => {
    const note = (links: object): NamedCommand => ['WriteNote', { links, text: 'Called' }]
    given(pekka)
      .when(...note({ personIds: ['pekka', 'x'] }))
      .isRefused('ContactNotFound', { personId: 'x' })
    given(acme)
      .when(...note({ customerIds: ['acme', 'x'] }))
      .isRefused('CustomerNotFound', { customerId: 'x' })
    given(acme, project)
      .when(...note({ projectIds: ['x', 'y'] }))
      .isRefused('ProjectNotFound', { projectId: 'y' })
    given(pekka, ['ErasePerson', { personId: 'pekka' }])
      .when(...note({ personId: 'pekka' }))
      .isRefused('PersonIsErased')
    given()
      .when(
        ...note({ personIds: [], customerIds: [], projectIds: [], personId: null, customerId: null, projectId: null }),
      )
      .isRefused('MissingRequiredField', { fields: ['links'] })
    for (const links of [{ personId: 'pekka' }, { customerId: 'acme' }, { projectId: 'x' }])
      given(acme, pekka, project)
        .when(...note(links))
        .isAccepted()
  })
  test('stay when the activity is edited', () => {
    given(
      acme,
      ['WriteNote', { activityId: 'n1', links: { customerId: 'acme' }, text: 'a' }],
      ['EditNote', { activityId: 'n1', text: 'b' }],
    )
      .when('EditNote', { activityId: 'n1', text: 'a' })
      .happens(['NoteEdited', { activityId: 'n1', links: { customerId: 'acme' }, text: 'a' }])
    given(
      acme,
      ['WriteNote', { activityId: 'n1', links: { customerId: 'acme' }, text: 'a' }],
      ['EditNote', { activityId: 'n1', text: 'b' }],
    )
      .when('EditNote', { activityId: 'n1', text: 'b' })
      .changesNothing()
  })
})

describe('a task', () => {
  const task = (more: object = {}): NamedCommand => [
    'RegisterTask',
    { activityId: 't1', personIds: ['pekka'], ...more },
  ]
  const registered = (more: object = {}) =>
    [
      'TaskRegistered',
      { activityId: 't1', personIds: ['pekka'], title: null, status: 'open', dueDate: null, ownerId: null, ...more },
    ] as const
  const left: NamedCommand = ['DeactivateEmployee', { employeeId: 'anna', effective: '2024-03-15' }]
  test('has the given status and title, trimmed', () => {
    given(pekka)
      .when(...task({ status: ' waiting ', title: ' Offer ' }))
      .happens(registered({ status: 'waiting', title: 'Offer' }))
    given(pekka, task({ status: 'waiting' }))
      .when('ChangeTaskStatus', { activityId: 't1', status: ' done ' })
      .happens(['TaskStatusChanged', { activityId: 't1', from: 'waiting', to: 'done' }])
    given(pekka, task(), ['ChangeTaskStatus', { activityId: 't1', status: 'done' }])
      .when('ChangeTaskStatus', { activityId: 't1', status: 'done' })
      .changesNothing()
  })
  test('belongs to its actor, unless the actor has left or another owner is given', () => {
    given(anna, bertil, pekka)
      .when(...task({ ownerId: 'bertil' }), { by: 'anna' })
      .happens(registered({ ownerId: 'bertil' }))
    given(anna, pekka)
      .when(...task({ ownerId: null }), { by: 'anna' })
      .happens(registered())
    given(anna, left, pekka)
      .when(...task(), { by: 'anna' })
      .happens(registered())
    given(anna, left, pekka)
      .when(...task({ ownerId: 'anna' }))
      .isRefused('EmployeeInactive', { employeeId: 'anna', since: '2024-03-15' })
  })
  test('that is done goes to no successor, ignoring case of the status', () => {
    const goes = (status: string, tasks: number) =>
      given(anna, bertil, pekka, task({ status, ownerId: 'anna' }))
        .when('DeactivateEmployee', { employeeId: 'anna', successorId: 'bertil' })
        .happens(
          [
            'EmployeeDeactivated',
            {
              employeeId: 'anna',
              effective: '2024-03-15',
              successorId: 'bertil',
              handover: {
                ended: 0,
                assigned: 0,
                alreadyHeld: 0,
                closed: 0,
                customers: 0,
                tasks,
                participations: 0,
                customersLeft: 0,
                tasksLeft: 0,
                participationsLeft: 0,
              },
            },
          ],
          ...(tasks === 1 ? [['TaskOwnerChanged', { activityId: 't1', from: 'anna', to: 'bertil' }] as const] : []),
        )
    for (const status of ['done', 'Closed', 'CANCELLED']) goes(status, 0)
    for (const status of ['open', 'done soon']) goes(status, 1)
  })
  test('that belongs to another employee by now goes to that employee’s successor', () => {
    const leaves = (employeeId: string, successorId: string): NamedCommand => [
      'DeactivateEmployee',
      { employeeId, successorId },
    ]
    const dan: NamedCommand = ['RegisterEmployee', { employeeId: 'dan', name: 'Dan' }]
    const zero = {
      ended: 0,
      assigned: 0,
      alreadyHeld: 0,
      closed: 0,
      customers: 0,
      tasks: 1,
      participations: 0,
      customersLeft: 0,
      tasksLeft: 0,
      participationsLeft: 0,
    }
    given(anna, bertil, dan, pekka, task({ ownerId: 'anna' }), leaves('anna', 'bertil'))
      .when(...leaves('bertil', 'dan'))
      .happens(
        ['EmployeeDeactivated', { employeeId: 'bertil', effective: '2024-03-15', successorId: 'dan', handover: zero }],
        ['TaskOwnerChanged', { activityId: 't1', from: 'bertil', to: 'dan' }],
      )
  })
})

describe('a meeting', () => {
  const meeting = (more: object = {}): NamedCommand => [
    'RegisterMeeting',
    { activityId: 'm1', personIds: ['pekka'], ...more },
  ]
  test('belongs to its actor, unless the actor has left', () => {
    const left: NamedCommand = ['DeactivateEmployee', { employeeId: 'anna', effective: '2024-03-15' }]
    given(anna, left, pekka)
      .when(...meeting(), { by: 'anna' })
      .isRefused('MissingRequiredField', { fields: ['ownerId'] })
    given(anna, bertil, pekka, meeting({ ownerId: 'anna' }), [
      'ChangeOwnerOfMeeting',
      { activityId: 'm1', toEmployeeId: 'bertil' },
    ])
      .when('ChangeOwnerOfMeeting', { activityId: 'm1', toEmployeeId: 'anna' })
      .happens(['MeetingOwnerChanged', { activityId: 'm1', from: 'bertil', to: 'anna' }])
  })
})

describe('an e-mail', () => {
  const links: NamedCommand = ['EnableEmailLinking', { employeeId: 'anna', mailboxId: 'box' }]
  const email = (more: object): NamedCommand => [
    'RegisterEmail',
    { activityId: 'e1', mailboxId: 'box', direction: 'received', ...more },
  ]
  const card: NamedCommand = ['RegisterContact', { personId: 'pia', lastName: 'P', email: 'pia@a.fi' }]
  test('records the non-blank details of its other party', () => {
    given(anna, links, card)
      .when(...email({ from: 'pia@a.fi', to: 'box@own.fi', subject: ' ' }))
      .happens([
        'EmailRegistered',
        {
          activityId: 'e1',
          personIds: ['pia'],
          direction: 'received',
          mailboxId: 'box',
          employeeId: 'anna',
          from: 'pia@a.fi',
          to: ['box@own.fi'],
          subject: null,
        },
      ])
    given(anna, links, card)
      .when(...email({ direction: 'sent', from: ' ', to: [' ', 'PIA@a.fi'] }))
      .happens([
        'EmailRegistered',
        {
          activityId: 'e1',
          personIds: ['pia'],
          direction: 'sent',
          mailboxId: 'box',
          employeeId: 'anna',
          from: null,
          to: [' ', 'PIA@a.fi'],
          subject: null,
        },
      ])
  })
  test('belongs to the employee who links the mailbox, among those who link any', () => {
    given(bertil, anna, ['EnableEmailLinking', { employeeId: 'bertil', mailboxId: 'other' }], links, card)
      .when(...email({ from: 'pia@a.fi' }))
      .happens([
        'EmailRegistered',
        {
          activityId: 'e1',
          personIds: ['pia'],
          direction: 'received',
          mailboxId: 'box',
          employeeId: 'anna',
          from: 'pia@a.fi',
          to: [],
          subject: null,
        },
      ])
  })
})
