import { describe, test } from 'vitest'
import { acme, anna, archivedAcme, bertil, beta, given, type NamedCommand, policy } from '../given.js'

const gA: NamedCommand = ['CreateCustomerGroup', { groupId: 'gA', name: 'Accounting' }]
const gB: NamedCommand = ['CreateCustomerGroup', { groupId: 'gB', name: 'Billing' }]
const seller: NamedCommand = ['SetSellerInformation', { employeeId: 'anna', salesperson: true }]
const form = {
  groupId: 'gA',
  name: 'Accounts',
  parentId: 'gB',
  numberingStart: 100,
  ledgerAccount: '3000',
  costObjects: [{ dimension: 'office', value: 'Turku' }],
  salespersonIds: ['anna'],
  customerIds: ['beta', 'acme'],
}
const everything = [acme, beta, anna, seller, gB] as const

describe('the form of a customer group', () => {
  test('yields one batch: the group first, then its customers by id', () => {
    given(...everything, gA)
      .when('SaveCustomerGroup', form)
      .happens(
        ['CustomerGroupRenamed', { from: 'Accounting', to: 'Accounts', groupId: 'gA' }],
        ['CustomerGroupMoved', { from: null, to: 'gB', groupId: 'gA' }],
        ['GroupNumberingStartSet', { start: 100, groupId: 'gA', previous: null }],
        ['GroupLedgerAccountSet', { account: '3000', groupId: 'gA', previous: null }],
        ['GroupCostObjectsSet', { costObjects: form.costObjects, groupId: 'gA', previous: [] }],
        ['GroupVisibilityGranted', { employeeId: 'anna', groupId: 'gA' }],
        ['CustomerMovedToGroup', { from: null, to: 'gA' }],
        ['CustomerMovedToGroup', { from: null, to: 'gA' }],
      )
  })
  test('creates a new group, even without an id', () => {
    given(...everything)
      .when('SaveCustomerGroup', { groupId: 'gC', name: 'Cafés', customerIds: ['acme'] })
      .happens(
        ['CustomerGroupCreated', { groupId: 'gC', name: 'Cafés', parentId: null }],
        ['CustomerMovedToGroup', { to: 'gC', from: null }],
      )
    given()
      .when('SaveCustomerGroup', { name: 'Cafés' })
      .happens(['CustomerGroupCreated', { groupId: 'command0', parentId: null, name: 'Cafés' }])
  })
  test('changes nothing if it states what is already so, even where a command would be refused', () => {
    const strict = policy('redundantCommands', 'reject')
    given(...everything, gA, ['SaveCustomerGroup', form], strict)
      .when('SaveCustomerGroup', form)
      .changesNothing()
  })
  test('leaves omitted fields unchanged', () => {
    given(...everything, gA, ['SaveCustomerGroup', form])
      .when('SaveCustomerGroup', { groupId: 'gA', ledgerAccount: null })
      .happens(['GroupLedgerAccountSet', { account: null, groupId: 'gA', previous: '3000' }])
  })
  test('replaces the list of who may see the customers', () => {
    given(...everything, gA, ['SaveCustomerGroup', form])
      .when('SaveCustomerGroup', { groupId: 'gA', salespersonIds: [] })
      .happens(['GroupVisibilityRevoked', { employeeId: 'anna', groupId: 'gA' }])
  })
  test('moves the named customers out of their groups and leaves the others', () => {
    given(acme, beta, gA, gB, ['MoveCustomerToGroup', { customerId: 'acme', groupId: 'gB' }])
      .when('SaveCustomerGroup', { groupId: 'gA', customerIds: ['acme'] })
      .happens(['CustomerMovedToGroup', { from: 'gB', to: 'gA' }])
  })
  test('adds the customers if they may have several groups', () => {
    given(acme, gA, gB, policy('groupMembership', 'multiple'))
      .when('SaveCustomerGroup', { groupId: 'gA', customerIds: ['acme'] })
      .happens(['CustomerAddedToGroup', { groupId: 'gA' }])
  })
  test('checks the name at the new place of the group', () => {
    const perParent = policy('groupNameUniqueness', 'perParent')
    const rival: NamedCommand = ['CreateCustomerGroup', { groupId: 'gC', name: 'Rival' }]
    const below: NamedCommand = ['CreateCustomerGroup', { groupId: 'gD', name: 'Accounting', parentId: 'gB' }]
    given(perParent, gA, gB, rival, below)
      .when('SaveCustomerGroup', { groupId: 'gA', name: 'Rival', parentId: 'gB' })
      .happens(
        ['CustomerGroupRenamed', { to: 'Rival', groupId: 'gA', from: 'Accounting' }],
        ['CustomerGroupMoved', { to: 'gB', groupId: 'gA', from: null }],
      )
  })
})

describe('the form of a customer group is refused as a whole', () => {
  const save = (changes: object, ...before: readonly NamedCommand[]) =>
    given(...everything, bertil, gA, ...before).when('SaveCustomerGroup', { ...form, ...changes })

  test('for each reason that refuses one of its parts', () => {
    save({ name: ' ' }).isRefused('GroupNameRequired')
    save({ name: 'billing' }).isRefused('GroupNameTaken', { groupId: 'gB' })
    save({ parentId: 'gA' }).isRefused('GroupHierarchyCycle')
    save({ parentId: 'zed' }).isRefused('GroupNotFound', { groupId: 'zed' })
    save({ numberingStart: 0 }).isRefused('InvalidNumberingStart')
    save({ ledgerAccount: 'abc' }).isRefused('InvalidLedgerAccount')
    save({ salespersonIds: ['bertil'] }).isRefused('EmployeeNotSalesperson', { employeeId: 'bertil' })
    save({ salespersonIds: ['zed'] }).isRefused('EmployeeNotFound')
    save({ customerIds: ['beta', 'zed'] }).isRefused('CustomerNotFound', { customerId: 'zed' })
    save({}, archivedAcme).isRefused('CustomerIsArchived', { customerId: 'acme' })
    save({}, ['ArchiveCustomerGroup', { groupId: 'gA' }]).isRefused('GroupNotAssignable')
  })
  test('when a new group has no name', () => {
    given().when('SaveCustomerGroup', { groupId: 'gC' }).isRefused('GroupNameRequired')
  })
})
