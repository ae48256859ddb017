import { expect, test } from 'vitest'
import { answersOf } from '../../short.js'
import { viewsOfTown } from '../../town/town.js'

const views = viewsOfTown()
const asOf = '2024-06-15'

test('roles are vacant if no one holds a required one on the day', () => {
  expect(
    answersOf(
      views.vacantRoles,
      { asOf },
      { asOf: '2024-05-31', locale: 'sv' },
      { asOf: '2024-01-15', viewer: 'bertil' },
      { asOf, offset: 1, limit: 2 },
    ),
  ).toEqual([
    '? {asOf 2024-06-15}',
    '# customerId | customerName | roleId | roleName',
    'omega | Äänekoski Oy | responsibleManager | Manager',
    'beta | Beta Oy | responsibleManager | Manager',
    'delta | Delta Oy | responsibleManager | Manager',
    'piac | Pia Öst | responsibleManager | Manager',
    '? {asOf 2024-05-31, locale sv}',
    'delta | Delta Oy | responsibleManager | Manager',
    'piac | Pia Öst | responsibleManager | Manager',
    'omega | Äänekoski Oy | responsibleManager | Manager',
    '? {asOf 2024-01-15, viewer bertil}',
    'omega | Äänekoski Oy | responsibleManager | Manager',
    'acme | Acme Oy | responsibleManager | Manager',
    'eta | Eta Oy | responsibleManager | Manager',
    'piac | Pia Öst | responsibleManager | Manager',
    '? {asOf 2024-06-15, offset 1, limit 2}',
    'beta | Beta Oy | responsibleManager | Manager',
    'delta | Delta Oy | responsibleManager | Manager',
  ])
})

test('responsibilities with a near last day end soon, first to end first', () => {
  expect(
    answersOf(
      views.endingResponsibilities,
      { asOf },
      { asOf: '2024-06-19', within: 0 },
      { asOf: '2024-06-19', within: 5 },
      { asOf: '2024-06-20', within: 4 },
      { asOf: '2024-06-09', within: 30 },
      { asOf: '2024-06-10', within: 30 },
      { asOf: '2024-03-31', within: 0 },
      { asOf: '2024-07-01', within: 31 },
      { asOf: '2024-06-18', within: 40, offset: 1, limit: 1 },
      { asOf: '2024-06-18', within: 40, viewer: 'bertil' },
    ),
  ).toEqual([
    '? {asOf 2024-06-15}',
    '# customerId | customerName | assignmentId | employeeId | employeeName | roleId | roleName | lastDay',
    'acme | Acme Oy | r1 | anna | Anna Aalto | accountant | Accountant | 2024-06-19',
    'delta | Delta Oy | r2 | anna | Anna Aalto | lead | Lead | 2024-06-24',
    'beta | Beta Oy | r1 | erik | Erik Ek | – | – | 2024-07-09',
    '? {asOf 2024-06-19, within 0}',
    'acme | Acme Oy | r1 | anna | Anna Aalto | accountant | Accountant | 2024-06-19',
    '? {asOf 2024-06-19, within 5}',
    'acme | Acme Oy | r1 | anna | Anna Aalto | accountant | Accountant | 2024-06-19',
    'delta | Delta Oy | r2 | anna | Anna Aalto | lead | Lead | 2024-06-24',
    '? {asOf 2024-06-20, within 4}',
    'delta | Delta Oy | r2 | anna | Anna Aalto | lead | Lead | 2024-06-24',
    '? {asOf 2024-06-09, within 30}',
    'acme | Acme Oy | r1 | anna | Anna Aalto | accountant | Accountant | 2024-06-19',
    'delta | Delta Oy | r2 | anna | Anna Aalto | lead | Lead | 2024-06-24',
    'beta | Beta Oy | r1 | erik | Erik Ek | – | – | 2024-07-09',
    '? {asOf 2024-06-10, within 30}',
    'acme | Acme Oy | r1 | anna | Anna Aalto | accountant | Accountant | 2024-06-19',
    'delta | Delta Oy | r2 | anna | Anna Aalto | lead | Lead | 2024-06-24',
    'beta | Beta Oy | r1 | erik | Erik Ek | – | – | 2024-07-09',
    '? {asOf 2024-03-31, within 0}',
    'acme | Acme Oy | r3 | erik | Erik Ek | – | – | 2024-03-31',
    '? {asOf 2024-07-01, within 31}',
    'beta | Beta Oy | r1 | erik | Erik Ek | – | – | 2024-07-09',
    'acme | Acme Oy | r4 | gun | Åke Gunnarsson | accountant | Accountant | 2024-07-31',
    '? {asOf 2024-06-18, within 40, offset 1, limit 1}',
    'delta | Delta Oy | r2 | anna | Anna Aalto | lead | Lead | 2024-06-24',
    '? {asOf 2024-06-18, within 40, viewer bertil}',
    'acme | Acme Oy | r1 | anna | Anna Aalto | accountant | Accountant | 2024-06-19',
    'beta | Beta Oy | r1 | erik | Erik Ek | – | – | 2024-07-09',
  ])
})
