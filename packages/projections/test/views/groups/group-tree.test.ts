import { describe, expect, test } from 'vitest'
import { event, gA, gA1, gB, group, policy } from '../../log.js'
import { answersOf } from '../../short.js'
import { viewsOfTown, viewsOn } from '../../town/town.js'

const views = viewsOfTown()

describe('the tree of groups', () => {
  test('counts the customers of every group and its subgroups', () => {
    expect(
      answersOf(
        views.groupTree,
        {},
        { locale: 'sv', asOf: '2024-02-15' },
        { asOf: '2024-03-31', viewer: 'bertil' },
        { viewer: 'gun', locale: 'fi' },
        { asOf: '2024-01-15', viewer: 'cecilia' },
      ),
    ).toEqual([
      '? {}',
      '# groupId | name | parentId | depth | ownCount | totalCount | archived',
      'gA | Accounting | – | 0 | 1 | 2 | no',
      'gA1 | Accounting small | gA | 1 | 1 | 1 | no',
      'gC | Äther | – | 0 | 1 | 2 | no',
      'gC1 | Äther small | gC | 1 | 1 | 1 | no',
      'gX1 | Below gone | – | 0 | 0 | 0 | no',
      'gB | Billing | – | 0 | 1 | 1 | no',
      'gO | Old ones | – | 0 | 0 | 0 | yes',
      '– | No group | – | 0 | 1 | 1 | no',
      '? {locale sv, asOf 2024-02-15}',
      'gA | Accounting | – | 0 | 2 | 2 | no',
      'gA1 | Accounting small | gA | 1 | 0 | 0 | no',
      'gB | Billing | – | 0 | 1 | 1 | no',
      'gX | Gone | – | 0 | 1 | 1 | no',
      'gX1 | Below gone | gX | 1 | 0 | 0 | no',
      'gO | Old ones | – | 0 | 0 | 0 | yes',
      'gC | Äther | – | 0 | 1 | 2 | no',
      'gC1 | Äther small | gC | 1 | 1 | 1 | no',
      '– | Ingen grupp | – | 0 | 1 | 1 | no',
      '? {asOf 2024-03-31, viewer bertil}',
      'gA | Accounting | – | 0 | 1 | 2 | no',
      'gA1 | Accounting small | gA | 1 | 1 | 1 | no',
      'gC | Äther | – | 0 | 1 | 1 | no',
      'gC1 | Äther small | gC | 1 | 0 | 0 | no',
      'gB | Billing | – | 0 | 1 | 1 | no',
      'gX | Gone | – | 0 | 1 | 1 | no',
      'gX1 | Below gone | gX | 1 | 0 | 0 | no',
      'gO | Old ones | – | 0 | 0 | 0 | yes',
      '– | No group | – | 0 | 1 | 1 | no',
      '? {viewer gun, locale fi}',
      'gA | Accounting | – | 0 | 1 | 2 | no',
      'gA1 | Accounting small | gA | 1 | 1 | 1 | no',
      'gX1 | Below gone | – | 0 | 0 | 0 | no',
      'gB | Billing | – | 0 | 1 | 1 | no',
      'gO | Old ones | – | 0 | 0 | 0 | yes',
      'gC | Äther | – | 0 | 1 | 1 | no',
      'gC1 | Äther small | gC | 1 | 0 | 0 | no',
      '– | Ei ryhmää | – | 0 | 1 | 1 | no',
      '? {asOf 2024-01-15, viewer cecilia}',
      'gA | Accounting | – | 0 | 0 | 0 | no',
      'gA1 | Accounting small | gA | 1 | 0 | 0 | no',
      'gC | Äther | – | 0 | 0 | 0 | no',
      'gC1 | Äther small | gC | 1 | 0 | 0 | no',
      'gB | Billing | – | 0 | 0 | 0 | no',
      'gX | Gone | – | 0 | 0 | 0 | no',
      'gX1 | Below gone | gX | 1 | 0 | 0 | no',
      'gO | Old ones | – | 0 | 0 | 0 | yes',
      '– | No group | – | 0 | 7 | 7 | no',
    ])
  })
  test('is a list by name too, ending with no group', () => {
    expect(answersOf(views.groupList, {}, { locale: 'et', asOf: '2024-02-20' })).toEqual([
      '? {}',
      '# groupId | name | parentId | depth | ownCount | totalCount | archived',
      'gA | Accounting | – | 0 | 1 | 2 | no',
      'gA1 | Accounting small | gA | 1 | 1 | 1 | no',
      'gC | Äther | – | 0 | 1 | 2 | no',
      'gC1 | Äther small | gC | 1 | 1 | 1 | no',
      'gX1 | Below gone | – | 0 | 0 | 0 | no',
      'gB | Billing | – | 0 | 1 | 1 | no',
      'gO | Old ones | – | 0 | 0 | 0 | yes',
      '– | No group | – | 0 | 1 | 1 | no',
      '? {locale et, asOf 2024-02-20}',
      'gA | Accounting | – | 0 | 2 | 2 | no',
      'gA1 | Accounting small | gA | 1 | 0 | 0 | no',
      'gX1 | Below gone | gX | 1 | 0 | 0 | no',
      'gB | Billing | – | 0 | 1 | 1 | no',
      'gX | Gone | – | 0 | 1 | 1 | no',
      'gO | Old ones | – | 0 | 0 | 0 | yes',
      'gC | Äther | – | 0 | 1 | 2 | no',
      'gC1 | Äther small | gC | 1 | 1 | 1 | no',
      '– | Grupita | – | 0 | 1 | 1 | no',
    ])
  })
  test('counts a customer of several groups once in their common ancestor', () => {
    const several = viewsOn(
      '2024-06-15',
      policy('groupMembership', 'multiple'),
      gA,
      gA1,
      gB,
      group('gA2', 'Accounting large', 'gA'),
      group('gA3', 'Accounting largest', 'gA2'),
      ...['a', 'b', 'c'].map((id) =>
        event('CustomerRegistered', `customer-${id}`, { customerId: id, kind: 'company', name: id }),
      ),
      ...[
        ['a', 'gA'],
        ['a', 'gA1'],
        ['a', 'gB'],
        ['b', 'gA1'],
        ['b', 'gA3'],
        ['c', 'gA3'],
      ].map(([id, groupId]) => event('CustomerAddedToGroup', `customer-${id}`, { groupId })),
    )
    expect(
      answersOf(several.groupTree, {}, { asOf: '2023-12-31' }).map((line) => line.replace('Accounting', 'Acc')),
    ).toEqual([
      '? {}',
      '# groupId | name | parentId | depth | ownCount | totalCount | archived',
      'gA | Acc | – | 0 | 1 | 3 | no',
      'gA2 | Acc large | gA | 1 | 0 | 2 | no',
      'gA3 | Acc largest | gA2 | 2 | 2 | 2 | no',
      'gA1 | Acc small | gA | 1 | 2 | 2 | no',
      'gB | Billing | – | 0 | 1 | 1 | no',
      '– | No group | – | 0 | 0 | 0 | no',
      '? {asOf 2023-12-31}',
      '– | No group | – | 0 | 0 | 0 | no',
    ])
    expect(answersOf(several.customersOfGroup, { groupId: 'gA' }, { groupId: null })).toEqual([
      '? {groupId gA}',
      '# customerId | name | number | customerGroup | groupIds | archived',
      'a | a | – | Accounting, Accounting small, Billing | [gA, gA1, gB] | no',
      'b | b | – | Accounting small, Accounting largest | [gA1, gA3] | no',
      'c | c | – | Accounting largest | [gA3] | no',
      '? {groupId –}',
    ])
  })
})

test('groups are offered by name, special ones last, without archived and deleted ones', () => {
  expect(answersOf(views.groupSelector, {}, { locale: 'sv', asOf: '2024-03-01' })).toEqual([
    '? {}',
    '# kind | id | name',
    'customerGroup | gA | Accounting',
    'customerGroup | gA1 | Accounting small',
    'customerGroup | gC | Äther',
    'customerGroup | gC1 | Äther small',
    'customerGroup | gX1 | Below gone',
    'customerGroup | gB | Billing',
    'specialGroup | fair | Ärade',
    'specialGroup | vip | VIP',
    '? {locale sv, asOf 2024-03-01}',
    'customerGroup | gA | Accounting',
    'customerGroup | gA1 | Accounting small',
    'customerGroup | gX1 | Below gone',
    'customerGroup | gB | Billing',
    'customerGroup | gX | Gone',
    'customerGroup | gC | Äther',
    'customerGroup | gC1 | Äther small',
    'specialGroup | past | Past',
    'specialGroup | vip | VIP',
    'specialGroup | fair | Ärade',
  ])
})

test('a customer in a subgroup of a deleted group is still in a group', () => {
  const below = viewsOn(
    '2024-06-15',
    gA,
    gA1,
    group('gA2', 'Accounting least', 'gA1'),
    ...['a', 'b', 'c'].map((id) =>
      event('CustomerRegistered', `customer-${id}`, { customerId: id, kind: 'company', name: id }),
    ),
    event('CustomerMovedToGroup', 'customer-a', { from: null, to: 'gA1' }),
    event('CustomerMovedToGroup', 'customer-b', { from: null, to: 'gA2' }),
    event('CustomerGroupDeleted', 'customerGroups', { groupId: 'gA' }),
  )
  expect(answersOf(below.groupTree, {})).toEqual([
    '? {}',
    '# groupId | name | parentId | depth | ownCount | totalCount | archived',
    'gA1 | Accounting small | – | 0 | 1 | 2 | no',
    'gA2 | Accounting least | gA1 | 1 | 1 | 1 | no',
    '– | No group | – | 0 | 1 | 1 | no',
  ])
})
