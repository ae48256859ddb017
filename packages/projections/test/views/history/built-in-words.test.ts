import { expect, test } from 'vitest'
import { answered, event, viewsOf } from '../../log.js'

test('names what the library itself names in the requested language, not by its code', () => {
  const told = viewsOf(
    event('ClassifierValueAdded', 'classifiers', { catalogue: 'customerKind', value: 'v2', name: 'Wholesale' }),
    event('NumberSeriesDefined', 'customerNumbers', { seriesId: 's', kind: 'v2', start: 100, end: null }),
    event('ListPreferencesSaved', 'listPreferences-anna', {
      list: 'customerList',
      shownColumns: ['customerId', 'startDate'],
      shownFilters: ['trackingItem'],
    }),
    event('ReportSaved', 'report-r', {
      ...{ reportId: 'r', name: 'Large', scope: 'own', ownerId: 'anna' },
      ...{ filters: { groupIds: ['gone', null] }, columns: ['name', 'startDate'] },
    }),
    event('ResponsibilityEnded', 'customer-c', {
      assignmentId: 'a',
      until: '2024-02-01',
      reason: 'employeeDeactivated',
    }),
  )
  const changesOf = (kind: 'customerNumber' | 'listPreferences' | 'report' | 'customer', id: string) =>
    answered(told.subjectHistory({ subject: { kind, id }, locale: 'fi' })).flatMap(({ changes }) =>
      changes.map((one) => `${one.label}: ${one.new}`),
    )
  expect(changesOf('customerNumber', 'series:s')).toContain('Sarjan kohde: Wholesale')
  expect(changesOf('listPreferences', 'anna')).toEqual([
    'Näytettävät sarakkeet: Asiakastunnus, Aloituspäivä',
    'Näytettävät suodattimet: Seurantakohde',
  ])
  expect(changesOf('report', 'r')).toEqual(
    expect.arrayContaining(['Ryhmät: gone, Ei ryhmää', 'Sarakkeet: Nimi, Aloituspäivä']),
  )
  expect(changesOf('customer', 'c')).toContain('Syy: työntekijä lähti')
})
