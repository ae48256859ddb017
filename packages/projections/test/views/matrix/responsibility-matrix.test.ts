import { describe, expect, test } from 'vitest'
import { policy } from '../../log.js'
import { answersOf, short } from '../../short.js'
import { viewsOfTown } from '../../town/town.js'

const views = viewsOfTown()
const asOf = '2024-06-15'

describe('the matrix of responsibilities', () => {
  type Params = Parameters<typeof views.responsibilityMatrix>[0]
  const matrixOf = (asked: typeof views) => (params: Params) => {
    const { columns, rows, total } = asked.responsibilityMatrix(params)
    const cellsOf = (cells: object): string =>
      Object.entries(cells)
        .map(([id, cell]) => `${id} ${short(Object.values(cell))}`)
        .join(' ')
    return {
      columns: columns.map(({ employeeId, name, inactive }) => `${employeeId} ${name}${inactive ? ' (inactive)' : ''}`),
      total,
      ...Object.fromEntries(
        rows.map(({ subject, cells }) => [
          `${subject.kind} ${subject.id} ${subject.name} of ${subject.customerId}`,
          cellsOf(cells),
        ]),
      ),
    }
  }

  test('has a row per customer and project and a column per employee, on a day', () => {
    expect(
      answersOf(
        matrixOf(views),
        { asOf },
        { asOf, showProjects: true, locale: 'sv' },
        { asOf: '2024-03-31', showProjects: true },
        { asOf: '2024-07-01', locale: 'fi' },
        { asOf: '2024-08-05' },
      ),
    ).toEqual([
      '? {asOf 2024-06-15}',
      'columns [gun Åke Gunnarsson, anna Anna Aalto, bertil Bertil Berg, cecilia Cecilia Carlsson, dora Dora Dahl,',
      "   erik Erik Ek (inactive), fia Fia Fors] | total 5 | customer omega Äänekoski Oy of omega '' | customer",
      '   acme Acme Oy of acme anna [yes, [accountant], 2024-06-19] bertil [yes, [responsibleManager], –] dora',
      '   [yes, [responsibleManager], 2024-06-20, bertil] | customer beta Beta Oy of beta erik [yes, [],',
      '   2024-07-09] | customer delta Delta Oy of delta anna [yes, [lead, unknown], –] | customer piac Pia Öst of',
      "   piac ''",
      '? {asOf 2024-06-15, showProjects yes, locale sv}',
      'columns [anna Anna Aalto, bertil Bertil Berg, cecilia Cecilia Carlsson, dora Dora Dahl, erik Erik Ek',
      '   (inactive), fia Fia Fors, gun Åke Gunnarsson] | total 8 | customer acme Acme Oy of acme anna [yes,',
      '   [accountant], 2024-06-19] bertil [yes, [responsibleManager], –] dora [yes, [responsibleManager],',
      "   2024-06-20, bertil] | project x Xerxes of acme '' | project y Älg of acme bertil [yes, [pm], 2024-12-30]",
      '   dora [yes, [pm], 2024-06-20, bertil] | customer beta Beta Oy of beta erik [yes, [], 2024-07-09] |',
      "   customer delta Delta Oy of delta anna [yes, [lead, unknown], –] | project d Dome of delta '' | customer",
      "   piac Pia Öst of piac '' | customer omega Äänekoski Oy of omega ''",
      '? {asOf 2024-03-31, showProjects yes}',
      'columns [gun Åke Gunnarsson, anna Anna Aalto, bertil Bertil Berg, cecilia Cecilia Carlsson, dora Dora Dahl,',
      "   erik Erik Ek, fia Fia Fors] | total 9 | customer omega Äänekoski Oy of omega '' | customer acme Acme Oy",
      '   of acme anna [yes, [lead], 2024-06-19] bertil [yes, [responsibleManager], –] erik [yes, [], 2024-03-31] |',
      "   project y Älg of acme '' | project x Xerxes of acme bertil [yes, [pm], 2024-06-14] | customer beta Beta",
      '   Oy of beta erik [yes, [responsibleManager], 2024-07-09] | customer delta Delta Oy of delta anna [yes,',
      "   [unknown], –] | project d Dome of delta '' | customer eta Eta Oy of eta '' | customer piac Pia Öst of",
      "   piac ''",
      '? {asOf 2024-07-01, locale fi}',
      'columns [anna Anna Aalto, bertil Bertil Berg, cecilia Cecilia Carlsson, dora Dora Dahl, erik Erik Ek',
      '   (inactive), gun Åke Gunnarsson] | total 5 | customer acme Acme Oy of acme bertil [yes,',
      '   [responsibleManager], –] gun [yes, [accountant], 2024-07-31] | customer beta Beta Oy of beta erik [yes,',
      '   [], 2024-07-09] | customer delta Delta Oy of delta anna [yes, [unknown], –] | customer piac Pia Öst of',
      "   piac '' | customer omega Äänekoski Oy of omega ''",
      '? {asOf 2024-08-05}',
      'columns [gun Åke Gunnarsson, anna Anna Aalto, bertil Bertil Berg, cecilia Cecilia Carlsson, dora Dora Dahl,',
      "   fia Fia Fors (inactive)] | total 5 | customer omega Äänekoski Oy of omega '' | customer acme Acme Oy of",
      '   acme bertil [yes, [responsibleManager], –] fia [yes, [responsibleManager], 2024-08-10, bertil] | customer',
      "   beta Beta Oy of beta '' | customer delta Delta Oy of delta anna [yes, [unknown], –] | customer piac Pia",
      "   Öst of piac ''",
    ])
  })

  test('is filtered by every filter, and paged', () => {
    expect(
      answersOf(
        matrixOf(views),
        { asOf, filter: { teamId: 'south' } },
        { asOf, filter: { employeeIds: ['anna', 'gun'] } },
        { asOf, filter: { employeeIds: ['anna', 'gun'], teamId: 'north' } },
        { asOf, filter: { employeeIds: [] }, limit: 1 },
        { asOf, showProjects: true, filter: { roleId: 'pm' } },
        { asOf, filter: { roleId: 'accountant' } },
        { asOf: '2024-03-31', filter: { roleId: 'accountant' } },
        { asOf, showProjects: true, offset: 1, limit: 2 },
        { asOf, showProjects: true, filter: { groupIds: ['gC'] } },
        { asOf, filter: { text: 'oy', groupIds: ['gA'] }, offset: 1, limit: 1 },
        { asOf, showProjects: true, filter: { roleId: 'pm' }, offset: 1, limit: 1 },
      ),
    ).toEqual([
      '? {asOf 2024-06-15, filter {teamId south}}',
      "columns [bertil Bertil Berg, dora Dora Dahl] | total 5 | customer omega Äänekoski Oy of omega '' | customer",
      '   acme Acme Oy of acme bertil [yes, [responsibleManager], –] dora [yes, [responsibleManager], 2024-06-20,',
      "   bertil] | customer beta Beta Oy of beta '' | customer delta Delta Oy of delta '' | customer piac Pia Öst",
      "   of piac ''",
      '? {asOf 2024-06-15, filter {employeeIds [anna, gun]}}',
      "columns [gun Åke Gunnarsson, anna Anna Aalto] | total 5 | customer omega Äänekoski Oy of omega '' | customer",
      "   acme Acme Oy of acme anna [yes, [accountant], 2024-06-19] | customer beta Beta Oy of beta '' | customer",
      "   delta Delta Oy of delta anna [yes, [lead, unknown], –] | customer piac Pia Öst of piac ''",
      '? {asOf 2024-06-15, filter {employeeIds [anna, gun], teamId north}}',
      "columns [anna Anna Aalto] | total 5 | customer omega Äänekoski Oy of omega '' | customer acme Acme Oy of",
      "   acme anna [yes, [accountant], 2024-06-19] | customer beta Beta Oy of beta '' | customer delta Delta Oy of",
      "   delta anna [yes, [lead, unknown], –] | customer piac Pia Öst of piac ''",
      '? {asOf 2024-06-15, filter {employeeIds []}, limit 1}',
      'columns [gun Åke Gunnarsson, anna Anna Aalto, bertil Bertil Berg, cecilia Cecilia Carlsson, dora Dora Dahl,',
      "   erik Erik Ek (inactive), fia Fia Fors] | total 5 | customer omega Äänekoski Oy of omega ''",
      '? {asOf 2024-06-15, showProjects yes, filter {roleId pm}}',
      'columns [gun Åke Gunnarsson, anna Anna Aalto, bertil Bertil Berg, cecilia Cecilia Carlsson, dora Dora Dahl,',
      '   erik Erik Ek (inactive), fia Fia Fors] | total 1 | project y Älg of acme bertil [yes, [pm], 2024-12-30]',
      '   dora [yes, [pm], 2024-06-20, bertil]',
      '? {asOf 2024-06-15, filter {roleId accountant}}',
      'columns [gun Åke Gunnarsson, anna Anna Aalto, bertil Bertil Berg, cecilia Cecilia Carlsson, dora Dora Dahl,',
      '   erik Erik Ek (inactive), fia Fia Fors] | total 1 | customer acme Acme Oy of acme anna [yes, [accountant],',
      '   2024-06-19]',
      '? {asOf 2024-03-31, filter {roleId accountant}}',
      'columns [gun Åke Gunnarsson, anna Anna Aalto, bertil Bertil Berg, cecilia Cecilia Carlsson, dora Dora Dahl,',
      '   erik Erik Ek, fia Fia Fors] | total 0',
      '? {asOf 2024-06-15, showProjects yes, offset 1, limit 2}',
      'columns [gun Åke Gunnarsson, anna Anna Aalto, bertil Bertil Berg, cecilia Cecilia Carlsson, dora Dora Dahl,',
      '   erik Erik Ek (inactive), fia Fia Fors] | total 8 | customer acme Acme Oy of acme anna [yes, [accountant],',
      '   2024-06-19] bertil [yes, [responsibleManager], –] dora [yes, [responsibleManager], 2024-06-20, bertil] |',
      '   project y Älg of acme bertil [yes, [pm], 2024-12-30] dora [yes, [pm], 2024-06-20, bertil]',
      '? {asOf 2024-06-15, showProjects yes, filter {groupIds [gC]}}',
      'columns [gun Åke Gunnarsson, anna Anna Aalto, bertil Bertil Berg, cecilia Cecilia Carlsson, dora Dora Dahl,',
      '   erik Erik Ek (inactive), fia Fia Fors] | total 3 | customer delta Delta Oy of delta anna [yes, [lead,',
      "   unknown], –] | project d Dome of delta '' | customer piac Pia Öst of piac ''",
      '? {asOf 2024-06-15, filter {text oy, groupIds [gA]}, offset 1, limit 1}',
      'columns [gun Åke Gunnarsson, anna Anna Aalto, bertil Bertil Berg, cecilia Cecilia Carlsson, dora Dora Dahl,',
      '   erik Erik Ek (inactive), fia Fia Fors] | total 2 | customer beta Beta Oy of beta erik [yes, [],',
      '   2024-07-09]',
      '? {asOf 2024-06-15, showProjects yes, filter {roleId pm}, offset 1, limit 1}',
      'columns [gun Åke Gunnarsson, anna Anna Aalto, bertil Bertil Berg, cecilia Cecilia Carlsson, dora Dora Dahl,',
      '   erik Erik Ek (inactive), fia Fia Fors] | total 1',
    ])
  })

  test('has what its viewer may see, and no roles if there are none', () => {
    expect(answersOf(matrixOf(views), { asOf, viewer: 'bertil', showProjects: true }, { asOf, viewer: 'gun' })).toEqual(
      [
        '? {asOf 2024-06-15, viewer bertil, showProjects yes}',
        'columns [gun Åke Gunnarsson, anna Anna Aalto, bertil Bertil Berg, cecilia Cecilia Carlsson, dora Dora Dahl,',
        "   erik Erik Ek (inactive), fia Fia Fors] | total 6 | customer omega Äänekoski Oy of omega '' | customer",
        '   acme Acme Oy of acme anna [yes, [accountant], 2024-06-19] bertil [yes, [responsibleManager], –] dora',
        '   [yes, [responsibleManager], 2024-06-20, bertil] | project y Älg of acme bertil [yes, [pm], 2024-12-30]',
        "   dora [yes, [pm], 2024-06-20, bertil] | project x Xerxes of acme '' | customer beta Beta Oy of beta erik",
        "   [yes, [], 2024-07-09] | customer piac Pia Öst of piac ''",
        '? {asOf 2024-06-15, viewer gun}',
        'columns [gun Åke Gunnarsson, anna Anna Aalto, bertil Bertil Berg, cecilia Cecilia Carlsson, dora Dora Dahl,',
        "   erik Erik Ek (inactive), fia Fia Fors] | total 4 | customer omega Äänekoski Oy of omega '' | customer",
        '   acme Acme Oy of acme anna [yes, [accountant], 2024-06-19] bertil [yes, [responsibleManager], –] dora',
        '   [yes, [responsibleManager], 2024-06-20, bertil] | customer beta Beta Oy of beta erik [yes, [],',
        "   2024-07-09] | customer piac Pia Öst of piac ''",
      ],
    )
    expect(answersOf(matrixOf(viewsOfTown(policy('rolesEnabled', false))), { asOf })).toEqual([
      '? {asOf 2024-06-15}',
      'columns [gun Åke Gunnarsson, anna Anna Aalto, bertil Bertil Berg, cecilia Cecilia Carlsson, dora Dora Dahl,',
      "   erik Erik Ek (inactive), fia Fia Fors] | total 5 | customer omega Äänekoski Oy of omega '' | customer",
      '   acme Acme Oy of acme anna [yes, [], 2024-06-19] bertil [yes, [], –] dora [yes, [], 2024-06-20, bertil] |',
      '   customer beta Beta Oy of beta erik [yes, [], 2024-07-09] | customer delta Delta Oy of delta anna [yes,',
      "   [], –] | customer piac Pia Öst of piac ''",
    ])
  })
})
