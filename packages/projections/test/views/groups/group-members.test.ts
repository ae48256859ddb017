import { expect, test } from 'vitest'
import { answersOf } from '../../short.js'
import { viewsOfTown } from '../../town/town.js'

const views = viewsOfTown()

test('the customers of a group are those of a day, including subgroups', () => {
  expect(
    answersOf(
      views.customersOfGroup,
      { groupId: 'gA' },
      { groupId: 'gA', includeSubgroups: false },
      { groupId: 'gA', includeSubgroups: false, asOf: '2024-02-15' },
      { groupId: 'gB' },
      { groupId: 'gB', includeArchived: false },
      { groupId: null },
      { groupId: null, asOf: '2024-03-31', locale: 'sv' },
      { groupId: 'gX', asOf: '2024-03-31' },
      { groupId: 'gX', asOf: '2024-04-01' },
      { groupId: 'gC', viewer: 'bertil' },
      { groupId: 'gC', viewer: 'fia' },
      { groupId: 'gC', viewer: 'gun' },
      { groupId: 'gA', offset: 1, limit: 1 },
    ),
  ).toEqual([
    '? {groupId gA}',
    '# customerId | name | number | customerGroup | groupIds | archived',
    'acme | Acme Oy | 101 | Accounting small | [gA1] | no',
    'beta | Beta Oy | – | Accounting | [gA] | no',
    '? {groupId gA, includeSubgroups no}',
    'beta | Beta Oy | – | Accounting | [gA] | no',
    '? {groupId gA, includeSubgroups no, asOf 2024-02-15}',
    'acme | Acme Oy | 101 | Accounting | [gA] | no',
    'beta | Beta Oy | – | Accounting | [gA] | no',
    '? {groupId gB}',
    'gamma | Gamma AB | – | Billing | [gB] | yes',
    '? {groupId gB, includeArchived no}',
    '? {groupId –}',
    "omega | Äänekoski Oy | – | '' | [] | no",
    '? {groupId –, asOf 2024-03-31, locale sv}',
    "eta | Eta Oy | – | '' | [] | no",
    '? {groupId gX, asOf 2024-03-31}',
    'omega | Äänekoski Oy | – | Gone | [gX] | no',
    '? {groupId gX, asOf 2024-04-01}',
    '? {groupId gC, viewer bertil}',
    'piac | Pia Öst | – | Äther | [gC] | no',
    '? {groupId gC, viewer fia}',
    '? {groupId gC, viewer gun}',
    'piac | Pia Öst | – | Äther | [gC] | no',
    '? {groupId gA, offset 1, limit 1}',
    'beta | Beta Oy | – | Accounting | [gA] | no',
  ])
})

test('special groups are listed with their numbers of customers', () => {
  expect(
    answersOf(
      views.specialGroupList,
      {},
      { asOf: '2024-04-30', locale: 'sv' },
      { asOf: '2024-03-01' },
      { viewer: 'gun' },
    ),
  ).toEqual([
    '? {}',
    '# specialGroupId | name | legend | count',
    'fair | Ärade | From the fair | 1',
    'vip | VIP | – | 1',
    '? {asOf 2024-04-30, locale sv}',
    'past | Past | – | 1',
    'vip | VIP | – | 2',
    'fair | Ärade | From the fair | 1',
    '? {asOf 2024-03-01}',
    'fair | Ärade | From the fair | 0',
    'past | Past | – | 0',
    'vip | VIP | – | 1',
    '? {viewer gun}',
    'fair | Ärade | From the fair | 1',
    'vip | VIP | – | 1',
  ])
})

test('the customers of a special group are those of a day', () => {
  expect(
    answersOf(
      views.customersOfSpecialGroup,
      { specialGroupId: 'vip' },
      { specialGroupId: 'vip', asOf: '2024-04-30' },
      { specialGroupId: 'vip', asOf: '2024-05-01' },
      { specialGroupId: 'past' },
      { specialGroupId: 'past', asOf: '2024-05-01', includeArchived: false },
      { specialGroupId: 'fair', viewer: 'gun' },
    ),
  ).toEqual([
    '? {specialGroupId vip}',
    '# customerId | name | number | customerGroup | groupIds | archived',
    'beta | Beta Oy | – | Accounting | [gA] | no',
    '? {specialGroupId vip, asOf 2024-04-30}',
    'acme | Acme Oy | 101 | Accounting small | [gA1] | no',
    'beta | Beta Oy | – | Accounting | [gA] | no',
    '? {specialGroupId vip, asOf 2024-05-01}',
    'beta | Beta Oy | – | Accounting | [gA] | no',
    '? {specialGroupId past}',
    '? {specialGroupId past, asOf 2024-05-01, includeArchived no}',
    'beta | Beta Oy | – | Accounting | [gA] | no',
    '? {specialGroupId fair, viewer gun}',
    'beta | Beta Oy | – | Accounting | [gA] | no',
  ])
})

test('the group of a customer is that of a day, if the viewer may see it', () => {
  expect(
    answersOf(
      views.groupOfCustomer,
      { customerId: 'acme' },
      { customerId: 'acme', asOf: '2024-01-31' },
      { customerId: 'acme', asOf: '2024-02-01' },
      { customerId: 'acme', asOf: '2024-03-01' },
      { customerId: 'omega' },
      { customerId: 'omega', asOf: '2024-03-31' },
      { customerId: 'delta', viewer: 'bertil' },
      { customerId: 'delta', viewer: 'cecilia' },
      { customerId: 'nobody' },
    ),
  ).toEqual([
    '? {customerId acme}',
    'gA1',
    '? {customerId acme, asOf 2024-01-31}',
    '–',
    '? {customerId acme, asOf 2024-02-01}',
    'gA',
    '? {customerId acme, asOf 2024-03-01}',
    'gA1',
    '? {customerId omega}',
    '–',
    '? {customerId omega, asOf 2024-03-31}',
    'gX',
    '? {customerId delta, viewer bertil}',
    '–',
    '? {customerId delta, viewer cecilia}',
    'gC1',
    '? {customerId nobody}',
    '–',
  ])
})
