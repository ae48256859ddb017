import { expect, test } from 'vitest'
import { answersOf } from '../../short.js'
import { viewsOfTown } from '../../town/town.js'

const views = viewsOfTown()

test('start dates are those of all customers, archived ones too', () => {
  expect(
    answersOf(views.startDates, {}, { viewer: 'bertil' }, { offset: 1, limit: 2, locale: 'fi' }, { viewer: 'gun' }),
  ).toEqual([
    '? {}',
    '# customerId | startDate | source | documentId',
    'omega | – | – | –',
    'acme | 2024-02-05 | invoice | i1',
    'beta | – | – | –',
    'delta | – | – | –',
    'gamma | 2024-01-05 | manual | –',
    'piac | – | – | –',
    '? {viewer bertil}',
    'omega | – | – | –',
    'acme | 2024-02-05 | invoice | i1',
    'beta | – | – | –',
    'gamma | 2024-01-05 | manual | –',
    'piac | – | – | –',
    '? {offset 1, limit 2, locale fi}',
    'beta | – | – | –',
    'delta | – | – | –',
    '? {viewer gun}',
    'omega | – | – | –',
    'acme | 2024-02-05 | invoice | i1',
    'beta | – | – | –',
    'gamma | 2024-01-05 | manual | –',
    'piac | – | – | –',
  ])
})
