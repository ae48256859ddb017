import { PassThrough } from 'node:stream'
import { customerListColumns } from '@clientele/domain'
import type { Listing } from '@clientele/projections'
import { type Either, isLeft } from 'fp-ts/lib/Either.js'
import { describe, expect, it } from 'vitest'
import { writeCsv } from '../../src/files/csv/index.js'
import { importFile } from '../../src/import/index.js'
import { csv, type Files } from './directory.js'
import { imported, importing, typesOf } from './importing.js'
import { opened } from './target.js'

const staff: Files = {
  'settings.csv': csv('key,value', 'groupNameUniqueness,perParent', 'rolesEnabled,true'),
  'roles.csv': csv('roleId,name,kind,cardinality', 'responsibleManager,Manager,customer,many'),
  'classifiers.csv': csv('catalogue,value,name', 'segment,l,Large', 'segment,s,Small', 'status,a,Active'),
  'employees.csv': csv('employeeId,name', 'anna,Anna Virtala', 'mikko,Mikko Lahdeniemi', 'm2,Mikko Lahdeniemi'),
  'customer-groups.csv': csv(
    'groupId,name,parentId',
    'g1,North,',
    'g2,South,',
    'g3,Shops,g1',
    'g4,Shops,g2',
    'g5,"Boats, big",',
  ),
  'special-groups.csv': csv('specialGroupId,name', 's1,Golf day', 's2,"Boats, fast"'),
}

const customers = (...rows: readonly string[]): Files => ({ ...staff, 'customers.csv': csv(...rows) })

describe('cells with names', () => {
  it('are resolved to ids in any language of headings, by name, by path, in any case', async () => {
    const { crm, result } = await imported(
      customers(
        'Customer id,Name,Group,Special groups,Owner,Segment,Status,Responsible manager',
        'a,A,north,"Golf day; Boats, fast",Anna Virtala,Large,active,Anna Virtala',
        'b,B,South / Shops,"Golf day, Boats, fast",anna,l,,',
        'c,C,"Boats, big",,,,,',
      ),
    )
    expect(result.problems).toEqual([])
    const { tables } = crm.register
    expect(tables.customers.get('a')).toMatchObject({
      groupIds: ['g1'],
      specialGroupIds: ['s1', 's2'],
      ownerId: 'anna',
      segment: 'l',
      status: 'a',
    })
    expect([...tables.assignments.rowsWhere('subject', 'customer-a')]).toMatchObject([{ employeeId: 'anna' }])
    expect(tables.customers.get('b')).toMatchObject({
      groupIds: ['g4'],
      specialGroupIds: ['s1', 's2'],
      ownerId: 'anna',
    })
    expect(tables.customers.get('c')).toMatchObject({ groupIds: ['g5'] })
  })

  it('are refused by column if several or no subjects have the name, without names of people', async () => {
    const { result } = await imported(
      customers(
        'customerId,name,group,owner',
        'a,A,Shops,',
        'b,B,North / Shops,',
        'c,C,,Mikko Lahdeniemi',
        'd,D,,Nobody Here',
        'e,E,nowhere,',
      ),
    )
    expect(result.problems).toEqual([
      { file: 'customers.csv', line: 2, error: 'NameAmbiguous', column: 'groupId', ids: ['g3', 'g4'] },
      { file: 'customers.csv', line: 4, error: 'NameAmbiguous', column: 'ownerId', ids: ['mikko', 'm2'] },
      { file: 'customers.csv', line: 5, error: 'NobodyCalledSo', column: 'ownerId' },
      { file: 'customers.csv', line: 6, error: 'GroupNotFound', groupId: 'nowhere' },
    ])
  })

  it('are not read if there is a column of ids', async () => {
    const { crm, result } = await imported(customers('customerId,name,groupId,Group', 'a,A,g1,South'))
    expect(result.files.find(({ kind }) => kind === 'customers.csv')).toMatchObject({ notRead: ['Group'] })
    expect(crm.register.tables.customers.get('a')?.groupIds).toEqual(['g1'])
  })

  it('of contacts are resolved by both names and by companies', async () => {
    const { crm, result } = await imported({
      ...customers('customerId,name', 'a,Acme Oy', 'b,"Bolt, Son & Co"'),
      'contacts.csv': csv(
        'Person id,Name,Companies',
        'p,"Oja, Aino Maria","acme oy, Bolt, Son & Co"',
        'q,Pia Fern,b',
        'r,Oak,Nowhere Oy',
      ),
    })
    const { persons } = crm.register.tables
    expect(persons.get('p')).toMatchObject({ firstName: 'Aino Maria', lastName: 'Oja', companyIds: ['a', 'b'] })
    expect(persons.get('q')).toMatchObject({ firstName: 'Pia', lastName: 'Fern', companyIds: ['b'] })
    expect(result.problems).toMatchObject([{ line: 4, error: 'CustomerNotFound' }])
  })

  it('assign one group each if a customer may be in several', async () => {
    const register = await imported({
      ...customers('customerId,name,group', 'a,A,"North, South"', 'b,B,North'),
      'settings.csv': csv('key,value', 'groupNameUniqueness,perParent', 'groupMembership,multiple'),
    })
    expect(register.result.problems).toEqual([])
    const { customers: table } = register.crm.register.tables
    expect(table.get('a')?.groupIds).toEqual(['g1', 'g2'])
    const more = customers('customerId,name,group', 'a,A,"North, South"', 'b,B,North; South / Shops')
    expect(await importing(register, more)).toMatchObject({ accepted: 1, problems: [] })
    expect(table.get('b')?.groupIds).toEqual(['g1', 'g4'])
  })
})

const listingOf = (asked: Listing | Either<{ readonly error: string }, Listing>): Listing => {
  if (!('_tag' in asked)) return asked
  if (isLeft(asked)) throw new Error(asked.left.error)
  return asked.right
}

const contentOf = async (listing: Listing): Promise<Uint8Array> => {
  const out = new PassThrough()
  await writeCsv(listing, out)
  out.end()
  return Buffer.concat(await out.toArray())
}

const lived = async () => {
  const register = await imported({
    ...customers(
      'customerId,kind,name,number,group,Special groups,Owner,Segment,Responsible manager,city,email,private',
      'a,company,A,1,g5,,anna,Large,Anna Virtala,Oulu,a@mail.example,',
      'b,company,B,2,South / Shops,"Golf day;Boats, fast",mikko,s,mikko;m2,,,',
      'aino,privateCustomer,Aino Oja,3,g5,,anna,,,,aino@mail.example,true',
      'd,company,D,4,,,,,,,,',
    ),
    'contacts.csv': csv(
      'personId,firstName,lastName,phone,mobile,customerIds',
      'p,Pia,Fern,1,2,a;b',
      'q,,Oak,,3,',
      'gone,Ghost,Old,,,',
    ),
    'projects.csv': csv('projectId,customerId,name', 'x,a,Project X'),
  })
  expect(register.result.problems).toEqual([])
  const commands = [
    ['DeactivateEmployee', { employeeId: 'm2', from: '2026-01-01' }],
    ['RenameClassifierValue', { catalogue: 'segment', value: 's', name: 'Very small' }],
    ['DeleteCustomerGroup', { groupId: 'g1' }],
    ['ArchiveCustomer', { customerId: 'd' }],
    ['ErasePerson', { personId: 'gone' }],
  ] as const
  for (const [type, data] of commands) await register.crm.executeUnknown({ type, data })
  return register
}

describe('what our own exports contain', () => {
  it('changes nothing about customers, with all their columns, in any language', async () => {
    const { crm, target } = await lived()
    const before = await typesOf({ crm })
    for (const locale of ['en', 'fi', 'sv', 'et'] as const) {
      const params = { locale, filter: { showArchived: true }, columns: [...customerListColumns] }
      const listing = listingOf(crm.views.customerReportListing(params))
      const outcome = await importFile(target, await contentOf(listing), { details: true })
      expect([locale, outcome]).toMatchObject([
        locale,
        { right: { changes: [], kind: 'customers', unchanged: 4, problems: [] } },
      ])
    }
    expect(await typesOf({ crm })).toEqual(before)
  })

  it('changes nothing, whatever kind of file it is read as', async () => {
    const { crm, target } = await lived()
    const before = await typesOf({ crm })
    const { views } = crm
    const listings: { readonly [name: string]: (locale: 'en' | 'fi') => Listing } = {
      groupListListing: (locale) => listingOf(views.groupListListing({ locale })),
      groupTreeListing: (locale) => listingOf(views.groupTreeListing({ locale })),
      specialGroupListing: (locale) => listingOf(views.specialGroupListing({ locale })),
      groupMembersListing: (locale) => listingOf(views.groupMembersListing({ locale, groupId: 'g5' })),
      specialGroupMembersListing: (locale) =>
        listingOf(views.specialGroupMembersListing({ locale, specialGroupId: 's1' })),
      startDateListing: (locale) => listingOf(views.startDateListing({ locale })),
      contactListing: (locale) => listingOf(views.contactListing({ locale })),
      projectListing: (locale) => listingOf(views.projectListing({ locale })),
      assigneeListing: (locale) => listingOf(views.assigneeListing({ locale, asOf: crm.today() })),
      matrixListing: (locale) => listingOf(views.matrixListing({ locale, asOf: crm.today() })),
      targetGroupListing: (locale) => listingOf(views.targetGroupListing({ locale, channel: 'email' })),
      permissionListing: (locale) => listingOf(views.permissionListing({ locale, personId: 'p' })),
      taskListing: (locale) => listingOf(views.taskListing({ locale })),
    }
    const taken: string[] = []
    for (const [name, listingIn] of Object.entries(listings))
      for (const locale of ['en', 'fi'] as const) {
        const outcome = await importFile(target, await contentOf(listingIn(locale)))
        if (isLeft(outcome)) expect([name, outcome.left.error]).toEqual([name, 'KindNotRecognised'])
        else {
          expect([name, outcome.right.events, outcome.right.problems]).toEqual([name, 0, []])
          if (locale === 'en') taken.push(`${name}: ${outcome.right.kind}`)
        }
      }
    expect(taken).toEqual([
      'groupListListing: customer-groups',
      'groupTreeListing: customer-groups',
      'specialGroupListing: special-groups',
      'groupMembersListing: customers',
      'specialGroupMembersListing: customers',
      'startDateListing: customers',
      'contactListing: contacts',
      'targetGroupListing: contacts',
    ])
    expect(await typesOf({ crm })).toEqual(before)
  })
})

describe('a row without an id', () => {
  const file = (...rows: readonly string[]): Files => ({ 'customers.csv': csv(...rows) })

  it('creates a new customer once, however often it is imported', async () => {
    const files = {
      ...file('name,number,email', 'Acme Oy,7,', 'Bolt Oy,,b@mail.example', 'Bolt Oy,,other@mail.example', 'Coil Oy,,'),
      'contacts.csv': csv('firstName,lastName,email', 'Pia,Fern,p@mail.example', 'Pia,Fern,', ',Oak,'),
    }
    const register = await imported(files)
    expect(register.result).toMatchObject({ created: 7, problems: [] })
    const before = await typesOf(register)
    expect(await importing(register, files)).toMatchObject({ unchanged: 7, problems: [] })
    expect(await typesOf(register)).toEqual(before)
  })

  it('belongs to the customer with its number, or with its name and e-mail address', async () => {
    const register = await imported(
      file('customerId,name,number,email,city', 'a,Acme Oy,7,,', 'b,Bolt Oy,,b@mail.example,', 'c,Bolt Oy,,,'),
    )
    const changes = file('name,number,email,city', 'Acme Ltd,7,,Oulu', 'bolt oy,,B@mail.example,Turku')
    expect(await importing(register, changes)).toMatchObject({ accepted: 2, created: 0 })
    const { customers: table } = register.crm.register.tables
    expect(table.get('a')).toMatchObject({ name: 'Acme Ltd', details: { city: 'Oulu' } })
    expect(table.get('b')).toMatchObject({ details: { city: 'Turku' } })
    expect(table.size).toBe(3)
  })

  it('is refused if it matches several, or if another row of the file matches the same', async () => {
    const register = await imported(file('customerId,name', 'a,Acme Oy', 'b,Acme Oy'))
    expect((await importing(register, file('name', 'Acme Oy'))).problems).toEqual([
      { file: 'customers.csv', line: 2, error: 'NameAmbiguous', column: 'customerId', ids: ['a', 'b'] },
    ])
    expect((await importing(register, file('name,city', 'Coil Oy,Oulu', 'Coil Oy,Turku'))).problems).toEqual([
      { file: 'customers.csv', line: 3, error: 'RowTwice', firstLine: 2 },
    ])
    const dry = await opened()
    const tried = await importing(dry, file('name,city', 'Coil Oy,Oulu', 'Coil Oy,Oulu'), { dryRun: true })
    expect(tried).toMatchObject({ created: 1, unchanged: 1 })
  })
})

describe('the salespersons of groups and the customers of documents', () => {
  it('are read by name; if several or none match, the row is refused without the name', async () => {
    const { crm, result } = await imported({
      ...staff,
      'employees.csv': csv(
        'employeeId,name,salesperson',
        'anna,Anna Virtala,true',
        'mikko,Mikko Lahdeniemi,true',
        'm2,Mikko Lahdeniemi,true',
      ),
      'customer-groups.csv': csv(
        'groupId,name,salespersonIds',
        'g1,North,anna virtala;m2',
        'g2,South,Mikko Lahdeniemi',
        'g3,West,Eva Nobody',
      ),
      'customers.csv': csv('customerId,name', 'a,Acme Oy'),
      'documents.csv': csv(
        'documentId,kind,customer,date',
        'd1,invoice,acme oy,2026-01-05',
        'd2,invoice,Nobody Here,2026-01-05',
      ),
    })
    expect(crm.register.tables.groups.get('g1')?.salespersonIds).toEqual(['anna', 'm2'])
    expect([...crm.register.tables.documents.rows()].map(({ customerId }) => customerId)).toEqual(['a'])
    expect(result.problems.map(({ file, line, error }) => [file, line, error])).toEqual([
      ['customer-groups.csv', 3, 'NameAmbiguous'],
      ['customer-groups.csv', 4, 'NobodyCalledSo'],
      ['documents.csv', 3, 'NobodyCalledSo'],
    ])
    expect(JSON.stringify(result.problems)).not.toMatch(/Eva|Nobody Here/)
  })
})

describe('a row without an id', () => {
  it('is about the record of an earlier row with its name, also in one group of rows', async () => {
    const { crm, result } = await imported({
      'customers.csv': csv('customerId,name,phone', 'a,Acme Oy,', ',acme oy,+358 9 1'),
    })
    expect(result).toMatchObject({ accepted: 2, problems: [] })
    expect([...crm.register.tables.customers.rows()].map(({ customerId }) => customerId)).toEqual(['a'])
  })

  it('is about the contact of an earlier row with its name, with or without an id', async () => {
    const rows = ['p,Aino Aalto,aino@mail.example', ',Bo Berg,bo@mail.example', ',aino aalto,aino@mail.example']
    const later = ['q,Cai Ceder,', ',Cai Ceder,', ',Bo Berg,bo@mail.example']
    const { crm, result } = await imported({ 'contacts.csv': csv('personId,name,email', ...rows, ...later) })
    expect(result.problems).toEqual([])
    expect([...crm.register.tables.persons.rows()].map(({ lastName }) => lastName)).toEqual(['aalto', 'Berg', 'Ceder'])
  })
})

describe('ids with a space in them', () => {
  it('are ids if they exist, in every column that accepts names too', async () => {
    const { crm, result } = await imported({
      'roles.csv': csv('roleId,name,kind,cardinality', 'responsibleManager,Manager,customer,many'),
      'employees.csv': csv('employeeId,name,salesperson', 'an na,Anna Virtala,true'),
      'customer-groups.csv': csv('groupId,name,salespersonIds', 'g1,North,an na'),
      'customers.csv': csv('customerId,name,ownerId', 'ac me,Acme Oy,an na'),
      'projects.csv': csv('projectId,customerId,name,participantIds', 'x,ac me,Shop,an na'),
      'responsibilities.csv': csv('Customer,Employee', 'ac me,an na'),
    })
    expect(result.problems).toEqual([])
    expect(crm.register.tables.customers.get('ac me')?.ownerId).toBe('an na')
    expect([...crm.register.tables.participants.rows()]).toMatchObject([{ employeeId: 'an na' }])
  })
})

describe('responsibilities and projects with names', () => {
  const people: Files = {
    ...staff,
    'customers.csv': csv('customerId,name', 'a,Acme Oy', 'b,Berg Oy', 'c1,Twice Oy', 'c2,Twice Oy'),
  }

  it('name customers, employees, roles and projects', async () => {
    const { crm, result } = await imported({
      ...people,
      'projects.csv': csv('projectId,customer,name,participantIds', 'x,acme oy,Shop,anna virtala', 'y,b,Store,anna'),
      'responsibilities.csv': csv(
        'subjectKind,Customer,Employee,Role,from',
        ',Acme Oy,Anna Virtala,manager,2026-01-01',
        'customer,b,anna,,',
        'project,shop,Anna Virtala,,',
      ),
    })
    expect(result.problems).toEqual([])
    const { tables } = crm.register
    const assignmentsOf = (subject: string) => [...tables.assignments.rowsWhere('subject', subject)]
    expect(assignmentsOf('customer-a')).toMatchObject([{ employeeId: 'anna' }])
    expect(assignmentsOf('customer-b')).toMatchObject([{ employeeId: 'anna' }])
    expect(assignmentsOf('project-x')).toMatchObject([{ employeeId: 'anna' }])
    expect(tables.projects.get('x')?.customerId).toBe('a')
    expect([...tables.participants.rowsWhere('projectId', 'x')]).toMatchObject([{ employeeId: 'anna' }])
  })

  it('are refused if several or none match, without the name', async () => {
    const { result } = await imported({
      ...people,
      'projects.csv': csv('projectId,customerId,name,participantIds', 'x,Nobody Here,Shop,', 'y,a,Store,Eva Nobody'),
      'responsibilities.csv': csv(
        'Customer,Employee',
        'Acme Oy,Mikko Lahdeniemi',
        'Twice Oy,anna',
        'Acme Oy,Eva Nobody',
        'Nobody Here,anna',
      ),
    })
    expect(result.problems.map(({ file, line, error, column }) => [file, line, error, column])).toEqual([
      ['projects.csv', 2, 'NobodyCalledSo', 'customerId'],
      ['projects.csv', 3, 'NobodyCalledSo', 'participantIds'],
      ['responsibilities.csv', 2, 'NameAmbiguous', 'employeeId'],
      ['responsibilities.csv', 3, 'NameAmbiguous', 'subjectId'],
      ['responsibilities.csv', 4, 'NobodyCalledSo', 'employeeId'],
      ['responsibilities.csv', 5, 'NobodyCalledSo', 'subjectId'],
    ])
    expect(JSON.stringify(result.problems)).not.toMatch(/Eva|Nobody Here/)
  })
})
