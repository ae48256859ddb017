import { describe, expect, it } from 'vitest'
import { csv, type Files } from './directory.js'
import { imported, importing } from './importing.js'

const first: Files = {
  'roles.csv': csv('roleId,name,kind', 'responsibleManager,Manager,customer'),
  'classifiers.csv': csv('catalogue,value,name', 'segment,l,Large', 'status,a,Active'),
  'contact-properties.csv': csv('number,name,contactGroup', '7,Seven,'),
  'employees.csv': csv('employeeId,name,salesperson', 'anna,Anna,true', 'mikko,Mikko,false'),
  'customer-groups.csv': csv('groupId,name', 'g,Group', 'h,Other'),
  'special-groups.csv': csv('specialGroupId,name', 's,Special'),
  'customers.csv': csv('customerId,kind,name', 'a,company,Acme', 'p,privateCustomer,Aino Oja', 'c,company,Coil'),
  'contacts.csv': csv('personId,lastName', 'q,Fern'),
  'projects.csv': csv('projectId,customerId,name', 'x,a,Project'),
}

const second: Files = {
  'settings.csv': csv('key,value', 'groupNameUniqueness,none'),
  'roles.csv': csv('roleId,name,kind', 'responsibleManager,Responsible,customer'),
  'classifiers.csv': csv('catalogue,value,name', 'segment,l,Very large', 'segment,s,Small'),
  'contact-properties.csv': csv('number,name,contactGroup', '7,Seven,news'),
  'employees.csv': csv('employeeId,name,teams,salesperson', 'anna,Anna A,north,false', 'carl,Carl,,'),
  'customer-groups.csv': csv(
    'groupId,name,parentId,numberingStart,ledgerAccount,salespersonIds',
    'g,Group G,h,100,3000,',
    'h,Other,,,,',
  ),
  'special-groups.csv': csv('specialGroupId,name,legend', 's,Special S,What it is'),
  'customers.csv': csv(
    'customerId,name,number,groupId,specialGroupIds,segment,status,email,ownerId,private,archived,responsibleManager',
    'a,Acme Oy,5,g,s,l,a,a@mail.example,anna,true,,mikko',
    'p,Aino Elo,,,,,,,,,true,',
    'c,Coil,,,,,,,,,,',
  ),
  'contacts.csv': csv('personId,lastName,firstName,customerIds', 'q,Fern,Pia,a'),
  'projects.csv': csv('projectId,customerId,name,participantIds', 'x,a,Project,mikko'),
  'responsibilities.csv': csv('subjectKind,subjectId,employeeId', 'customer,a,anna'),
  'marketing.csv': csv('personId,channel,statement', 'q,sms,ban'),
  'documents.csv': csv('documentId,kind,customerId,date', 'd,invoice,a,2024-01-02'),
}

describe('the details of an import', () => {
  it('list the values of each new row, and of existing ones the columns that change', async () => {
    const register = await imported(first)
    expect(register.result).toMatchObject({ accepted: 14, created: 14, problems: [] })
    const result = await importing(register, second, { today: '2026-11-22', details: true })
    expect(result.problems).toEqual([])
    expect(
      result.changes?.map(({ file, line, what, subject, columns }) => [file, line, what, subject, ...columns]),
    ).toEqual([
      ['settings.csv', 2, 'changed', 'groupNameUniqueness', 'value'],
      ['roles.csv', 2, 'changed', 'Responsible', 'name', 'kind', 'cardinality', 'required'],
      ['classifiers.csv', 2, 'changed', 'Very large', 'name'],
      ['classifiers.csv', 3, 'new', 'Small'],
      ['contact-properties.csv', 2, 'changed', 'Seven', 'contactGroup'],
      ['employees.csv', 2, 'changed', 'Anna A', 'name', 'email', 'teams', 'salesperson', 'sellerCode'],
      ['employees.csv', 3, 'new', 'Carl'],
      ['customer-groups.csv', 2, 'changed', 'Group G', 'name', 'parentId', 'numberingStart', 'ledgerAccount'],
      ['special-groups.csv', 2, 'changed', 'Special S', 'name', 'legend'],
      [
        ...['customers.csv', 2, 'changed', 'Acme Oy', 'name', 'email', 'groupId', 'segment', 'status', 'number'],
        ...['ownerId', 'private', 'specialGroupIds', 'responsibleManager'],
      ],
      ['customers.csv', 3, 'changed', 'Aino Elo', 'name', 'archived'],
      ['contacts.csv', 2, 'changed', 'Pia Fern', 'firstName', 'customerIds'],
      ['projects.csv', 2, 'changed', 'Project', 'participantIds'],
      ['responsibilities.csv', 2, 'new', 'Acme Oy, Anna A'],
      ['marketing.csv', 2, 'new', 'Pia Fern'],
      ['documents.csv', 2, 'new', 'd, Acme Oy'],
    ])
    expect(result).toMatchObject({ accepted: 16, created: 5, unchanged: 2 })
    expect(result.headings?.slice(0, 2)).toEqual([
      { file: 'settings.csv', heading: 'key', column: 'key', nearest: null },
      { file: 'settings.csv', heading: 'value', column: 'value', nearest: null },
    ])
  })

  it('are omitted unless requested', async () => {
    const { result } = await imported(first)
    expect([result.changes, result.headings]).toEqual([undefined, undefined])
  })
})
