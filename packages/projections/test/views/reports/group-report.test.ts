import { describe, expect, test } from 'vitest'
import { answered, assigned, event, gA, gA1, gB, moved } from '../../log.js'
import { answersOf } from '../../short.js'
import { viewsOfTown, viewsOn } from '../../town/town.js'

const views = viewsOfTown()

describe('the report on groups', () => {
  const report = (params: Parameters<typeof views.groupReport>[0]) => answered(views.groupReport(params))
  const march = { from: '2024-03-01', to: '2024-03-31' }

  test('counts the days on which customers were in the groups', () => {
    expect(
      answersOf(
        report,
        { groupIds: ['gA'] },
        { groupIds: ['gA'], includeSubgroups: false },
        { groupIds: ['gA'], includeSubgroups: false, period: { to: '2024-02-29' } },
        { groupIds: ['gA'], period: march },
        { groupIds: ['gA'], includeSubgroups: false, period: { from: '2024-02-29', to: '2024-02-29' } },
        { groupIds: ['gA'], includeSubgroups: false, period: march },
        { groupIds: ['gA'], period: { from: '2024-02-09', to: '2024-02-09' } },
        { groupIds: ['gA'], period: { from: '2024-02-10', to: '2024-02-10' } },
        { groupIds: ['gX'], period: march },
        { groupIds: ['gX'], period: march, asOf: '2024-03-31' },
        { groupIds: [] },
      ),
    ).toEqual([
      '? {groupIds [gA]}',
      '# customerId | name | number | customerGroup | groupIds | archived | membershipDays',
      'acme | Acme Oy | 101 | Accounting small | [gA1] | no | –',
      'beta | Beta Oy | – | Accounting | [gA] | no | –',
      '? {groupIds [gA], includeSubgroups no}',
      'acme | Acme Oy | 101 | Accounting small | [gA1] | no | 29',
      'beta | Beta Oy | – | Accounting | [gA] | no | –',
      '? {groupIds [gA], includeSubgroups no, period {to 2024-02-29}}',
      'acme | Acme Oy | 101 | Accounting small | [gA1] | no | 29',
      'beta | Beta Oy | – | Accounting | [gA] | no | 20',
      '? {groupIds [gA], period {from 2024-03-01, to 2024-03-31}}',
      'acme | Acme Oy | 101 | Accounting small | [gA1] | no | 31',
      'beta | Beta Oy | – | Accounting | [gA] | no | 31',
      '? {groupIds [gA], includeSubgroups no, period {from 2024-02-29, to 2024-02-29}}',
      'acme | Acme Oy | 101 | Accounting small | [gA1] | no | 1',
      'beta | Beta Oy | – | Accounting | [gA] | no | 1',
      '? {groupIds [gA], includeSubgroups no, period {from 2024-03-01, to 2024-03-31}}',
      'beta | Beta Oy | – | Accounting | [gA] | no | 31',
      '? {groupIds [gA], period {from 2024-02-09, to 2024-02-09}}',
      'acme | Acme Oy | 101 | Accounting small | [gA1] | no | 1',
      '? {groupIds [gA], period {from 2024-02-10, to 2024-02-10}}',
      'acme | Acme Oy | 101 | Accounting small | [gA1] | no | 1',
      'beta | Beta Oy | – | Accounting | [gA] | no | 1',
      '? {groupIds [gX], period {from 2024-03-01, to 2024-03-31}}',
      '? {groupIds [gX], period {from 2024-03-01, to 2024-03-31}, asOf 2024-03-31}',
      'omega | Äänekoski Oy | – | Gone | [gX] | no | 31',
      '? {groupIds []}',
    ])
  })
  test('is limited by status, employee, viewer and page', () => {
    const all = ['gA', 'gB', 'gC']
    expect(
      answersOf(
        report,
        { groupIds: all, period: march, status: 'active' },
        { groupIds: all, period: march, userId: 'anna' },
        { groupIds: all, period: { from: '2024-06-20' }, userId: 'anna' },
        { groupIds: all, period: { to: '2023-12-31' }, userId: 'anna' },
        { groupIds: ['gA'], period: march, userId: 'erik' },
        { groupIds: all, period: march, userId: 'nobody' },
        { groupIds: all, period: march, viewer: 'bertil' },
        { groupIds: all, period: march, locale: 'sv', offset: 1, limit: 2 },
      ),
    ).toEqual([
      '? {groupIds [gA, gB, gC], period {from 2024-03-01, to 2024-03-31}, status active}',
      '# customerId | name | number | customerGroup | groupIds | archived | membershipDays',
      'beta | Beta Oy | – | Accounting | [gA] | no | 31',
      '? {groupIds [gA, gB, gC], period {from 2024-03-01, to 2024-03-31}, userId anna}',
      'acme | Acme Oy | 101 | Accounting small | [gA1] | no | 31',
      'delta | Delta Oy | – | Äther small | [gC1] | no | 31',
      'gamma | Gamma AB | – | Billing | [gB] | yes | 31',
      '? {groupIds [gA, gB, gC], period {from 2024-06-20}, userId anna}',
      'delta | Delta Oy | – | Äther small | [gC1] | no | –',
      'gamma | Gamma AB | – | Billing | [gB] | yes | –',
      '? {groupIds [gA, gB, gC], period {to 2023-12-31}, userId anna}',
      '? {groupIds [gA], period {from 2024-03-01, to 2024-03-31}, userId erik}',
      'acme | Acme Oy | 101 | Accounting small | [gA1] | no | 31',
      'beta | Beta Oy | – | Accounting | [gA] | no | 31',
      '? {groupIds [gA, gB, gC], period {from 2024-03-01, to 2024-03-31}, userId nobody}',
      '? {groupIds [gA, gB, gC], period {from 2024-03-01, to 2024-03-31}, viewer bertil}',
      'acme | Acme Oy | 101 | Accounting small | [gA1] | no | 31',
      'beta | Beta Oy | – | Accounting | [gA] | no | 31',
      'gamma | Gamma AB | – | Billing | [gB] | yes | 31',
      'piac | Pia Öst | – | Äther | [gC] | no | 31',
      '? {groupIds [gA, gB, gC], period {from 2024-03-01, to 2024-03-31}, locale sv, offset 1, limit 2}',
      'beta | Beta Oy | – | Accounting | [gA] | no | 31',
      'delta | Delta Oy | – | Äther small | [gC1] | no | 31',
    ])
  })
  test('refuses a period that ends before it starts', () => {
    expect(views.groupReport({ groupIds: [], period: { from: '2024-03-02', to: '2024-03-01' } })).toEqual({
      _tag: 'Left',
      left: { error: 'InvalidPeriod', from: '2024-03-02', to: '2024-03-01' },
    })
  })
  test('counts a day once, however often a customer joined and left', () => {
    const registered = event('CustomerRegistered', 'customer-a', { customerId: 'a', kind: 'company', name: 'A' })
    const to = (from: string | null, groupId: string | null, day: string, hour = 10) =>
      moved('a', from, groupId, `2024-03-${day}T${hour}:00:00Z`)
    const moves = [to(null, 'gA', '01'), to('gA', 'gA1', '03'), to('gA1', null, '05'), to(null, 'gB', '10')]
    const back = [to('gB', 'gA', '10', 11), to('gA', null, '10', 12), to(null, 'gA', '20'), to('gA', 'gB', '22', 23)]
    const restless = viewsOn('2024-06-15', gA, gA1, gB, registered, ...moves, ...back, assigned('customer-a', 'r', 'u'))
    const asked = (params: object) => answered(restless.groupReport({ groupIds: ['gA'], ...params }))
    expect(
      answersOf(
        asked,
        {},
        { includeSubgroups: false },
        { period: { from: '2024-03-04', to: '2024-03-20' } },
        { period: { from: '2024-03-06', to: '2024-03-19' } },
        { period: { from: '2024-03-22', to: '2024-03-31' } },
        { period: { from: '2024-03-23', to: '2024-03-31' } },
        { groupIds: ['gB'], period: { to: '2024-03-31' } },
        { groupIds: ['gA', 'gB'], period: { to: '2024-03-31' }, userId: 'u' },
      ),
    ).toEqual([
      '? {}',
      '# customerId | name | number | customerGroup | groupIds | archived | membershipDays',
      'a | A | – | Billing | [gB] | no | 7',
      '? {includeSubgroups no}',
      'a | A | – | Billing | [gB] | no | 5',
      '? {period {from 2024-03-04, to 2024-03-20}}',
      'a | A | – | Billing | [gB] | no | 2',
      '? {period {from 2024-03-06, to 2024-03-19}}',
      '? {period {from 2024-03-22, to 2024-03-31}}',
      'a | A | – | Billing | [gB] | no | 1',
      '? {period {from 2024-03-23, to 2024-03-31}}',
      '? {groupIds [gB], period {to 2024-03-31}}',
      'a | A | – | Billing | [gB] | no | 9',
      '? {groupIds [gA, gB], period {to 2024-03-31}, userId u}',
      'a | A | – | Billing | [gB] | no | 16',
    ])
  })
})
