import { describe, expect, it } from 'vitest'
import { memory } from '../../src/stores/memory/index.js'
import { csv, type Files } from './directory.js'
import { imported, importing, logOf, typesOf } from './importing.js'
import { opened } from './target.js'

const people: Files = {
  'employees.csv': csv('employeeId,name,salesperson', 'anna,Anna Virtala,true', 'mikko,Mikko Lahdeniemi,false'),
  'customers.csv': csv('customerId,kind,name', 'acme,company,Acme', 'aino,privateCustomer,Aino Maria Koivuranta'),
}

const twice = async (files: Files) => {
  const register = await imported(files)
  const again = await importing(register, files)
  return { ...register, again }
}

describe('a register directory', () => {
  it('counts rows that appended events, changed nothing, and were refused', async () => {
    const { result } = await imported({
      'settings.csv': csv('key,value', 'STARTDATE_INVOICE,1', 'STARTDATE_SALESORDER,1', 'STARTDATE_SALESORDER,9'),
    })
    expect(result).toEqual({
      read: 3,
      accepted: 1,
      created: 0,
      unchanged: 1,
      rejected: 1,
      events: 1,
      files: [expect.objectContaining({ file: 'settings.csv', kind: 'settings.csv', notRead: [] })],
      problems: [{ file: 'settings.csv', line: 4, error: 'DuplicateId', id: 'STARTDATE_SALESORDER', firstLine: 3 }],
      problemCount: 1,
    })
  })

  it('accepts columns in any order, ignores missing ones and reads an empty cell as no value', async () => {
    const { crm } = await imported({ 'customers.csv': csv('city,name,customerId,email', 'Oulu,Acme,acme,') })
    expect(crm.register.tables.customers.get('acme')).toMatchObject({ name: 'Acme', details: { city: 'Oulu' } })
  })

  it('binds a setting to a contact property from a later file, only once', async () => {
    const { crm, again } = await twice({
      'settings.csv': csv('key,value', 'NO_SMS,7'),
      'contact-properties.csv': csv('number,name,contactGroup', '7,No text messages,Marketing'),
    })
    expect(crm.register.settings.numbers.NO_SMS).toBe(7)
    expect(again).toMatchObject({ read: 2, unchanged: 2, events: 0 })
  })

  it('reads a policy by its codec: booleans, numbers, lists and words', async () => {
    const { crm, again } = await twice({
      'settings.csv': csv(
        'key,value',
        'requireConsentEvidence,false',
        'maxGroupDepth,3',
        'requiredFields,name;segment',
        'consentModel,optIn',
      ),
    })
    const { requireConsentEvidence, maxGroupDepth, requiredFields, consentModel } = crm.register.settings.policies
    expect({ requireConsentEvidence, maxGroupDepth, requiredFields, consentModel }).toEqual({
      requireConsentEvidence: false,
      maxGroupDepth: 3,
      requiredFields: ['name', 'segment'],
      consentModel: 'optIn',
    })
    expect(again).toMatchObject({ unchanged: 4, events: 0 })
  })

  it('accepts a parent group after its child', async () => {
    const { crm, result } = await imported({
      'customer-groups.csv': csv('groupId,name,parentId', 'c,C,b', 'b,B,a', 'd,D,nowhere', 'a,A,'),
    })
    expect(crm.register.tables.groups.get('c')).toMatchObject({ parentId: 'b' })
    expect(result).toMatchObject({ read: 4, accepted: 3, rejected: 1 })
    expect(result.problems).toEqual([
      { file: 'customer-groups.csv', line: 4, error: 'GroupNotFound', groupId: 'nowhere' },
    ])
  })

  it('renames and moves existing groups', async () => {
    const register = await imported({ 'customer-groups.csv': csv('groupId,name,parentId', 'a,A,', 'b,B,a') })
    const result = await importing(register, {
      'customer-groups.csv': csv('groupId,name,parentId,ledgerAccount,numberingStart', 'a,A,,3000,', 'b,Bee,,,500'),
    })
    expect(result).toMatchObject({ accepted: 2, events: 4 })
    expect(register.crm.register.tables.groups.get('b')).toMatchObject({
      name: 'Bee',
      parentId: null,
      numberingStart: 500,
    })
  })

  it('registers the person of a private customer; the last word of the name is the last name', async () => {
    const { crm, again } = await twice({
      ...people,
      'customers.csv': csv(
        'customerId,kind,name,email,city',
        'aino,privateCustomer,Aino Maria  Koivuranta,aino@mail.example,Lahti ',
      ),
    })
    expect(crm.register.tables.persons.get('aino')).toMatchObject({
      firstName: 'Aino Maria',
      lastName: 'Koivuranta',
      email: 'aino@mail.example',
      customerId: 'aino',
    })
    expect(crm.register.tables.customers.get('aino')?.details.city).toBe('Lahti')
    expect(again).toMatchObject({ events: 0, rejected: 0 })
  })

  it('keeps the contact of a private customer as in its own row, also the second time', async () => {
    const { crm, again } = await twice({
      'customers.csv': csv('customerId,kind,name,email', 'aino,privateCustomer,Aino Koivuranta,office@mail.example'),
      'contacts.csv': csv('personId,firstName,lastName,email', 'aino,Aino,Koivuranta,home@mail.example'),
    })
    expect(crm.register.tables.persons.get('aino')?.email).toBe('home@mail.example')
    expect(again.events).toBe(0)
  })

  it('changes only differing fields of an existing customer; an empty cell clears', async () => {
    const register = await imported({
      'customer-groups.csv': csv('groupId,name', 'a,A', 'b,B'),
      'classifiers.csv': csv('catalogue,value', 'segment,large'),
      'customers.csv': csv('customerId,name,groupId,email,city', 'acme,Acme,a,office@acme.example,Oulu'),
    })
    const result = await importing(register, {
      'customers.csv': csv('customerId,name,groupId,email,segment', 'acme,Acme,b,,large'),
    })
    expect(result.problems).toEqual([])
    expect((await typesOf(register)).slice(-result.events)).toEqual([
      'CustomerDetailsChanged',
      'CustomerMovedToGroup',
      'CustomerSegmentChanged',
    ])
    expect(register.crm.register.tables.customers.get('acme')).toMatchObject({
      groupIds: ['b'],
      segment: 'large',
      details: { email: null, city: 'Oulu' },
    })
  })

  it('adds a customer to several groups, one per row, if the policy allows it', async () => {
    const { crm, again, result } = await twice({
      'settings.csv': csv('key,value', 'groupMembership,multiple'),
      'customer-groups.csv': csv('groupId,name', 'a,A', 'b,B'),
      'customers.csv': csv('customerId,name,groupId', 'acme,Acme,a', 'acme,Acme,b'),
    })
    expect(result.problems).toEqual([])
    expect(crm.register.tables.customers.get('acme')?.groupIds).toEqual(['a', 'b'])
    expect(again).toMatchObject({ events: 0, rejected: 0 })
  })

  it('does not let a second row of the same id undo the first', async () => {
    const { again, result } = await twice({
      'customers.csv': csv('customerId,name', 'acme,Acme', 'acme,Acme', 'acme,Other'),
    })
    const duplicate = { file: 'customers.csv', line: 4, error: 'DuplicateId', id: 'acme', firstLine: 2 }
    expect(result).toMatchObject({ accepted: 1, unchanged: 1, rejected: 1, problems: [duplicate] })
    expect(again).toMatchObject({ accepted: 0, unchanged: 2, rejected: 1, problems: [duplicate] })
  })

  it('archives a customer after all its data is read, and changes nothing the second time', async () => {
    const { crm, result, again } = await twice({
      ...people,
      'customers.csv': csv('customerId,name,archived', 'acme,Acme,true'),
      'contacts.csv': csv('personId,lastName,customerIds', 'p1,Fernhill,acme'),
      'projects.csv': csv('projectId,customerId,name,participantIds', 'x,acme,X,anna;p1'),
      'responsibilities.csv': csv(
        'subjectKind,subjectId,employeeId,from,lastDay',
        'customer,acme,anna,2026-01-01,2026-03-31',
      ),
      'documents.csv': csv('documentId,kind,customerId,date', 'I1,invoice,acme,2026-02-03'),
    })
    expect(result.problems).toEqual([])
    expect(crm.register.tables.customers.get('acme')?.archived).toBe(true)
    expect((await typesOf({ crm })).at(-1)).toBe('CustomerArchived')
    expect(again).toMatchObject({ rejected: 0, events: 0 })
  })

  it('ends a responsibility the day after its last day, and has no start if none is given', async () => {
    const { crm } = await imported({
      ...people,
      'responsibilities.csv': csv(
        'subjectKind,subjectId,employeeId,from,lastDay',
        'customer,acme,anna,,2026-12-31',
        'customer,aino,anna,2026-01-01,',
      ),
    })
    const intervals = [...crm.register.tables.assignments.rows()].map(({ from, until }) => [from, until])
    expect(intervals).toEqual([
      [null, '2027-01-01'],
      ['2026-01-01', null],
    ])
  })

  it('records the documents of a customer in the order of the rows', async () => {
    const rows = Array.from({ length: 300 }, (_, n) => `D${n},invoice,${n % 3 === 0 ? 'acme' : 'aino'},2026-01-01`)
    const register = await imported({
      ...people,
      'documents.csv': csv('documentId,kind,customerId,date', ...rows),
    })
    const recorded = [...register.crm.register.tables.documents.rows()].filter(
      ({ customerId }) => customerId === 'aino',
    )
    const numbers = recorded.map(({ documentId }) => Number(documentId.slice(1)))
    expect(numbers).toEqual([...numbers].sort((a, b) => a - b))
    expect(recorded).toHaveLength(200)
  })

  it('changes differing fields of an employee, and refuses to make one an administrator', async () => {
    const register = await imported(people)
    const result = await importing(register, {
      'employees.csv': csv(
        'employeeId,name,teams,sellerCode,admin',
        'anna,Anna Virtala-Aalto,Sales;Tallinn,S1,false',
        'mikko,Mikko Lahdeniemi,,,true',
      ),
    })
    expect(result).toMatchObject({ accepted: 1, rejected: 1, events: 3 })
    expect(result.problems).toEqual([
      { file: 'employees.csv', line: 3, error: 'EmployeeAlreadyRegistered', employeeId: 'mikko' },
    ])
  })

  it('does not link a contact to a private customer', async () => {
    const { result } = await imported({
      ...people,
      'contacts.csv': csv('personId,lastName,customerIds', 'p1,Fernhill,aino;acme'),
    })
    expect(result.problems).toEqual([{ file: 'contacts.csv', line: 2, error: 'NotACompany', customerId: 'aino' }])
    expect(result).toMatchObject({ rejected: 1 })
  })

  it('records who imports, and the day', async () => {
    const register = await imported({})
    await importing(register, people, { by: 'kadri', today: '2026-01-01', at: '2026-01-01T08:00:00Z' })
    const metadata = (await logOf(register)).map((event) => event.metadata)
    expect(new Set(metadata.map(({ by, at }) => `${by} ${at}`))).toEqual(new Set(['kadri 2026-01-01T08:00:00.000Z']))
  })

  it('uses the first row of an id that was not refused', async () => {
    const files = {
      'customers.csv': csv('customerId,name,specialGroupIds', 'acme,Acme,nowhere', 'acme,Other,'),
    }
    const { crm, again } = await twice(files)
    expect(crm.register.tables.customers.get('acme')?.name).toBe('Other')
    expect(again).toMatchObject({ rejected: 1, unchanged: 1, events: 0 })
    expect(again.problems.map(({ error }) => error)).toEqual(['SpecialGroupNotFound'])
  })

  it('retries a refused row when the first one with its id could not start', async () => {
    const { result } = await imported({
      'customers.csv': csv('customerId,name,groupId', 'acme,Acme,nowhere', 'acme,Acme,'),
    })
    expect(result).toMatchObject({ accepted: 1, rejected: 1 })
  })

  it('refuses nothing when another import of the same data runs concurrently', async () => {
    const store = memory()
    const [one, other] = [await opened(store), await opened(store)]
    const files = {
      ...people,
      'customer-groups.csv': csv('groupId,name,numberingStart', 'a,A,100', 'b,B,'),
      'customers.csv': csv('customerId,name,groupId', ...Array.from({ length: 50 }, (_, n) => `c${n},C ${n},a`)),
      'contacts.csv': csv('personId,lastName,customerIds', ...Array.from({ length: 50 }, (_, n) => `p${n},P,c${n}`)),
    }
    const [mine, theirs] = await Promise.all([importing(one, files), importing(other, files)])
    expect([mine.problems, theirs.problems]).toEqual([[], []])
    expect(mine.events + theirs.events).toBe((await logOf(one)).length)
    expect(await importing(one, files)).toMatchObject({ events: 0, rejected: 0 })
  })
})
