import { describe, test } from 'vitest'
import { acme, anna, beta, given, type NamedCommand, pekka, pekkaAtAcme } from '../given.js'

const seller = (employeeId: string): NamedCommand => [
  'RegisterEmployee',
  { employeeId, name: employeeId, salesperson: true },
]
const inGroup = (customerId: string): NamedCommand => ['MoveCustomerToGroup', { customerId, groupId: 'g' }]
const annaOn = (subject: object): NamedCommand => [
  'AssignResponsible',
  { ...subject, employeeId: 'anna', from: '2024-01-01' },
]
const project = (projectId: string, customerId: string): NamedCommand => [
  'RegisterProject',
  { projectId, customerId, name: projectId },
]

/** A group for one salesperson; another salesperson substitutes for Anna, an employee without restrictions. */
const closed: readonly NamedCommand[] = [
  anna,
  seller('s1'),
  seller('s2'),
  ['CreateCustomerGroup', { groupId: 'g', name: 'G' }],
  ['GrantGroupVisibility', { groupId: 'g', employeeId: 's1' }],
  ['PlanAbsence', { employeeId: 'anna', substituteId: 's2', from: '2024-03-10', until: '2024-03-20' }],
]

describe('customers of a closed group cannot be merged if a substitute sees only one of them, because of an absent employee', () => {
  const before = [acme, beta, ...closed, inGroup('acme'), inGroup('beta')]
  const merge: NamedCommand = ['MergeCustomers', { survivorId: 'acme', duplicateId: 'beta' }]

  test('who is responsible for it', () => {
    given(...before)
      .when(...merge)
      .isAccepted()
    given(...before, annaOn({ customerId: 'acme' }))
      .when(...merge)
      .isRefused('MergeWouldReveal')
    given(...before, annaOn({ customerId: 'beta' }))
      .when(...merge)
      .isRefused('MergeWouldReveal')
    given(...before, annaOn({ customerId: 'acme' }), annaOn({ customerId: 'beta' }))
      .when(...merge)
      .isAccepted()
  })
  test('who is responsible for one of its projects', () => {
    const [own, other] = [project('x', 'acme'), project('y', 'beta')]
    given(...before, own, annaOn({ projectId: 'x' }))
      .when(...merge)
      .isRefused('MergeWouldReveal')
    given(...before, other, annaOn({ projectId: 'y' }))
      .when(...merge)
      .isRefused('MergeWouldReveal')
    given(...before, own, other, annaOn({ projectId: 'x' }), annaOn({ projectId: 'y' }))
      .when(...merge)
      .isAccepted()
  })
  test('but can if only the survivor is closed, even to employees who see the duplicate by its projects', () => {
    given(
      acme,
      beta,
      ...closed,
      inGroup('acme'),
      project('x', 'acme'),
      annaOn({ projectId: 'x' }),
      annaOn({ customerId: 'beta' }),
    )
      .when(...merge)
      .isAccepted()
    given(acme, beta, ...closed, inGroup('acme'), annaOn({ customerId: 'beta' }))
      .when(...merge)
      .isRefused('MergeWouldReveal')
  })
})

describe('private customers cannot be merged if a substitute sees only one of the persons', () => {
  const person = (personId: string): NamedCommand => [
    'RegisterPrivateCustomer',
    { personId, customerId: `${personId}C`, lastName: 'Ek' },
  ]
  const at = (personId: string, customerId: string): NamedCommand => ['LinkContactToCompany', { personId, customerId }]
  const before = [
    acme,
    beta,
    person('pa'),
    person('pb'),
    at('pa', 'acme'),
    at('pb', 'beta'),
    ...closed,
    ...['acme', 'beta', 'paC', 'pbC'].map(inGroup),
  ]
  const merge: NamedCommand = ['MergeCustomers', { survivorId: 'paC', duplicateId: 'pbC' }]

  test('through a company of one of them', () => {
    given(...before)
      .when(...merge)
      .isAccepted()
    for (const customerId of ['acme', 'beta'])
      given(...before, annaOn({ customerId }))
        .when(...merge)
        .isRefused('MergeWouldReveal')
    given(...before, annaOn({ customerId: 'acme' }), annaOn({ customerId: 'beta' }))
      .when(...merge)
      .isAccepted()
  })
  test('through a project of such a company', () => {
    for (const customerId of ['acme', 'beta'])
      given(...before, project('x', customerId), annaOn({ projectId: 'x' }))
        .when(...merge)
        .isRefused('MergeWouldReveal')
    given(...before, project('x', 'acme'), project('y', 'beta'), annaOn({ projectId: 'x' }), annaOn({ projectId: 'y' }))
      .when(...merge)
      .isAccepted()
  })
})

describe('contacts cannot be merged if a substitute sees only one of them', () => {
  const siiri: NamedCommand = ['RegisterContact', { personId: 'siiri', lastName: 'Mäkinen' }]
  const siiriAtBeta: NamedCommand = ['LinkContactToCompany', { personId: 'siiri', customerId: 'beta' }]
  const before = [acme, beta, pekka, pekkaAtAcme, siiri, siiriAtBeta, ...closed, inGroup('acme'), inGroup('beta')]
  const merge: NamedCommand = ['MergeContacts', { survivorId: 'pekka', duplicateId: 'siiri' }]

  test('through a company of one of them', () => {
    given(...before)
      .when(...merge)
      .isAccepted()
    for (const customerId of ['acme', 'beta'])
      given(...before, annaOn({ customerId }))
        .when(...merge)
        .isRefused('MergeWouldReveal')
    given(...before, annaOn({ customerId: 'acme' }), annaOn({ customerId: 'beta' }))
      .when(...merge)
      .isAccepted()
  })
  test('through a project of such a company', () => {
    for (const customerId of ['acme', 'beta'])
      given(...before, project('x', customerId), annaOn({ projectId: 'x' }))
        .when(...merge)
        .isRefused('MergeWouldReveal')
    given(...before, project('x', 'acme'), project('y', 'beta'), annaOn({ projectId: 'x' }), annaOn({ projectId: 'y' }))
      .when(...merge)
      .isAccepted()
  })
  test('unless the substitute is an administrator', () => {
    const admin: NamedCommand = ['RegisterEmployee', { employeeId: 's3', name: 'S3', salesperson: true, admin: true }]
    const away: NamedCommand = [
      'PlanAbsence',
      { employeeId: 'dan', substituteId: 's3', from: '2024-03-10', until: '2024-03-20' },
    ]
    const dan: NamedCommand = ['RegisterEmployee', { employeeId: 'dan', name: 'Dan' }]
    given(...before, admin, dan, away, ['AssignResponsible', { customerId: 'acme', employeeId: 'dan' }])
      .when(...merge)
      .isAccepted()
  })
})

describe('who saw a record in the past, or will not see it, counts as somebody who does not see it', () => {
  const merge: NamedCommand = ['MergeCustomers', { survivorId: 'acme', duplicateId: 'beta' }]
  const s2On = (customerId: string, days: object): NamedCommand => [
    'AssignResponsible',
    { customerId, employeeId: 's2', ...days },
  ]
  const before = [acme, beta, ...closed, inGroup('acme'), inGroup('beta')]
  const [ended, lasting, later] = [
    { from: '2024-01-01', until: '2024-02-01' },
    { from: '2024-01-01' },
    { from: '2024-05-01' },
  ]

  test.each([
    ['of the duplicate', 'acme', 'beta'],
    ['of the survivor', 'beta', 'acme'],
  ])('by an ended responsibility %s', (_, lastingId, endedId) => {
    given(...before, s2On(lastingId, lasting), s2On(endedId, ended))
      .when(...merge)
      .isRefused('MergeWouldReveal')
    given(...before, s2On(lastingId, lasting), s2On(endedId, lasting))
      .when(...merge)
      .isAccepted()
  })
  test('by two ended responsibilities', () => {
    given(...before, s2On('acme', ended), s2On('beta', ended))
      .when(...merge)
      .isAccepted()
    given(...before, s2On('acme', ended))
      .when(...merge)
      .isAccepted()
  })
  test('by a responsibility that begins later than the other', () => {
    given(...before, s2On('acme', lasting), s2On('beta', later))
      .when(...merge)
      .isRefused('MergeWouldReveal')
    given(...before, s2On('acme', later), s2On('beta', later))
      .when(...merge)
      .isAccepted()
  })
  test('by an absence that has ended', () => {
    const past: NamedCommand = [
      'PlanAbsence',
      { employeeId: 'anna', substituteId: 's2', from: '2024-01-01', until: '2024-02-01' },
    ]
    const ofAnna = (customerId: string): NamedCommand => [
      'AssignResponsible',
      { customerId, employeeId: 'anna', ...ended },
    ]
    const open = [acme, beta, ...closed.slice(0, -1), past, inGroup('acme'), inGroup('beta')]
    given(...open, s2On('acme', lasting), ofAnna('beta'))
      .when(...merge)
      .isRefused('MergeWouldReveal')
  })
})
