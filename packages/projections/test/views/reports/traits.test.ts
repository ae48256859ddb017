import { expect, test } from 'vitest'
import { answered } from '../../log.js'
import { answersOf } from '../../short.js'
import { viewsOfTown } from '../../town/town.js'

const views = viewsOfTown()

test('customers are found by a property, archived ones unless excluded', () => {
  expect(
    answersOf(
      views.customersWithProperty,
      { property: 'bakes' },
      { property: 'bakes', includeArchived: false, viewer: 'bertil' },
      { property: 'bakes', includeArchived: true, offset: 1, limit: 1 },
      { property: 'unknown' },
    ),
  ).toEqual([
    '? {property bakes}',
    '# customerId | name | number | customerGroup | groupIds | archived',
    'acme | Acme Oy | 101 | Accounting small | [gA1] | no',
    'delta | Delta Oy | – | Äther small | [gC1] | no',
    'gamma | Gamma AB | – | Billing | [gB] | yes',
    '? {property bakes, includeArchived no, viewer bertil}',
    'acme | Acme Oy | 101 | Accounting small | [gA1] | no',
    '? {property bakes, includeArchived yes, offset 1, limit 1}',
    'delta | Delta Oy | – | Äther small | [gC1] | no',
    '? {property unknown}',
  ])
})

test('a dimension is reported by value: in a period, at its start and at its end', () => {
  const report = (params: Parameters<typeof views.trackingReport>[0]) => answered(views.trackingReport(params))
  const region = { dimension: 'region' }
  expect(
    answersOf(
      report,
      region,
      { ...region, period: { to: '2024-02-29' } },
      { ...region, period: { from: '2024-02-01', to: '2024-02-01' } },
      { ...region, period: { from: '2024-02-02', to: '2024-03-31' } },
      { ...region, period: { from: '2024-04-01', to: '2024-04-01' } },
      { ...region, period: { from: '2024-04-02' } },
      { ...region, period: { to: '2024-01-31' } },
      { ...region, viewer: 'gun', locale: 'sv' },
      { dimension: 'unknown' },
    ),
  ).toEqual([
    '? {dimension region}',
    '# value | name | customers | atStart | atEnd',
    'north | North | 2 | 0 | 1',
    'south | south | 1 | 0 | 1',
    '? {dimension region, period {to 2024-02-29}}',
    'north | North | 1 | 0 | 1',
    '? {dimension region, period {from 2024-02-01, to 2024-02-01}}',
    'north | North | 1 | 0 | 1',
    '? {dimension region, period {from 2024-02-02, to 2024-03-31}}',
    'north | North | 2 | 1 | 2',
    '? {dimension region, period {from 2024-04-01, to 2024-04-01}}',
    'north | North | 2 | 2 | 1',
    'south | south | 1 | 0 | 1',
    '? {dimension region, period {from 2024-04-02}}',
    'north | North | 1 | 1 | 1',
    'south | south | 1 | 1 | 1',
    '? {dimension region, period {to 2024-01-31}}',
    '? {dimension region, viewer gun, locale sv}',
    'north | North | 2 | 0 | 1',
    'south | south | 1 | 0 | 1',
    '? {dimension unknown}',
  ])
  expect(views.trackingReport({ ...region, period: { from: '2024-03-02', to: '2024-03-01' } })).toEqual({
    _tag: 'Left',
    left: { error: 'InvalidPeriod', from: '2024-03-02', to: '2024-03-01' },
  })
})
