import { expect, test } from 'vitest'
import { csv, type Files } from './directory.js'
import { imported, importing } from './importing.js'
import type { Opened } from './target.js'

const employees = csv('employeeId,name', 'anna,Anna', 'mikko,Mikko')
const contacts = (...rows: readonly string[]): Files => ({
  'employees.csv': employees,
  'contacts.csv': csv('personId,lastName,ownerId,private', ...rows),
})

const ownersIn = ({ crm }: Pick<Opened, 'crm'>): unknown =>
  [...crm.register.tables.privateContacts.rows()].map(({ personId, ownerId }) => [personId, ownerId])

test('contacts of a file are private to their owners, can be changed by them, and made public again', async () => {
  const register = await imported(contacts('p,Oja,anna,true', 'q,Ek,,', 'r,Vik,,false'))
  expect([register.result.problems, ownersIn(register)]).toEqual([[], [['p', 'anna']]])

  const again = async (...rows: readonly string[]) => {
    const { problems } = await importing(register, contacts(...rows))
    expect(problems).toEqual([])
    return ownersIn(register)
  }
  expect(await again('p,Oja,,true', 'q,Ek,,', 'r,Vik,,')).toEqual([['p', 'anna']])
  expect(await again('p,Oja,mikko,', 'q,Ek,anna,true')).toEqual([
    ['p', 'mikko'],
    ['q', 'anna'],
  ])
  expect(await again('p,Oja,,false', 'q,Ek,mikko,true')).toEqual([['q', 'mikko']])
})

test('an owner of a contact that is not private is a problem of its row', async () => {
  const notPrivate = (line: number, personId: string): object => ({
    file: 'contacts.csv',
    line,
    error: 'ContactNotPrivate',
    personId,
  })
  const register = await imported(contacts('p,Oja,anna,true', 'q,Ek,,', 'r,Vik,anna,', 's,Sjö,anna,false'))
  expect(register.result.problems).toEqual([notPrivate(4, 'r'), notPrivate(5, 's')])
  const { problems } = await importing(register, contacts('p,Oja,mikko,false', 'q,Ek,anna,'))
  expect(problems).toEqual([notPrivate(2, 'p'), notPrivate(3, 'q')])
  expect(ownersIn(register)).toEqual([['p', 'anna']])
})

test('a private contact without an owner is a problem of its row', async () => {
  const { result } = await imported(contacts('p,Oja,,true', 'q,Ek,,'))
  expect(result.problems).toMatchObject([{ error: 'ContactOwnerRequired' }])
})
