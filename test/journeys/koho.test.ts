import { expect, test } from 'vitest'
import { column, excelOf, journey, shown } from './acting.js'

journey('Koho: responsibilities, groups and persons in charge', 'koho', ({ accepted, refused, dayIs, views }) => {
  const today = '2024-03-15'
  const matrix = (params: object = {}) => views().responsibilityMatrix({ asOf: today, ...params })
  const lines = (params: object = {}) => matrix(params).rows.map(({ subject }) => subject.name)
  const responsible = (subjectId: string, employeeId: string, asOf = today): boolean =>
    matrix({ asOf, showProjects: true }).rows.find(({ subject }) => subject.id === subjectId)?.cells[employeeId]
      ?.responsible ?? false
  const rolesOf = (subjectId: string, employeeId: string) =>
    matrix({ mode: 'byRole' }).rows.find(({ subject }) => subject.id === subjectId)?.cells[employeeId]?.roles
  const members = (groupId: string | null, params: object = {}) =>
    column(views().customersOfGroup({ groupId, ...params }), 'name')
  const specialMembers = (specialGroupId: string) => column(views().customersOfSpecialGroup({ specialGroupId }), 'name')
  const cardOf = (customerId: string) => views().customerCard({ customerId })
  const customersSeenBy = (viewer: string) => shown(views().customerList({ viewer })).map(({ name }) => name)

  test('K60 the page has four tabs: Responsibilities, Groups, Special groups, Persons in charge', () => {
    expect(matrix().rows).toEqual([])
    expect(column(views().groupList(), 'name')).toEqual(['No group'])
    expect(views().specialGroupList()).toEqual([])
    expect(views().assigneeList({ asOf: today })).toEqual([])
  })

  test('K03 K04 the rows of the matrix are customers, its columns employees', async () => {
    await accepted('RegisterEmployee', {
      employeeId: 'john',
      name: 'John Smith',
      email: 'john@own.fi',
      teams: ['north'],
      salesperson: true,
      sellerCode: '11',
    })
    await accepted('RegisterEmployee', { employeeId: 'bertil', name: 'Bertil Berg', teams: ['south'] })
    await accepted('RegisterCustomer', { customerId: 'example', name: 'Example customer' })
    await accepted('RegisterCustomer', { customerId: 'rantala', name: 'Räntälä Oy' })
    await accepted('RegisterCustomer', { customerId: 'saari', name: 'Saari Ky' })
    expect(column(matrix().columns, 'name')).toEqual(['Bertil Berg', 'John Smith', 'Maija Mäki'])
    expect(lines()).toEqual(['Example customer', 'Räntälä Oy', 'Saari Ky'])
  })

  test('K01 K05 clicking the cell Example customer – John Smith makes him responsible from today', async () => {
    expect(responsible('example', 'john')).toBe(false)
    expect(await accepted('ToggleResponsible', { customerId: 'example', employeeId: 'john' })).toEqual([
      'ResponsibleAssigned',
    ])
    expect([responsible('example', 'john'), responsible('example', 'john', '2024-03-14')]).toEqual([true, false])
    expect(await refused('AssignResponsible', { customerId: 'example', employeeId: 'nobody' })).toMatchObject({
      error: 'EmployeeNotFound',
    })
  })

  test('K06 K07 clicking again removes him: two clicks on one day leave the cell unchanged', async () => {
    await accepted('ToggleResponsible', { customerId: 'example', employeeId: 'john' })
    expect(responsible('example', 'john')).toBe(false)
    expect(await refused('RemoveResponsible', { customerId: 'example', employeeId: 'john' })).toMatchObject({
      error: 'NotResponsible',
    })
    await accepted('ToggleResponsible', { customerId: 'example', employeeId: 'john' })
    expect(responsible('example', 'john')).toBe(true)
  })

  test('K02 the Projects button shows projects below their customer, and clicks set their managers', async () => {
    await accepted('RegisterProject', { projectId: 'roof', customerId: 'example', name: 'Roof' })
    await accepted('ToggleResponsible', { projectId: 'roof', employeeId: 'bertil' })
    expect(lines()).toEqual(['Example customer', 'Räntälä Oy', 'Saari Ky'])
    expect(lines({ showProjects: true })).toEqual(['Example customer', 'Roof', 'Räntälä Oy', 'Saari Ky'])
    expect([responsible('roof', 'bertil'), responsible('example', 'bertil')]).toEqual([true, false])
    expect(await refused('ToggleResponsible', { projectId: 'wall', employeeId: 'bertil' })).toMatchObject({
      error: 'ProjectNotFound',
    })
  })

  test('K08 K11 K13 customer group, salesperson and search text filter the rows', async () => {
    await accepted('CreateCustomerGroup', { groupId: 'farms', name: 'Farms' })
    await accepted('CreateCustomerGroup', { groupId: 'dairies', name: 'Dairies', parentId: 'farms' })
    await accepted('MoveCustomerToGroup', { customerId: 'rantala', groupId: 'dairies' })
    await accepted('GrantGroupVisibility', { groupId: 'dairies', employeeId: 'john' })
    expect(lines({ filter: { groupIds: ['farms'] } })).toEqual(['Räntälä Oy'])
    expect(lines({ filter: { groupIds: ['farms'], includeSubgroups: false } })).toEqual([])
    expect(lines({ filter: { salespersonId: 'john' } })).toEqual(['Räntälä Oy'])
    expect(lines({ filter: { text: 'RANTALA' } })).toEqual(['Räntälä Oy'])
    expect(lines({ filter: { text: 'example' }, showProjects: true })).toEqual(['Example customer', 'Roof'])
  })

  test('K09 K10 team and employee filter the columns and keep every row clickable', () => {
    const columns = (filter: object) => column(matrix({ filter }).columns, 'employeeId')
    expect(columns({ teamId: 'north' })).toEqual(['john'])
    expect(columns({ employeeIds: ['bertil', 'maija'] })).toEqual(['bertil', 'maija'])
    expect(lines({ filter: { teamId: 'north' } })).toHaveLength(3)
  })

  test('K14 filters combine with AND, the values of one filter with OR', () => {
    expect(lines({ filter: { groupIds: ['farms'], text: 'saari' } })).toEqual([])
    expect(lines({ filter: { groupIds: ['farms', null] } })).toEqual(['Example customer', 'Räntälä Oy', 'Saari Ky'])
  })

  test('K15 without roles enabled, nothing is shown or filtered by role', async () => {
    await accepted('DefineRole', { roleId: 'accountant', name: 'Accountant', kind: 'customer' })
    await accepted('DefineRole', { roleId: 'payroll', name: 'Payroll', kind: 'customer', cardinality: 'single' })
    await accepted('DefineRole', { roleId: 'lead', name: 'Project lead', kind: 'project' })
    await accepted('ChangePolicy', { key: 'rolesEnabled', value: false })
    const plus = { customerId: 'example', employeeId: 'john', roleId: 'accountant' }
    expect(await refused('AddResponsibleRole', plus)).toMatchObject({ error: 'RolesNotEnabled' })
    await accepted('ChangePolicy', { key: 'rolesEnabled', value: true })
  })

  test('K16 "+" adds customer roles on a customer row and project roles on a project row', async () => {
    await accepted('AddResponsibleRole', { customerId: 'example', employeeId: 'john', roleId: 'accountant' })
    await accepted('AddResponsibleRole', { projectId: 'roof', employeeId: 'bertil', roleId: 'lead' })
    const wrong = { customerId: 'example', employeeId: 'john', roleId: 'lead' }
    expect(await refused('AddResponsibleRole', wrong)).toMatchObject({ error: 'RoleKindMismatch' })
    expect(rolesOf('example', 'john')).toEqual(['accountant'])
  })

  test('K17 giving a role to an employee who is not responsible makes the employee responsible', async () => {
    await accepted('AddResponsibleRole', { customerId: 'saari', employeeId: 'bertil', roleId: 'accountant' })
    expect(responsible('saari', 'bertil')).toBe(true)
  })

  test('K18 an employee may have several roles, and a role several holders unless it is a single-holder role', async () => {
    await accepted('AddResponsibleRole', { customerId: 'example', employeeId: 'john', roleId: 'payroll' })
    await accepted('AddResponsibleRole', { customerId: 'example', employeeId: 'bertil', roleId: 'accountant' })
    expect(rolesOf('example', 'john')).toEqual(['accountant', 'payroll'])
    const second = { customerId: 'example', employeeId: 'bertil', roleId: 'payroll' }
    expect(await refused('AddResponsibleRole', second)).toMatchObject({ error: 'RoleAlreadyHeld', employeeId: 'john' })
  })

  test('K12 the role filter shows only rows and cells where somebody has the role', () => {
    expect(lines({ filter: { roleId: 'payroll' } })).toEqual(['Example customer'])
    expect(matrix({ filter: { roleId: 'payroll' } }).rows.map(({ cells }) => Object.keys(cells))).toEqual([['john']])
  })

  test('K19 removing the role leaves the employee responsible', async () => {
    await accepted('RemoveResponsibleRole', { customerId: 'saari', employeeId: 'bertil', roleId: 'accountant' })
    expect([responsible('saari', 'bertil'), rolesOf('saari', 'bertil')]).toEqual([true, []])
    const again = { customerId: 'saari', employeeId: 'bertil', roleId: 'accountant' }
    expect(await refused('RemoveResponsibleRole', again)).toMatchObject({ error: 'RoleNotHeld' })
  })

  test('K21 K22 K31 "+ Group" creates a group with a unique name, listed on the Groups tab', async () => {
    await accepted('CreateCustomerGroup', { groupId: 'shops', name: ' Shops ' })
    expect(await refused('CreateCustomerGroup', { name: '  ' })).toMatchObject({ error: 'GroupNameRequired' })
    expect(await refused('CreateCustomerGroup', { name: 'SHOPS' })).toMatchObject({ error: 'GroupNameTaken' })
    expect(views().groupList()).toMatchObject([
      { name: 'Dairies', ownCount: 1 },
      { name: 'Farms', ownCount: 0, totalCount: 1 },
      { name: 'Shops', ownCount: 0 },
      { name: 'No group', groupId: null, ownCount: 2 },
    ])
  })

  test('K23 the numbering start is the first number for new customers of the group', async () => {
    await accepted('SetGroupNumberingStart', { groupId: 'shops', start: 300 })
    expect(views().nextCustomerNumber({ groupId: 'shops' })).toBe(300)
    await accepted('RegisterCustomer', { customerId: 'kioski', name: 'Kioski', groupId: 'shops' })
    expect([cardOf('kioski')?.number, views().nextCustomerNumber({ groupId: 'shops' })]).toEqual([300, 301])
    expect(await refused('SetGroupNumberingStart', { groupId: 'shops', start: 0 })).toMatchObject({
      error: 'InvalidNumberingStart',
    })
  })

  test('K24 changing the numbering start, or moving to the group, changes no existing number', async () => {
    const before = shown(views().customerHistory({ customerId: 'kioski' }))
    await accepted('SetGroupNumberingStart', { groupId: 'shops', start: 900 })
    expect(cardOf('kioski')?.number).toBe(300)
    expect(shown(views().customerHistory({ customerId: 'kioski' }))).toEqual(before)
    const number = cardOf('saari')?.number
    await accepted('MoveCustomerToGroup', { customerId: 'saari', groupId: 'shops' })
    expect(cardOf('saari')?.number).toBe(number)
  })

  test('K25 K26 a group has a ledger account and calculation objects used for posting its customers', async () => {
    await accepted('SetGroupLedgerAccount', { groupId: 'shops', account: '3000' })
    await accepted('SetGroupCostObjects', { groupId: 'shops', costObjects: [{ dimension: 'place', value: 'city' }] })
    expect(views().postingDefaults({ customerId: 'kioski' })).toEqual({
      ledgerAccount: '3000',
      costObjects: [{ dimension: 'place', value: 'city' }],
    })
    expect(views().postingDefaults({ customerId: 'example' })).toEqual({ ledgerAccount: null, costObjects: [] })
  })

  test('K27 the Salesperson tab sets which salespersons see the customers of the group', async () => {
    await accepted('RegisterEmployee', { employeeId: 'liisa', name: 'Liisa Lahti', salesperson: true })
    expect(customersSeenBy('liisa')).toEqual(['Example customer', 'Kioski', 'Saari Ky'])
    expect(customersSeenBy('john')).toEqual(['Example customer', 'Kioski', 'Räntälä Oy', 'Saari Ky'])
    expect(customersSeenBy('bertil')).toEqual(customersSeenBy('maija'))
    expect(await refused('GrantGroupVisibility', { groupId: 'shops', employeeId: 'bertil' })).toMatchObject({
      error: 'EmployeeNotSalesperson',
    })
    await accepted('RevokeGroupVisibility', { groupId: 'dairies', employeeId: 'john' })
    expect(customersSeenBy('liisa')).toHaveLength(4)
  })

  test('K28 the Customers tab moves the selected customers to the group', async () => {
    await accepted('MoveCustomersToGroup', { customerIds: ['example', 'rantala'], groupId: 'farms' })
    expect(members('farms')).toEqual(['Example customer', 'Räntälä Oy'])
    expect(members('dairies')).toEqual([])
  })

  test('K29 a customer is in one customer group at a time: moving replaces it', async () => {
    expect(await accepted('MoveCustomerToGroup', { customerId: 'example', groupId: 'shops' })).toEqual([
      'CustomerMovedToGroup',
    ])
    expect(cardOf('example')?.groups).toEqual([{ id: 'shops', name: 'Shops' }])
    expect(members('farms')).toEqual(['Räntälä Oy'])
    expect(await refused('AddCustomerToGroup', { customerId: 'example', groupId: 'farms' })).toMatchObject({
      error: 'CustomerAlreadyHasGroup',
      groupId: 'shops',
    })
  })

  test('K30 saving the group form applies all of its changes or none', async () => {
    const form = {
      groupId: 'farms',
      name: 'Farms and fields',
      numberingStart: 500,
      ledgerAccount: '3100',
      customerIds: ['rantala', 'kioski'],
    }
    expect(await refused('SaveCustomerGroup', { ...form, numberingStart: -1 })).toMatchObject({
      error: 'InvalidNumberingStart',
    })
    expect(views().groupList()).toContainEqual(expect.objectContaining({ groupId: 'farms', name: 'Farms' }))
    await accepted('SaveCustomerGroup', form)
    expect(cardOf('kioski')).toMatchObject({ group: { name: 'Farms and fields' }, number: 300 })
    expect([views().nextCustomerNumber({ groupId: 'farms' }), members('farms')]).toEqual([
      500,
      ['Kioski', 'Räntälä Oy'],
    ])
    await accepted('SaveCustomerGroup', { groupId: 'farms', name: 'Farms' })
    await accepted('MoveCustomerToGroup', { customerId: 'kioski', groupId: 'shops' })
  })

  test('K20 reports and work orders are created for a group', () => {
    expect(members('shops')).toEqual(['Example customer', 'Kioski', 'Saari Ky'])
    expect(column(shown(views().groupReport({ groupIds: ['farms'] })), 'name')).toEqual(['Räntälä Oy'])
  })

  test('K35 the "Customers" button exports one group to Excel', async () => {
    expect(await excelOf(views().groupMembersListing({ groupId: 'shops', includeSubgroups: false }))).toEqual([
      ['Customer number', 'Customer Name', 'Customer group'],
      [cardOf('example')?.number, 'Example customer', 'Shops'],
      [300, 'Kioski', 'Shops'],
      [cardOf('saari')?.number, 'Saari Ky', 'Shops'],
    ])
  })

  test('K32 K33 K34 any group can be edited and deleted; its customers move to "No group"', async () => {
    await accepted('RenameCustomerGroup', { groupId: 'shops', name: 'Stores' })
    expect(cardOf('kioski')?.group?.name).toBe('Stores')
    expect(await refused('DeleteCustomerGroup', { groupId: 'farms' })).toMatchObject({ error: 'GroupHasSubgroups' })
    await accepted('DeleteCustomerGroup', { groupId: 'shops' })
    expect(members(null)).toEqual(['Example customer', 'Kioski', 'Saari Ky'])
    expect(cardOf('kioski')).toMatchObject({ group: null, number: 300 })
    expect(await refused('CreateCustomerGroup', { name: 'No group' })).toMatchObject({ error: 'ReservedGroupName' })
    expect(column(views().groupList(), 'name')).toEqual(['Dairies', 'Farms', 'No group'])
  })

  test('K36 K37 K39 K41 special groups are created freely, and a customer may be in several', async () => {
    await accepted('CreateSpecialGroup', { specialGroupId: 'vip', name: 'VIP' })
    await accepted('CreateSpecialGroup', { specialGroupId: 'fair', name: 'Fair 2024', legend: 'Met at the fair' })
    await accepted('AddCustomersToSpecialGroup', { specialGroupId: 'vip', customerIds: ['example', 'rantala'] })
    await accepted('AddCustomersToSpecialGroup', { specialGroupId: 'fair', customerIds: ['rantala', 'saari'] })
    expect(cardOf('rantala')).toMatchObject({ group: { id: 'farms' }, specialGroups: [{ id: 'fair' }, { id: 'vip' }] })
    expect([specialMembers('vip'), specialMembers('fair')]).toEqual([
      ['Example customer', 'Räntälä Oy'],
      ['Räntälä Oy', 'Saari Ky'],
    ])
  })

  test('K40 a special group may have a legend', async () => {
    await accepted('DescribeSpecialGroup', { specialGroupId: 'vip', legend: 'Best customers' })
    expect(column(views().specialGroupList(), 'legend')).toEqual(['Met at the fair', 'Best customers'])
  })

  test('K38 K44 special groups filter searches, and reports offer them in the customer group menu', () => {
    const found = shown(views().customerList({ filter: { specialGroupIds: ['fair'], text: 'saa' } }))
    expect(found.map(({ name }) => name)).toEqual(['Saari Ky'])
    expect(views().groupSelector()).toEqual([
      { kind: 'customerGroup', id: 'dairies', name: 'Dairies' },
      { kind: 'customerGroup', id: 'farms', name: 'Farms' },
      { kind: 'specialGroup', id: 'fair', name: 'Fair 2024' },
      { kind: 'specialGroup', id: 'vip', name: 'VIP' },
    ])
  })

  test('K43 the Excel button exports a special group’s customers', async () => {
    expect(await excelOf(views().specialGroupMembersListing({ specialGroupId: 'fair' }))).toEqual([
      ['Customer number', 'Customer Name', 'Customer group'],
      [cardOf('rantala')?.number, 'Räntälä Oy', 'Farms'],
      [cardOf('saari')?.number, 'Saari Ky', null],
    ])
  })

  test('K42 a special group can be renamed and deleted, even with customers in it', async () => {
    await accepted('RenameSpecialGroup', { specialGroupId: 'fair', name: 'Fair' })
    await accepted('DeleteSpecialGroup', { specialGroupId: 'fair' })
    expect(cardOf('saari')?.specialGroups).toEqual([])
    expect(column(views().specialGroupList(), 'name')).toEqual(['VIP'])
  })

  const assignees = (filter: object = {}, params: object = {}) =>
    views().assigneeList({ asOf: today, filter, ...params })

  test('K57 a responsibility may be limited in time', async () => {
    const limited = { customerId: 'rantala', employeeId: 'john', from: '2024-04-01', until: '2024-07-01' }
    await accepted('AssignResponsible', limited)
    expect(await refused('AssignResponsible', { ...limited, from: '2024-06-01', until: null })).toMatchObject({
      error: 'ResponsibilityOverlaps',
    })
    expect(await refused('AssignResponsible', { ...limited, from: '2024-07-01' })).toMatchObject({
      error: 'InvalidInterval',
    })
    expect(assignees({ customerId: 'rantala' })).toMatchObject([
      { interval: { from: '2024-04-01', lastDay: '2024-06-30' } },
    ])
  })

  test('K45 K52 K53 K54 K55 K56 K58 the Assignees tab lists every person in charge, one row per role', () => {
    expect(assignees()).toMatchObject([
      { customerName: 'Example customer', personName: 'Bertil Berg', personEmail: '', sellerInformation: '' },
      { customerName: 'Example customer', customerGroup: '', personName: 'John Smith', customerRole: 'Accountant' },
      { customerName: 'Example customer', personName: 'John Smith', customerRole: 'Payroll' },
      { customerName: 'Räntälä Oy', customerGroup: 'Farms', personEmail: 'john@own.fi', sellerInformation: '11' },
      { customerName: 'Saari Ky', personName: 'Bertil Berg', customerRole: '' },
    ])
  })

  test('K55 K56 e-mail address and seller information are the employee’s current ones', async () => {
    await accepted('ChangeEmployeeDetails', { employeeId: 'bertil', email: 'bertil@own.fi' })
    await accepted('SetSellerInformation', { employeeId: 'bertil', salesperson: true, sellerCode: '12' })
    expect(assignees({ customerId: 'saari' })).toMatchObject([
      { personEmail: 'bertil@own.fi', sellerInformation: '12' },
    ])
  })

  test('K46 K47 the list is filtered by customer and employee', () => {
    expect(column(assignees({ customerId: 'example' }), 'personName')).toHaveLength(3)
    expect(column(assignees({ employeeId: 'john', customerId: 'rantala' }), 'personName')).toEqual(['John Smith'])
  })

  test('K48 archived customers keep their persons in charge, listed when the option is ticked', async () => {
    await accepted('ArchiveCustomer', { customerId: 'saari' })
    expect(assignees({ customerId: 'saari' })).toEqual([])
    expect(assignees({ customerId: 'saari', showArchived: true })).toMatchObject([{ archived: true }])
  })

  test('K49 K51 project participants are listed when the option is ticked; each row links to its card', async () => {
    await accepted('AddProjectParticipant', { projectId: 'roof', employeeId: 'john' })
    expect(await accepted('AddProjectParticipant', { projectId: 'roof', employeeId: 'john' })).toEqual([])
    const subjects = (filter: object) => [...new Set(assignees(filter).map(({ subject }) => subject.id))]
    expect(subjects({ customerId: 'example' })).toEqual(['example'])
    expect(subjects({ customerId: 'example', showProjectParticipants: true })).toEqual(['example', 'roof'])
  })

  test('K50 K59 the Excel button exports the list as filtered: its seven columns, left to right', async () => {
    expect(await excelOf(views().assigneeListing({ asOf: today, filter: { customerId: 'rantala' } }))).toEqual([
      [
        'Customer Name',
        'Customer group',
        'Name of the person in charge',
        'E-mail address',
        'Seller information',
        'Interval',
        'Customer role',
      ],
      ['Räntälä Oy', 'Farms', 'John Smith', 'john@own.fi', '11', '2024-04-01 – 2024-06-30', null],
    ])
  })

  test('K04 K06 an employee who leaves gets no new customers; the matrix drops the column when it is empty', async () => {
    dayIs('2024-05-01')
    await accepted('DeactivateEmployee', { employeeId: 'bertil', effective: '2024-05-01' })
    expect(column(matrix({ asOf: '2024-05-01' }).columns, 'employeeId')).not.toContain('bertil')
    expect(responsible('example', 'bertil', '2024-04-30')).toBe(true)
    expect(await refused('ToggleResponsible', { customerId: 'example', employeeId: 'bertil' })).toMatchObject({
      error: 'EmployeeInactive',
    })
  })
})
