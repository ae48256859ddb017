import { describe, expect, it } from 'vitest'
import { csv, type Files } from './directory.js'
import { imported, importing, logOf, typesOf } from './importing.js'

/** Every file with every column. */
const whole: Files = {
  'settings.csv': csv('key,value', 'NO_EMAIL,7', 'STARTDATE_INVOICE,1', 'banScope,personAtCompany'),
  'roles.csv': csv(
    'roleId,name,kind,cardinality,required',
    'manager,Manager,customer,single,true',
    'lead,Lead,project,,',
  ),
  'classifiers.csv': csv(
    'catalogue,value,name',
    'segment,large,Large',
    'status,active,Active',
    'attractionChannel,fair,Fair',
    'customerKind,reseller,Reseller',
    'trackingDimension,region,Region',
    'trackingItem:region,north,The north',
    'customerProperty,exporter,Exporter',
    'contactCategory,vip,Important',
    'invoiceType,selfIssued,Self-issued',
  ),
  'contact-properties.csv': csv('number,name,contactGroup', '7,No e-mail,Marketing', '8,Newsletter,'),
  'employees.csv': csv(
    'employeeId,name,email,teams,salesperson,sellerCode,admin',
    'anna,Anna Virtala,anna@own.example,north;east,true,11,true',
    'mikko,Mikko Lahdeniemi,,,false,,false',
  ),
  'customer-groups.csv': csv(
    'groupId,name,parentId,numberingStart,ledgerAccount,salespersonIds',
    'small,Small,all,,3010,anna',
    'all,All,,1000,3000,',
  ),
  'special-groups.csv': csv('specialGroupId,name,legend', 'golf,Golf day,Who comes to the golf day'),
  'customers.csv': csv(
    'customerId,kind,name,number,groupId,specialGroupIds,segment,status,attractionChannel,customerKind,email,phone,street,postalCode,city,region,country,ownerId,private,archived',
    'acme,company,Acme,,small,golf,large,active,fair,reseller,a@acme.example,1,Street 2,00100,Oulu,North,FI,anna,true,true',
    'aino,privateCustomer,Aino Maria Oja,77,,,,,,,aino@mail.example,,,,,,,,,false',
  ),
  'contacts.csv': csv(
    'personId,firstName,lastName,email,phone,mobile,title,customerIds,ownerId,private',
    'p1,Pia,Fernhill,p1@mail.example,2,3,Boss,acme,mikko,true',
  ),
  'projects.csv': csv('projectId,customerId,name,participantIds', 'x,acme,Project X,mikko;p1'),
  'responsibilities.csv': csv(
    'subjectKind,subjectId,employeeId,roleId,from,lastDay',
    'customer,acme,anna,manager,2024-01-01,2024-12-31',
    'project,x,mikko,lead,,',
  ),
  'marketing.csv': csv(
    'personId,customerId,channel,statement,date,source,reason',
    'p1,acme,sms,ban,2024-01-02,phone,asked',
    'p1,,letter,ban,2024-01-02,,',
    'p1,,letter,lift,2024-02-02,,',
    'aino,,email,consent,2024-03-02,web,',
    ',acme,email,consent,2024-04-02,form,',
    ',acme,email,withdraw,2024-05-02,,no more',
  ),
  'documents.csv': csv(
    'documentId,kind,customerId,date',
    'i1,invoice,acme,2024-02-02',
    's1,salesOrder,acme,2024-01-01',
  ),
}

describe('a register directory with every file and every column', () => {
  it('is imported with all its values', async () => {
    const { crm, result } = await imported(whole)
    expect(result.problems).toEqual([])
    const { tables, settings } = crm.register
    expect(settings).toMatchObject({ numbers: { NO_EMAIL: 7 }, policies: { banScope: 'personAtCompany' } })
    expect(tables.roles.get('manager')).toMatchObject({ kind: 'customer', cardinality: 'single', required: true })
    expect(tables.classifierValues.get('trackingItem:region\tnorth')).toMatchObject({ name: 'The north' })
    expect(tables.contactProperties.get('7')).toMatchObject({ name: 'No e-mail', contactGroupId: 'Marketing' })
    expect(tables.employees.get('anna')).toMatchObject({
      email: 'anna@own.example',
      teams: ['north', 'east'],
      salesperson: true,
      sellerCode: '11',
      admin: true,
    })
    expect(tables.groups.get('small')).toMatchObject({
      parentId: 'all',
      ledgerAccount: '3010',
      salespersonIds: ['anna'],
    })
    expect(tables.groups.get('all')).toMatchObject({ numberingStart: 1000 })
    expect(tables.specialGroups.get('golf')).toMatchObject({ legend: 'Who comes to the golf day' })
    expect(tables.customers.get('acme')).toMatchObject({
      number: 1000,
      groupIds: ['small'],
      specialGroupIds: ['golf'],
      segment: 'large',
      status: 'active',
      attractionChannel: 'fair',
      customerKind: 'reseller',
      ownerId: 'anna',
      private: true,
      archived: true,
      startDate: '2024-02-02',
      details: {
        email: 'a@acme.example',
        phone: '1',
        street: 'Street 2',
        postalCode: '00100',
        city: 'Oulu',
        region: 'North',
        country: 'FI',
      },
    })
    expect(tables.customers.get('aino')).toMatchObject({ number: 77, personId: 'aino', name: 'Aino Maria Oja' })
    expect(tables.persons.get('p1')).toMatchObject({
      firstName: 'Pia',
      phone: '2',
      mobile: '3',
      title: 'Boss',
      companyIds: ['acme'],
    })
    expect(tables.privateContacts.get('p1')).toEqual({ personId: 'p1', ownerId: 'mikko' })
    expect([...tables.participants.rowsWhere('projectId', 'x')]).toHaveLength(2)
    expect([...tables.assignments.rowsWhere('subject', 'customer-acme')]).toMatchObject([
      { employeeId: 'anna', roleId: 'manager', from: '2024-01-01', until: '2025-01-01' },
    ])
    expect([...tables.assignments.rowsWhere('subject', 'project-x')]).toMatchObject([{ from: null, until: null }])
    expect([...tables.documents.rowsWhere('customerId', 'acme')].map(({ documentId }) => documentId)).toEqual([
      'i1',
      's1',
    ])
    expect(crm.views.marketingPermissions({ personId: 'p1', customerId: 'acme' })).toMatchObject([
      { channel: 'email', allowed: false, because: 'refusal', statement: { of: { kind: 'customer', id: 'acme' } } },
      { channel: 'letter', allowed: true, statement: { kind: 'lift', date: '2024-02-02' } },
      { channel: 'sms', allowed: false, because: 'ban' },
    ])
    expect(crm.views.marketingPermissions({ customerId: 'aino' })[0]).toMatchObject({ because: 'consent' })
  })

  it('appends nothing the second time', async () => {
    const register = await imported(whole)
    const before = await typesOf(register)
    expect(await importing(register, whole)).toMatchObject({ events: 0, accepted: 0, rejected: 0, problems: [] })
    expect(await typesOf(register)).toEqual(before)
  })

  it('reports the same in a dry run and appends nothing', async () => {
    const register = await imported({})
    const tried = await importing(register, whole, { dryRun: true, today: '2026-11-22' })
    expect(await typesOf(register)).toEqual([])
    expect(await importing(register, whole)).toEqual(tried)
  })
})

describe('the further details of customers', () => {
  const rows = (phone: string, website: string): Files => ({
    'customers.csv': csv(
      'name;number;phone;Y-tunnus;Ulkoinen tunnus;Verkkosivu;Laskutustapa;registered',
      `Acme Oy;5;${phone};1234567-8;A-1;${website};E-lasku;2024-01-02`,
      'Beta Oy;6;;;;;;2024-01-02',
    ),
  })

  it('are imported as of the registration, changed by another file, and nothing by the same', async () => {
    const register = await imported(rows('1', 'acme.example'))
    expect(register.result).toMatchObject({ problems: [], created: 2 })
    const [details] = (await logOf(register)).filter(({ type }) => type === 'CustomerDetailsChanged')
    expect(details?.metadata.at).toBe('2024-01-02T12:00:00.000Z')
    const customer = () => [...register.crm.register.tables.customers.rows()].find(({ number }) => number === 5)
    const first = { phone: '1', businessId: '1234567-8', externalId: 'A-1', invoiceDelivery: 'E-lasku' }
    expect(customer()?.details).toEqual({ ...first, website: 'acme.example' })
    const count = (await logOf(register)).length
    expect(await importing(register, rows('1', 'acme.example'))).toMatchObject({ problems: [], accepted: 0 })
    expect(await logOf(register)).toHaveLength(count)
    expect(await importing(register, rows('1', 'acme.fi'))).toMatchObject({ problems: [], accepted: 1 })
    expect(customer()?.details).toEqual({ ...first, website: 'acme.fi' })
  })
})
