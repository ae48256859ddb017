import { describe, expect, it } from 'vitest'
import { csv, type Files } from './directory.js'
import { imported, importing } from './importing.js'

const staff: Files = {
  'employees.csv': csv(
    'Name,Email',
    'Anna Aalto,anna@own.example',
    'Bo Berg,bo@own.example',
    'Bo Berg,bob@own.example',
  ),
  'special-groups.csv': csv('Special group,Legend', 'Golf day,Every June', 'Fair,'),
}

describe('employees and special groups without ids', () => {
  it('are created by name, and not again by the same files', async () => {
    const register = await imported(staff)
    expect(register.result).toMatchObject({ accepted: 5, problems: [] })
    const { employees, specialGroups } = register.crm.register.tables
    expect([...employees.rows()].map(({ name, email }) => [name, email])).toEqual([
      ['Anna Aalto', 'anna@own.example'],
      ['Bo Berg', 'bo@own.example'],
      ['Bo Berg', 'bob@own.example'],
    ])
    expect([...specialGroups.rows()].map(({ name, legend }) => [name, legend])).toEqual([
      ['Golf day', 'Every June'],
      ['Fair', null],
    ])
    expect(await importing(register, staff)).toMatchObject({ unchanged: 5, events: 0 })
  })

  it('are found by the other files of the import, by their names', async () => {
    const { crm, result } = await imported({
      ...staff,
      'customers.csv': csv('Name,Owner,Special groups', 'Acme Oy,anna aalto,golf day; fair'),
    })
    expect(result.problems).toEqual([])
    const { customers, employees, specialGroups } = crm.register.tables
    const [acme] = customers.rows()
    expect(employees.get(acme?.ownerId ?? '')?.name).toBe('Anna Aalto')
    expect(acme?.specialGroupIds.map((id) => specialGroups.get(id)?.name)).toEqual(['Golf day', 'Fair'])
  })

  it('are those of earlier rows of the file with their ids', async () => {
    const { crm, result } = await imported({
      'employees.csv': csv('employeeId,name,teams', 'anna,Anna Aalto,', ',anna aalto,north'),
      'special-groups.csv': csv('specialGroupId,name,legend', 'g,Golf day,', ',Golf day,Every June'),
    })
    expect(result).toMatchObject({ accepted: 4, problems: [] })
    expect([...crm.register.tables.employees.rows()]).toMatchObject([{ employeeId: 'anna', teams: ['north'] }])
    expect([...crm.register.tables.specialGroups.rows()]).toMatchObject([{ specialGroupId: 'g', legend: 'Every June' }])
  })

  it('are refused if several have the name, or if they have none', async () => {
    const register = await imported(staff)
    const { problems } = await importing(register, {
      'employees.csv': csv('Name,Teams', 'Bo Berg,north', ',south'),
      'special-groups.csv': csv('Special group,Legend', ',Nameless'),
    })
    expect(problems).toMatchObject([
      { file: 'employees.csv', line: 2, error: 'NameAmbiguous', column: 'employeeId' },
      { file: 'employees.csv', line: 3, error: 'MalformedRow', column: 'employeeId' },
      { file: 'special-groups.csv', line: 2, error: 'MalformedRow', column: 'specialGroupId' },
    ])
  })
})
