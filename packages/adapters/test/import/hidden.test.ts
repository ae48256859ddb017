import { isLeft } from 'fp-ts/lib/Either.js'
import { describe, expect, it } from 'vitest'
import { type ImportKind, importFile } from '../../src/import/index.js'
import { csv } from './directory.js'
import { imported, typesOf } from './importing.js'

/** Sally is a salesperson whom the closed group does not admit; Anna's private customer is Anna's. */
const register = () =>
  imported({
    'employees.csv': csv(
      'employeeId,name,salesperson,admin',
      'anna,Anna,,true',
      'mikko,Mikko,true,',
      'sally,Sally,true,',
    ),
    'customer-groups.csv': csv('groupId,name,salespersonIds', 'closed,Closed,mikko'),
    'special-groups.csv': csv('specialGroupId,name', 'golf,Golf'),
    'customers.csv': csv(
      'customerId,kind,name,number,email,groupId,specialGroupIds,ownerId,private',
      'hid,company,Hidden Oy,7,h@mail.example,closed,golf,anna,',
      'own,company,Own Oy,8,,,,anna,true',
      'aino,privateCustomer,Aino Oja,9,aino@mail.example,closed,,anna,',
      'gone,company,Gone Oy,10,,closed,,anna,true',
      'open,company,Open Oy,11,,,,,',
    ),
    'contacts.csv': csv(
      'personId,firstName,lastName,email,customerIds,ownerId,private',
      'p,Pia,Fern,p@mail.example,hid,,',
      'q,Quentin,Oak,q@mail.example,open;hid,,',
      'r,Rae,Elm,r@mail.example,open,anna,true',
    ),
    'projects.csv': csv('projectId,customerId,name,participantIds', 'x,hid,Secret,mikko;p', 'y,open,Open,p'),
    'responsibilities.csv': csv('subjectKind,subjectId,employeeId', 'customer,hid,mikko', 'project,x,mikko'),
    'marketing.csv': csv(
      'personId,customerId,channel,statement,date',
      'p,,sms,ban,2024-01-02',
      ',hid,email,consent,2024-01-02',
    ),
    'documents.csv': csv('documentId,kind,customerId,date', 'd,invoice,hid,2024-01-02'),
  })

type Case = readonly [kind: ImportKind, headings: string, same: string, ...others: readonly string[]]

const cases: readonly Case[] = [
  ['customers', 'customerId,name', 'hid,Hidden Oy', 'hid,Other', 'hid,'],
  ['customers', 'customerId,name,number,email', 'hid,Hidden Oy,7,h@mail.example', 'hid,Hidden Oy,8,h@mail.example'],
  [
    'customers',
    'customerId,name,group,specialGroups',
    'hid,Hidden Oy,Closed,Golf',
    'hid,Hidden Oy,,',
    'hid,Hidden Oy,x,y',
  ],
  ['customers', 'customerId,name,kind', 'hid,Hidden Oy,company', 'hid,Hidden Oy,privateCustomer'],
  ['customers', 'customerId,name,archived', 'hid,Hidden Oy,false', 'hid,Hidden Oy,true'],
  ['customers', 'customerId,name', 'own,Own Oy', 'own,Other'],
  ['customers', 'customerId,kind,name', 'aino,privateCustomer,Aino Oja', 'aino,privateCustomer,Aino Elo'],
  ['contacts', 'personId,firstName,lastName,email', 'p,Pia,Fern,p@mail.example', 'p,Pia,Fern,x@mail.example'],
  ['contacts', 'personId,firstName,lastName,customerIds', 'p,Pia,Fern,hid', 'p,Pia,Fern,open'],
  ['contacts', 'personId,firstName,lastName,customerIds', 'q,Quentin,Oak,hid', 'z,New,One,hid'],
  ['contacts', 'personId,firstName,lastName,email', 'r,Rae,Elm,r@mail.example', 'r,Rae,Elm,x@mail.example'],
  ['contacts', 'personId,lastName,ownerId,private', 'r,Elm,anna,true', 'r,Elm,sally,true', 'r,Elm,,false'],
  ['marketing', 'personId,channel,statement,date', 'r,sms,ban,2024-01-02', 'r,email,ban,2024-01-02'],
  ['projects', 'projectId,customerId,name', 'x,hid,Secret', 'x,hid,Other', 'z,hid,New'],
  ['projects', 'projectId,customerId,name,participantIds', 'y,open,Open,p', 'z,open,New,p'],
  ['responsibilities', 'subjectKind,subjectId,employeeId', 'customer,hid,mikko', 'customer,hid,sally'],
  ['responsibilities', 'subjectKind,subjectId,employeeId', 'project,x,mikko', 'project,x,sally'],
  [
    'marketing',
    'personId,channel,statement,date',
    'p,sms,ban,2024-01-02',
    'p,letter,ban,2024-01-02',
    'p,sms,lift,2025-01-02',
  ],
  ['marketing', 'customerId,channel,statement,date', 'hid,email,consent,2024-01-02', 'hid,email,withdraw,2024-01-02'],
  ['documents', 'documentId,kind,customerId,date', 'd,invoice,hid,2024-01-02', 'e,invoice,hid,2024-01-02'],
]

describe('an employee who may not see a customer', () => {
  for (const [kind, headings, ...rows] of cases)
    it(`learns nothing by importing ${kind} (${headings}: ${rows[0]}), whatever the row says`, async () => {
      const { target, crm } = await register()
      const before = await typesOf({ crm })
      for (const dryRun of [true, false]) {
        const results = []
        for (const row of rows) {
          const outcome = await importFile(target, Buffer.from(csv(headings, row)), {
            ...{ kind, dryRun, by: 'sally', as: 'employee', details: true, locale: 'en' },
          })
          if (isLeft(outcome)) throw new Error(outcome.left.error)
          const { format, headings: _, ...answer } = outcome.right
          results.push(answer)
        }
        expect(results[0]).toMatchObject({ rejected: 1, unchanged: 0, accepted: 0, changes: [] })
        expect(results[0]?.problems).toMatchObject([{ error: expect.stringMatching(/^Not(Owner|AmongSalespersons)$/) }])
        for (const other of results) expect(other).toEqual(results[0])
      }
      expect(await typesOf({ crm })).toEqual(before)
    })

  it('learns nothing about its existence by rows without an id', async () => {
    const { target, crm } = await register()
    const rows = csv('firstName,lastName,email', 'Pia,Fern,p@mail.example', 'Pia,Fern,other@mail.example')
    const outcome = await importFile(target, Buffer.from(rows), { kind: 'contacts', by: 'sally', as: 'employee' })
    expect(outcome).toMatchObject({ right: { created: 2, problems: [] } })
    const names = csv('name,email', 'Hidden Oy,h@mail.example', 'Own Oy,')
    const customers = await importFile(target, Buffer.from(names), { kind: 'customers', by: 'sally', as: 'employee' })
    expect(customers).toMatchObject({ right: { created: 2, problems: [] } })
    expect(crm.register.tables.customers.size).toBe(7)
  })

  it('is unlike one who may see it, whose import works', async () => {
    for (const by of ['anna', 'mikko']) {
      const { target } = await register()
      const outcome = await importFile(target, Buffer.from(csv('customerId,name', 'hid,Hidden Oy')), {
        ...{ kind: 'customers', by, as: 'employee' },
      })
      expect(outcome).toMatchObject({ right: { unchanged: 1, problems: [] } })
    }
  })
})
