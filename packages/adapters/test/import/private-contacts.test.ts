import { expect, test } from 'vitest'
import { csv, type Files } from './directory.js'
import { imported, importing } from './importing.js'

const employees = csv('employeeId,name', 'anna,Anna', 'mikko,Mikko')
const contacts = (...rows: readonly string[]): Files => ({
  'employees.csv': employees,
  'contacts.csv': csv('personId,lastName,ownerId,private', ...rows),
})

test('contacts of a file are private to their owners, can be changed by them, and made public again', async () => {
  const register = await imported(contacts('p,Oja,anna,true', 'q,Ek,anna,', 'r,Vik,,false'))
  const owners = (): unknown =>
    [...register.crm.register.tables.privateContacts.rows()].map(({ personId, ownerId }) => [personId, ownerId])
  expect([register.result.problems, owners()]).toEqual([[], [['p', 'anna']]])

  const again = async (...rows: readonly string[]) => {
    const { problems } = await importing(register, contacts(...rows))
    expect(problems).toEqual([])
    return owners()
  }
  expect(await again('p,Oja,,true', 'q,Ek,mikko,', 'r,Vik,,')).toEqual([['p', 'anna']])
  expect(await again('p,Oja,mikko,', 'q,Ek,anna,true')).toEqual([
    ['p', 'mikko'],
    ['q', 'anna'],
  ])
  expect(await again('p,Oja,mikko,false', 'q,Ek,mikko,true')).toEqual([['q', 'mikko']])
})

test('a private contact without an owner is a problem of its row', async () => {
  const { result } = await imported(contacts('p,Oja,,true', 'q,Ek,,'))
  expect(result.problems).toMatchObject([{ error: 'ContactOwnerRequired' }])
})
