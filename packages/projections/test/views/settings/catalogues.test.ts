import { describe, expect, test } from 'vitest'
import { event, policy } from '../../log.js'
import { answersOf } from '../../short.js'
import { viewsOfTown, viewsOn } from '../../town/town.js'

const views = viewsOfTown()

test('the values of a catalogue are listed by name, retired ones if requested', () => {
  expect(
    answersOf(
      views.classifierValues,
      { catalogue: 'segment' },
      { catalogue: 'segment', includeRetired: false },
      { catalogue: 'segment', includeRetired: true, locale: 'fi' },
      { catalogue: 'contactProperty' },
      { catalogue: 'unknown' },
    ),
  ).toEqual([
    '? {catalogue segment}',
    '# value | name | retired | contactGroup',
    'large | Large | yes | –',
    'small | small | no | –',
    '? {catalogue segment, includeRetired no}',
    'small | small | no | –',
    '? {catalogue segment, includeRetired yes, locale fi}',
    'large | Large | yes | –',
    'small | small | no | –',
    '? {catalogue contactProperty}',
    '5 | Invoices | no | News',
    '6 | Letters | no | –',
    '? {catalogue unknown}',
  ])
})

describe('the numbers of customers', () => {
  test('have series with the next number and the remaining count', () => {
    const reserved = (number: number) => event('CustomerNumberReserved', 'customerNumbers', { number, customerId: 'a' })
    expect(answersOf(views.numberSeries, {}, { viewer: 'anna' })).toEqual([
      '? {}',
      '# seriesId | kind | start | end | next | left',
      's1 | – | 100 | – | 102 | –',
      's2 | domestic | 500 | 501 | 500 | 2',
      '? {viewer anna}',
      's1 | – | 100 | – | 102 | –',
      's2 | domestic | 500 | 501 | 500 | 2',
    ])
    expect(answersOf(viewsOfTown(reserved(500)).numberSeries, {})).toEqual([
      '? {}',
      '# seriesId | kind | start | end | next | left',
      's1 | – | 100 | – | 102 | –',
      's2 | domestic | 500 | 501 | 501 | 1',
    ])
    expect(answersOf(viewsOfTown(reserved(500), reserved(501)).numberSeries, {})).toEqual([
      '? {}',
      '# seriesId | kind | start | end | next | left',
      's1 | – | 100 | – | 102 | –',
      's2 | domestic | 500 | 501 | – | 0',
    ])
  })
  test('come from the start of a group, or from a series', () => {
    const asked = [
      {},
      { groupId: 'gA' },
      { groupId: 'gA1', kind: 'domestic' },
      { groupId: 'gB' },
      { groupId: null },
      { groupId: 'nowhere', kind: null },
      { kind: 'domestic' },
      { kind: 'foreign' },
    ]
    expect(answersOf(views.nextCustomerNumber, ...asked)).toEqual([
      '? {}',
      '102',
      '? {groupId gA}',
      '102',
      '? {groupId gA1, kind domestic}',
      '102',
      '? {groupId gB}',
      '102',
      '? {groupId –}',
      '102',
      '? {groupId nowhere, kind –}',
      '102',
      '? {kind domestic}',
      '102',
      '? {kind foreign}',
      '102',
    ])
    const byKind = viewsOfTown(policy('numberSeriesBy', 'kind'))
    expect(answersOf(byKind.nextCustomerNumber, ...asked)).toEqual([
      '? {}',
      '102',
      '? {groupId gA}',
      '102',
      '? {groupId gA1, kind domestic}',
      '500',
      '? {groupId gB}',
      '102',
      '? {groupId –}',
      '102',
      '? {groupId nowhere, kind –}',
      '102',
      '? {kind domestic}',
      '500',
      '? {kind foreign}',
      '102',
    ])
    expect(answersOf(viewsOn('2024-06-15').nextCustomerNumber, ...asked.slice(0, 2))).toEqual([
      '? {}',
      '–',
      '? {groupId gA}',
      '–',
    ])
  })
})

test('posting defaults come from the group of the customer, or its nearest ancestor that has them', () => {
  expect(
    answersOf(
      views.postingDefaults,
      { customerId: 'acme' },
      { customerId: 'acme', asOf: '2024-02-15' },
      { customerId: 'gamma' },
      { customerId: 'omega' },
      { customerId: 'delta', viewer: 'bertil' },
      { customerId: 'nobody' },
    ),
  ).toEqual([
    '? {customerId acme}',
    'ledgerAccount 3000 | costObjects [{dimension unit, value north}]',
    '? {customerId acme, asOf 2024-02-15}',
    'ledgerAccount 3000 | costObjects []',
    '? {customerId gamma}',
    'ledgerAccount – | costObjects []',
    '? {customerId omega}',
    'ledgerAccount – | costObjects []',
    '? {customerId delta, viewer bertil}',
    'ledgerAccount – | costObjects []',
    '? {customerId nobody}',
    'ledgerAccount – | costObjects []',
  ])
})
