import { expect, test } from 'vitest'
import { column, journey, shown } from './acting.js'

journey('Uku: kliendigrupid', 'uku', ({ accepted, refused, dayIs, views }) => {
  const groupNames = () => column(views().groupList(), 'name')
  const members = (groupId: string) =>
    column(views().customersOfGroup({ groupId, includeArchived: true }), 'customerId')
  const groupsOf = (customerId: string) => column(views().customerCard({ customerId })?.groups ?? [], 'name').toSorted()
  const report = (params: {
    readonly groupIds: readonly string[]
    readonly period?: object
    readonly status?: string
    readonly userId?: string
  }) => column(shown(views().groupReport(params)), 'name')

  test('U05 U06 a new account has two groups: klient for existing clients and liid for potential ones', async () => {
    expect(groupNames()).toEqual(['klient', 'liid', 'No group'])
    expect(await refused('InitialiseTenant', { preset: 'uku' })).toMatchObject({ error: 'AlreadyInitialised' })
  })

  test('U01 U08 U13 U14 "Lisa kliendigrupp" adds the account’s own groups: a name is enough', async () => {
    await accepted('CreateCustomerGroup', { groupId: 'annual', name: 'aastaaruande klient' })
    await accepted('CreateCustomerGroup', { groupId: 'once', name: 'ühekordse teenuse klient' })
    expect(await refused('CreateCustomerGroup', { name: ' ' })).toMatchObject({ error: 'GroupNameRequired' })
    expect(await refused('CreateCustomerGroup', { name: 'Klient' })).toMatchObject({ error: 'GroupNameTaken' })
    expect(groupNames()).toEqual(['aastaaruande klient', 'klient', 'liid', 'ühekordse teenuse klient', 'No group'])
  })

  test('U09 the number of groups is unlimited', async () => {
    for (let number = 1; number <= 200; number += 1)
      await accepted('CreateCustomerGroup', { groupId: `g${number}`, name: `Grupp ${number}` })
    expect(groupNames()).toHaveLength(205)
    for (let number = 1; number <= 200; number += 1) await accepted('DeleteCustomerGroup', { groupId: `g${number}` })
  })

  test('U07 U15 the pencil renames a group, even a predefined one, and its clients stay', async () => {
    await accepted('RegisterCustomer', { customerId: 'kask', name: 'Kask OÜ' })
    await accepted('AddCustomerToGroup', { customerId: 'kask', groupId: 'klient' })
    await accepted('RenameCustomerGroup', { groupId: 'klient', name: 'püsiklient' })
    expect(await refused('RenameCustomerGroup', { groupId: 'klient', name: 'LIID' })).toMatchObject({
      error: 'GroupNameTaken',
    })
    expect(groupsOf('kask')).toEqual(['püsiklient'])
    expect(members('klient')).toEqual(['kask'])
  })

  test('U10 U16 U17 a client, existing or new, may be in several groups at once', async () => {
    await accepted('AddCustomerToGroup', { customerId: 'kask', groupId: 'annual' })
    await accepted('RegisterCustomer', { customerId: 'lepp', name: 'Lepp AS' })
    await accepted('AddCustomerToGroup', { customerId: 'lepp', groupId: 'annual' })
    await accepted('AddCustomerToGroup', { customerId: 'lepp', groupId: 'liid' })
    expect(groupsOf('kask')).toEqual(['aastaaruande klient', 'püsiklient'])
    expect(members('annual')).toEqual(['kask', 'lepp'])
    expect(await refused('MoveCustomerToGroup', { customerId: 'kask', groupId: 'once' })).toMatchObject({
      error: 'WrongMembershipPolicy',
    })
  })

  test('U18 ticking in the drop-down replaces the whole set of groups', async () => {
    expect(await accepted('SetCustomerGroups', { customerId: 'lepp', groupIds: ['annual', 'once', 'klient'] })).toEqual(
      ['CustomerRemovedFromGroup', 'CustomerAddedToGroup', 'CustomerAddedToGroup'],
    )
  })

  test('U02 U03 U19 the groups on the profile show services and status of the client', () => {
    expect(groupsOf('lepp')).toEqual(['aastaaruande klient', 'püsiklient', 'ühekordse teenuse klient'])
  })

  test('U21 a report takes one group or several, and lists each client once', () => {
    expect(report({ groupIds: ['once'] })).toEqual(['Lepp AS'])
    expect(report({ groupIds: ['once', 'annual', 'klient'] })).toEqual(['Kask OÜ', 'Lepp AS'])
  })

  test('U04 U22 a report by group covers a period', async () => {
    dayIs('2024-05-01')
    await accepted('RemoveCustomerFromGroup', { customerId: 'lepp', groupId: 'once' })
    expect(report({ groupIds: ['once'], period: { from: '2024-04-01', to: '2024-04-30' } })).toEqual(['Lepp AS'])
    expect(report({ groupIds: ['once'], period: { from: '2024-05-01', to: '2024-05-31' } })).toEqual([])
    const april = { groupIds: ['once'], period: { from: '2024-04-01', to: '2024-04-30' } }
    expect(column(shown(views().groupReport(april)), 'membershipDays')).toEqual([30])
    expect(report({ groupIds: ['annual'], status: 'active' })).toEqual([])
    await accepted('RegisterEmployee', { employeeId: 'kadri', name: 'Kadri Kuusk' })
    await accepted('AssignResponsible', { customerId: 'lepp', employeeId: 'kadri' })
    expect(report({ groupIds: ['annual'], userId: 'kadri' })).toEqual(['Lepp AS'])
  })

  const reportsOf = (viewer: string) => column(views().savedReports({ viewer }), 'name')

  test('U20 U23 the added filters are saved as a report for its author', async () => {
    const saved = { reportId: 'r1', name: 'Aastaaruanded', scope: 'own', filters: { groupIds: ['annual'] } }
    await accepted('SaveReport', saved, 'kadri')
    expect(await refused('SaveReport', { ...saved, reportId: 'r2', name: 'AASTAARUANDED' }, 'kadri')).toMatchObject({
      error: 'ReportNameTaken',
    })
    expect([reportsOf('kadri'), reportsOf('maija')]).toEqual([['Aastaaruanded'], []])
    const [found] = views().savedReports({ viewer: 'kadri' })
    expect(shown(views().customerReport({ filter: found?.filters, columns: ['name'] })).rows).toEqual([
      { name: 'Kask OÜ' },
      { name: 'Lepp AS' },
    ])
  })

  test('U24 a report is saved for the whole office; only its author and administrators delete it', async () => {
    await accepted('RegisterEmployee', { employeeId: 'jaan', name: 'Jaan Jõgi' })
    await accepted('ShareReportWithOffice', { reportId: 'r1' }, 'kadri')
    expect(reportsOf('jaan')).toEqual(['Aastaaruanded'])
    expect(await refused('DeleteReport', { reportId: 'r1' }, 'jaan')).toMatchObject({ error: 'NotReportOwner' })
    const other = { reportId: 'r3', name: 'Liidid', scope: 'office', filters: { groupIds: ['liid'] } }
    await accepted('SaveReport', other, 'jaan')
    await accepted('DeleteReport', { reportId: 'r3' })
    expect(reportsOf('jaan')).toEqual(['Aastaaruanded'])
  })

  test('U11 U12 only a group without clients can be deleted: the report lists them, archived ones too, to be removed first', async () => {
    await accepted('ArchiveCustomer', { customerId: 'kask' })
    expect(await refused('DeleteCustomerGroup', { groupId: 'annual' })).toMatchObject({
      error: 'GroupNotEmpty',
      memberCount: 2,
    })
    await accepted('RestoreCustomer', { customerId: 'kask' })
    for (const customerId of members('annual'))
      await accepted('RemoveCustomerFromGroup', { customerId, groupId: 'annual' })
    await accepted('DeleteCustomerGroup', { groupId: 'annual' })
    expect(groupNames()).toEqual(['liid', 'püsiklient', 'ühekordse teenuse klient', 'No group'])
  })
  test('U25 a report that names a deleted group says so, and finds no clients', () => {
    const [found] = views().savedReports({ viewer: 'kadri' })
    expect(found?.groups).toEqual([{ groupId: 'annual', name: '(deleted group)', deleted: true }])
    expect(shown(views().customerReport({ filter: found?.filters, columns: ['name'] })).total).toBe(0)
  })
})
