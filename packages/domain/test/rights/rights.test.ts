import {
  type CommandType,
  CustomerId,
  command,
  commands,
  decisions,
  type RightName,
  rightOf,
  rights,
  text,
} from '@clientele/domain'
import { describe, expect, test } from 'vitest'
import { acme, anna, bertil, beta, cecilia, given, type NamedCommand, pekka } from '../given.js'

const sven: NamedCommand = ['RegisterEmployee', { employeeId: 'sven', name: 'Sven', salesperson: true }]
const privateAcme: NamedCommand = [
  'RegisterCustomer',
  { customerId: 'acme', name: 'Acme Oy', ownerId: 'anna', private: true },
]
const gold: NamedCommand = ['CreateCustomerGroup', { groupId: 'gold', name: 'Gold' }]
const goldBakeries: NamedCommand = ['CreateCustomerGroup', { groupId: 'bakeries', name: 'Bakeries', parentId: 'gold' }]
const closedGold: NamedCommand = ['GrantGroupVisibility', { groupId: 'gold', employeeId: 'ville' }]
const ville: NamedCommand = ['RegisterEmployee', { employeeId: 'ville', name: 'Ville', salesperson: true }]
const acmeInGold: NamedCommand = ['MoveCustomerToGroup', { customerId: 'acme', groupId: 'gold' }]
const acmeInBakeries: NamedCommand = ['MoveCustomerToGroup', { customerId: 'acme', groupId: 'bakeries' }]

describe('the table of rights', () => {
  test('lists no command twice, and only existing ones', () => {
    const listed = Object.values(rights).flatMap((right) => right.commands)
    expect(listed.filter((one, at) => listed.indexOf(one) !== at || !Object.hasOwn(commands, one))).toEqual([])
  })
  test('requires the right to the customer if a command names one and is not listed', () => {
    expect(rightOf(command('SomethingNew', { customerId: CustomerId }))).toBe('customer')
  })
  test('requires an administrator for every other command that is not listed', () => {
    expect(rightOf(command('SomethingNew', { name: text }))).toBe('administer')
  })
})

describe('administration', () => {
  const administer = rights.administer.commands
  const staff = [anna, cecilia, pekka]
  const asked: { readonly [command: string]: object } = {
    DeactivateEmployee: { employeeId: 'anna' },
    ReactivateEmployee: { employeeId: 'anna' },
    SetSellerInformation: { employeeId: 'anna', salesperson: false },
    ChangeSetting: { key: 'STARTDATE_INVOICE', value: 2 },
    ChangePolicy: { key: 'consentModel', value: 'optIn' },
    PlaceLegalHold: { personId: 'pekka', until: '2030-01-01' },
    LiftLegalHold: { personId: 'pekka' },
    ErasePerson: { personId: 'pekka' },
    RestrictContactEmailAccess: { personId: 'pekka' },
    GrantContactEmailAccess: { personId: 'pekka' },
  }

  test.each(administer)('%s is refused to employees, to strangers and to administrators who have left', (command) => {
    const type = command as CommandType
    const data = asked[command] ?? expect.fail(`${command} has no example here`)
    const left: NamedCommand = ['DeactivateEmployee', { employeeId: 'cecilia', effective: '2024-03-01' }]
    given(...staff)
      .when(type, data, { by: 'anna' })
      .isRefused('NotAdministrator', { by: 'anna' })
    given(...staff)
      .when(type, data, { by: 'mallory' })
      .isRefused('NotAdministrator', { by: 'mallory' })
    given(...staff, left)
      .when(type, data, { by: 'cecilia' })
      .isRefused('NotAdministrator', { by: 'cecilia' })
  })
  test('is open to administrators on the days on which they are active', () => {
    const leaves: NamedCommand = ['DeactivateEmployee', { employeeId: 'cecilia', effective: '2024-03-16' }]
    given(...staff, leaves)
      .when('ErasePerson', { personId: 'pekka' }, { by: 'cecilia' })
      .happens(['PersonErased', { scope: 'full', retainedUntil: null, requestId: null }])
    given(...staff, leaves)
      .when('ErasePerson', { personId: 'pekka' }, { by: 'cecilia', today: '2024-03-16' })
      .isRefused('NotAdministrator')
  })
  test('is open to the host', () => {
    given(...staff)
      .when('ErasePerson', { personId: 'pekka' })
      .happens(['PersonErased', { scope: 'full', retainedUntil: null, requestId: null }])
  })
  test('cannot be obtained by registering an administrator and acting as that one', () => {
    given(...staff)
      .when('RegisterEmployee', { employeeId: 'mine', name: 'Mine', admin: true }, { by: 'anna' })
      .isRefused('NotAdministrator', { by: 'anna' })
  })
  test('a register without an administrator can be set up by anybody, once', () => {
    const root: NamedCommand = ['RegisterEmployee', { employeeId: 'root', name: 'Root', admin: true }]
    given()
      .when(...root, { by: 'root' })
      .happens([
        'EmployeeRegistered',
        {
          employeeId: 'root',
          name: 'Root',
          email: null,
          teams: [],
          salesperson: false,
          sellerCode: null,
          admin: true,
          crmAccess: true,
        },
      ])
    given(anna)
      .when(...root, { by: 'anna' })
      .happens([
        'EmployeeRegistered',
        {
          employeeId: 'root',
          name: 'Root',
          email: null,
          teams: [],
          salesperson: false,
          sellerCode: null,
          admin: true,
          crmAccess: true,
        },
      ])
    given()
      .when('InitialiseTenant', { preset: 'uku' }, { by: 'root' })
      .happens(
        ['CustomerGroupCreated', { groupId: 'klient', name: 'klient', parentId: null, predefined: true }],
        ['CustomerGroupCreated', { groupId: 'liid', name: 'liid', parentId: null, predefined: true }],
        ['PolicyChanged', { key: 'predefinedGroups', from: [], to: ['klient', 'liid'] }],
        ['PolicyChanged', { key: 'groupMembership', from: 'single', to: 'multiple' }],
        ['PolicyChanged', { key: 'groupDeletion', from: 'moveToNoGroup', to: 'emptyOnly' }],
      )
    const second: NamedCommand = ['RegisterEmployee', { employeeId: 'second', name: 'Second', admin: true }]
    given(root)
      .when(...second, { by: 'second' })
      .isRefused('NotAdministrator', { by: 'second' })
    const left: NamedCommand = ['DeactivateEmployee', { employeeId: 'root' }]
    given(root, left)
      .when(...second, { by: 'second' })
      .isRefused('NotAdministrator', { by: 'second' })
  })
  test('is needed to register any employee, as a new one may see what the actor does not', () => {
    given(...staff)
      .when('RegisterEmployee', { employeeId: 'mine', name: 'Mine' }, { by: 'anna' })
      .isRefused('NotAdministrator', { by: 'anna' })
    given(...staff)
      .when('RegisterEmployee', { employeeId: 'mine', name: 'Mine' }, { by: 'mallory' })
      .isRefused('NotAdministrator', { by: 'mallory' })
  })
  test('is needed to change the name, teams and mailboxes of another employee', () => {
    for (const [type, data] of [
      ['ChangeEmployeeDetails', { name: 'Nobody' }],
      ['SetEmployeeTeams', { teams: ['north'] }],
      ['EnableEmailLinking', { mailboxId: 'box' }],
    ] as const) {
      const others = { employeeId: 'bertil', ...data }
      given(...staff, bertil)
        .when(type, others, { by: 'anna' })
        .isRefused('NotOneself', { by: 'anna' })
      given(...staff, bertil)
        .when(type, { ...others, employeeId: 'anna' }, { by: 'anna' })
        .isAccepted()
    }
  })
})

describe('a private customer', () => {
  const mine = [anna, bertil, cecilia, privateAcme]

  test('cannot be taken over by another employee', () => {
    given(...mine)
      .when('ChangeCustomerOwner', { customerId: 'acme', ownerId: 'bertil' }, { by: 'bertil' })
      .isRefused('NotOwner', { by: 'bertil' })
    given(...mine)
      .when('ChangeCustomerOwner', { customerId: 'acme', ownerId: 'bertil' }, { by: 'anna' })
      .happens(['CustomerOwnerChanged', { from: 'anna', to: 'bertil' }])
  })
  test('neither can a public one with an owner, whom only that owner makes private', () => {
    const owned: NamedCommand = ['RegisterCustomer', { customerId: 'acme', name: 'Acme Oy', ownerId: 'anna' }]
    given(anna, bertil, owned)
      .when('ChangeCustomerOwner', { customerId: 'acme', ownerId: 'bertil' }, { by: 'bertil' })
      .isRefused('NotOwner', { by: 'bertil' })
    given(anna, bertil, owned)
      .when('MarkCustomerPrivate', { customerId: 'acme' }, { by: 'bertil' })
      .isRefused('NotOwner', { by: 'bertil' })
  })

  const touching: readonly NamedCommand[] = [
    ['ChangeCustomerDetails', { customerId: 'acme', changes: { city: 'Turku' } }],
    ['ArchiveCustomer', { customerId: 'acme' }],
    ['DeleteCustomer', { customerId: 'acme' }],
    ['MarkCustomerPublic', { customerId: 'acme' }],
    ['RecordInvoice', { customerId: 'acme', documentId: 'd1', date: '2024-03-01' }],
    ['AssignResponsible', { customerId: 'acme', employeeId: 'bertil' }],
    ['WriteNote', { links: { customerId: 'acme' }, text: 'seen' }],
    ['RegisterTask', { links: { projectId: 'x' }, title: 'call' }],
    ['MergeCustomers', { survivorId: 'beta', duplicateId: 'acme' }],
    ['MergeCustomers', { survivorId: 'acme', duplicateId: 'beta' }],
    ['RegisterProject', { projectId: 'y', customerId: 'acme', name: 'Y' }],
    ['CloseProject', { projectId: 'x' }],
    ['AddLegalEntity', { customerId: 'acme', legalEntityId: 'l1' }],
    [
      'GiveMarketingConsent',
      { customerId: 'acme', channel: 'email', evidence: { capturedAt: '2024-01-01', source: 'x' } },
    ],
    ['ChangeContactDetails', { personId: 'pekka', changes: { title: 'CEO' } }],
    ['SetMarketingBan', { personId: 'pekka', channel: 'sms' }],
    ['MergeContacts', { survivorId: 'siiri', duplicateId: 'pekka' }],
    ['SaveCustomerGroup', { groupId: 'gold', customerIds: ['acme'] }],
    ['EditNote', { activityId: 'n1', text: 'changed' }],
    ['DeleteNote', { activityId: 'n1' }],
    ['ChangeTaskStatus', { activityId: 't1', status: 'done' }],
  ]
  const around: readonly NamedCommand[] = [
    beta,
    pekka,
    ['RegisterContact', { personId: 'siiri', lastName: 'Mäkinen' }],
    ['LinkContactToCompany', { personId: 'pekka', customerId: 'acme' }],
    ['RegisterProject', { projectId: 'x', customerId: 'acme', name: 'X' }],
    ['WriteNote', { activityId: 'n1', links: { customerId: 'acme' }, text: 'note' }],
    ['RegisterTask', { activityId: 't1', personIds: ['pekka'], title: 'task' }],
    gold,
  ]
  test.each(touching)('cannot be changed by another employee: %s %j', (type, data) => {
    given(...mine, ...around)
      .when(type, data, { by: 'bertil' })
      .isRefused('NotOwner', { by: 'bertil' })
    given(...mine, ...around)
      .when(type, data, { by: 'mallory' })
      .isRefused('NotOwner', { by: 'mallory' })
  })
  test('can be changed by its owner and administrators', () => {
    const change: NamedCommand = ['ChangeCustomerDetails', { customerId: 'acme', changes: { city: 'Turku' } }]
    for (const by of ['anna', 'cecilia'])
      given(...mine)
        .when(...change, { by })
        .happens(['CustomerDetailsChanged', { personId: null, changes: [{ field: 'city', old: null, new: 'Turku' }] }])
  })
  test('cannot be changed by its owner from the day the owner left', () => {
    const left: NamedCommand = ['DeactivateEmployee', { employeeId: 'anna', effective: '2024-03-10' }]
    given(...mine, left)
      .when('ChangeCustomerDetails', { customerId: 'acme', changes: { city: 'Turku' } }, { by: 'anna' })
      .isRefused('NotOwner', { by: 'anna' })
  })
  test('does not block access to a contact that belongs to a public company too', () => {
    const linked = (customerId: string): NamedCommand => ['LinkContactToCompany', { personId: 'pekka', customerId }]
    given(...mine, beta, pekka, linked('acme'), linked('beta'))
      .when('ChangeContactDetails', { personId: 'pekka', changes: { title: 'CEO' } }, { by: 'bertil' })
      .happens(['ContactDetailsChanged', { changes: [{ field: 'title', old: null, new: 'CEO' }] }])
  })
  test('that does not exist gets the same answer for everybody', () => {
    given(bertil).when('ArchiveCustomer', { customerId: 'zed' }, { by: 'bertil' }).isRefused('CustomerNotFound')
  })
})

describe('a customer of a closed group', () => {
  const closed = [anna, sven, ville, acme, gold, closedGold, acmeInGold]
  const assignSelf: NamedCommand = ['AssignResponsible', { customerId: 'acme', employeeId: 'sven' }]

  test('cannot be assigned, or moved to an open group, by a salesperson who is not on the list', () => {
    given(...closed)
      .when(...assignSelf, { by: 'sven' })
      .isRefused('NotAmongSalespersons', { by: 'sven' })
    given(...closed)
      .when('MoveCustomerToGroup', { customerId: 'acme', groupId: null }, { by: 'sven' })
      .isRefused('NotAmongSalespersons', { by: 'sven' })
    given(...closed)
      .when(...assignSelf, { by: 'mallory' })
      .isRefused('NotAmongSalespersons', { by: 'mallory' })
  })
  test('is open to the salespersons on the list and to employees without that role', () => {
    for (const by of ['ville', 'anna'])
      given(...closed)
        .when(...assignSelf, { by })
        .happens([
          'ResponsibleAssigned',
          { assignmentId: 'command7', employeeId: 'sven', roleId: null, from: '2024-03-15', until: null },
        ])
  })
  test('is closed in subgroups too, unless they have their own list', () => {
    const below = [anna, sven, ville, acme, gold, goldBakeries, closedGold, acmeInBakeries]
    given(...below)
      .when(...assignSelf, { by: 'sven' })
      .isRefused('NotAmongSalespersons', { by: 'sven' })
    given(...below, ['GrantGroupVisibility', { groupId: 'bakeries', employeeId: 'sven' }])
      .when(...assignSelf, { by: 'sven' })
      .happens([
        'ResponsibleAssigned',
        { assignmentId: 'command9', employeeId: 'sven', roleId: null, from: '2024-03-15', until: null },
      ])
  })
  test('is open to employees responsible today, directly, by a project, or as a substitute', () => {
    const change: NamedCommand = ['ChangeCustomerDetails', { customerId: 'acme', changes: { city: 'Turku' } }]
    const assigns = (from: string, until: string | null): NamedCommand => [
      'AssignResponsible',
      { customerId: 'acme', employeeId: 'sven', from, until },
    ]
    const byProject: readonly NamedCommand[] = [
      ['RegisterProject', { projectId: 'x', customerId: 'acme', name: 'X' }],
      ['AssignResponsible', { projectId: 'x', employeeId: 'sven', from: '2024-01-01' }],
    ]
    const standingIn: readonly NamedCommand[] = [
      ['AssignResponsible', { customerId: 'acme', employeeId: 'anna', from: '2024-01-01' }],
      ['PlanAbsence', { employeeId: 'anna', substituteId: 'sven', from: '2024-03-10', until: '2024-03-20' }],
    ]
    const bySven = { by: 'sven' }
    given(...closed, assigns('2024-01-01', null))
      .when(...change, bySven)
      .happens(['CustomerDetailsChanged', { personId: null, changes: [{ field: 'city', old: null, new: 'Turku' }] }])
    given(...closed, ...byProject)
      .when(...change, bySven)
      .happens(['CustomerDetailsChanged', { personId: null, changes: [{ field: 'city', old: null, new: 'Turku' }] }])
    given(...closed, ...standingIn)
      .when(...change, bySven)
      .happens(['CustomerDetailsChanged', { personId: null, changes: [{ field: 'city', old: null, new: 'Turku' }] }])
    given(...closed, ...standingIn)
      .when(...change, { ...bySven, today: '2024-03-20' })
      .isRefused('NotAmongSalespersons')
    given(...closed, assigns('2020-01-01', '2021-01-01'))
      .when(...change, bySven)
      .isRefused('NotAmongSalespersons')
    given(...closed, assigns('2099-01-01', null))
      .when(...change, bySven)
      .isRefused('NotAmongSalespersons')
  })
})

describe('restrictions', () => {
  const staff = [anna, sven, ville, acme, gold, closedGold, acmeInGold]

  test('cannot be lifted by the employee they restrict', () => {
    const bySven = { by: 'sven' }
    given(...staff)
      .when('SetSellerInformation', { employeeId: 'sven', salesperson: false }, bySven)
      .isRefused('NotAdministrator', bySven)
    given(...staff)
      .when('GrantGroupVisibility', { groupId: 'gold', employeeId: 'sven' }, bySven)
      .isRefused('NotAdministrator')
    given(...staff)
      .when('RevokeGroupVisibility', { groupId: 'gold', employeeId: 'ville' }, bySven)
      .isRefused('NotAdministrator')
    given(...staff)
      .when('SaveCustomerGroup', { groupId: 'gold', salespersonIds: [] }, bySven)
      .isRefused('NotAdministrator')
    given(...staff)
      .when('DeleteCustomerGroup', { groupId: 'gold' }, bySven)
      .isRefused('NotAdministrator')
    given(...staff)
      .when(
        'PlanAbsence',
        { employeeId: 'anna', substituteId: 'sven', from: '2024-04-01', until: '2024-05-01' },
        bySven,
      )
      .isRefused('NotOneself', bySven)
    given(...staff)
      .when('ReassignResponsibilities', { fromEmployeeId: 'ville', toEmployeeId: 'sven' }, bySven)
      .isRefused('NotOneself', bySven)
  })
  test('move with a subgroup that is moved out', () => {
    given(...staff, goldBakeries)
      .when('MoveCustomerGroup', { groupId: 'bakeries', newParentId: null }, { by: 'sven' })
      .isRefused('NotAdministrator', { by: 'sven' })
    given(...staff, goldBakeries)
      .when('SaveCustomerGroup', { groupId: 'bakeries', parentId: null }, { by: 'sven' })
      .isRefused('NotAdministrator', { by: 'sven' })
  })
  test('do not block changes that affect nobody’s visibility', () => {
    const open: NamedCommand = ['CreateCustomerGroup', { groupId: 'open', name: 'Open' }]
    given(...staff, open)
      .when('DeleteCustomerGroup', { groupId: 'open' }, { by: 'sven' })
      .happens(['CustomerGroupDeleted', { groupId: 'open', name: 'Open' }])
    given(...staff)
      .when('SaveCustomerGroup', { groupId: 'gold', name: 'Golden', salespersonIds: ['ville'] }, { by: 'anna' })
      .happens(['CustomerGroupRenamed', { groupId: 'gold', from: 'Gold', to: 'Golden' }])
    given(anna, bertil)
      .when(
        'PlanAbsence',
        { employeeId: 'anna', substituteId: 'bertil', from: '2024-04-01', until: '2024-05-01' },
        { by: 'anna' },
      )
      .happens([
        'AbsencePlanned',
        { employeeId: 'anna', substituteId: 'bertil', from: '2024-04-01', until: '2024-05-01' },
      ])
  })
})

test('every decision runs behind the right of its command', () => {
  const steps = (command: CommandType): number => {
    const rule = decisions[command]
    return rule.kind === 'decision' ? rule.steps.length : 0
  }
  const free: readonly RightName[] = ['anybody', 'report']
  for (const command of Object.keys(commands) as CommandType[])
    if (!free.includes(rightOf(commands[command])) && decisions[command].kind === 'decision')
      expect(steps(command), command).toBeGreaterThan(1)
})
