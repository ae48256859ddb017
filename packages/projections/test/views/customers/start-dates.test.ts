import { expect, test } from 'vitest'
import { answersOf } from '../../short.js'
import { viewsOfTown } from '../../town/town.js'

const views = viewsOfTown()

test('start dates are those of all customers, archived ones too', () => {
  expect(
    answersOf(views.startDates, {}, { viewer: 'bertil' }, { offset: 1, limit: 2, locale: 'fi' }, { viewer: 'gun' }),
  ).toEqual([
    '? {}',
    '# customerId | name | startDate | source | documentId',
    'omega | Äänekoski Oy | – | – | –',
    'acme | Acme Oy | 2024-02-05 | invoice | i1',
    'beta | Beta Oy | – | – | –',
    'delta | Delta Oy | – | – | –',
    'gamma | Gamma AB | 2024-01-05 | manual | –',
    'piac | Pia Öst | – | – | –',
    '? {viewer bertil}',
    'omega | Äänekoski Oy | – | – | –',
    'acme | Acme Oy | 2024-02-05 | invoice | i1',
    'beta | Beta Oy | – | – | –',
    'gamma | Gamma AB | 2024-01-05 | manual | –',
    'piac | Pia Öst | – | – | –',
    '? {offset 1, limit 2, locale fi}',
    'beta | Beta Oy | – | – | –',
    'delta | Delta Oy | – | – | –',
    '? {viewer gun}',
    'omega | Äänekoski Oy | – | – | –',
    'acme | Acme Oy | 2024-02-05 | invoice | i1',
    'beta | Beta Oy | – | – | –',
    'gamma | Gamma AB | 2024-01-05 | manual | –',
    'piac | Pia Öst | – | – | –',
  ])
})
