import { expect, test } from 'vitest'
import { column, excelOf, journey, shown } from './acting.js'

journey('Billing portal: customers', 'portal', ({ accepted, refused, dayIs, views }) => {
  const cardOf = (customerId: string) => views().customerCard({ customerId })
  const listed = (params: object = {}) => shown(views().customerList(params))
  const values = (catalogue: string) => column(views().classifierValues({ catalogue, includeRetired: false }), 'value')
  const history = (customerId: string) => column(shown(views().customerHistory({ customerId })), 'type')
  const filled = {
    customerId: 'tele',
    name: 'Tele Ltd',
    segment: 'retail',
    status: 'active',
    attractionChannel: 'web',
    responsibleManager: 'maija',
  }

  test('P18 P19 P20 segments, channels and statuses are chosen from the existing values', async () => {
    await accepted('AddClassifierValue', { catalogue: 'segment', value: 'retail', name: 'Retail' })
    await accepted('AddClassifierValue', { catalogue: 'segment', value: 'wholesale' })
    await accepted('AddClassifierValue', { catalogue: 'status', value: 'active' })
    await accepted('AddClassifierValue', { catalogue: 'attractionChannel', value: 'web' })
    expect([values('segment'), values('status'), values('attractionChannel')]).toEqual([
      ['retail', 'wholesale'],
      ['active'],
      ['web'],
    ])
    for (const [field, catalogue] of [
      ['segment', 'segment'],
      ['status', 'status'],
      ['attractionChannel', 'attractionChannel'],
    ] as const)
      expect(await refused('RegisterCustomer', { ...filled, [field]: 'unheard' })).toMatchObject({
        error: 'UnknownClassifierValue',
        catalogue,
      })
  })

  test('P17 P22 name, segment, status, channel and manager are mandatory; nothing is stored before the customer is saved', async () => {
    expect(await refused('RegisterCustomer', { customerId: 'tele', segment: 'retail' })).toEqual({
      error: 'MissingRequiredField',
      fields: ['name', 'status', 'attractionChannel', 'responsibleManager'],
    })
    expect(listed()).toEqual([])
  })

  test('P01 P02 P03 P16 "+ Add" creates the profile of a company in one save', async () => {
    const contactInfo = { email: 'office@tele.example', phone: '+372 1' }
    expect(await accepted('RegisterCustomer', { ...filled, contactInfo })).toEqual([
      'CustomerRegistered',
      'ResponsibleAssigned',
    ])
    expect(cardOf('tele')).toMatchObject({ kind: 'company', name: 'Tele Ltd', details: contactInfo })
  })

  test('P04 P05 P06 a customer has one segment, one current status and one attraction channel', () => {
    expect(cardOf('tele')).toMatchObject({
      segment: 'Retail',
      segmentId: 'retail',
      status: 'active',
      attractionChannel: 'web',
    })
  })

  test('P07 P08 a customer always has one responsible manager, and at most one service manager', async () => {
    await accepted('RegisterEmployee', { employeeId: 'tiina', name: 'Tiina Tamm' })
    expect(cardOf('tele')).toMatchObject({ responsibleManager: { id: 'maija' }, serviceManager: null })
    const second = { customerId: 'tele', employeeId: 'tiina', roleId: 'responsibleManager' }
    expect(await refused('AssignResponsible', second)).toMatchObject({ error: 'RoleAlreadyHeld' })
    expect(await refused('RemoveResponsible', { customerId: 'tele', employeeId: 'maija' })).toMatchObject({
      error: 'RequiredRoleVacant',
    })
    await accepted('AssignResponsible', { customerId: 'tele', employeeId: 'tiina', roleId: 'serviceManager' })
    expect(cardOf('tele')?.serviceManager).toEqual({ id: 'tiina', name: 'Tiina Tamm' })
    const other = { customerId: 'tele', employeeId: 'maija', roleId: 'serviceManager' }
    expect(await refused('AssignResponsible', other)).toMatchObject({ error: 'RoleAlreadyHeld', employeeId: 'tiina' })
  })

  test('P10 a legal entity names our organisation on behalf of which it is billed', async () => {
    const entity = { legalEntityId: 'teleLt', name: 'UAB Tele', registryCode: '123', billedBy: 'Own UAB' }
    await accepted('AddLegalEntity', { customerId: 'tele', ...entity })
    expect(await refused('AddLegalEntity', { customerId: 'tele', ...entity, billedBy: 'Own OÜ' })).toMatchObject({
      error: 'LegalEntityAlreadyAdded',
    })
    expect(cardOf('tele')?.legalEntities).toEqual([entity])
    await accepted('RemoveLegalEntity', { customerId: 'tele', legalEntityId: 'teleLt' })
    expect(cardOf('tele')?.legalEntities).toEqual([])
  })

  test('P11 personal accounts are opened and configured with products', async () => {
    await accepted('OpenPersonalAccount', { customerId: 'tele', accountId: 'a1', name: 'Main' })
    const product = { customerId: 'tele', accountId: 'a1', productId: 'sms', configuration: 'EU' }
    await accepted('ConfigureAccountProduct', product)
    expect(cardOf('tele')?.accounts).toMatchObject([{ accountId: 'a1', products: [{ productId: 'sms' }] }])
    expect(await refused('ConfigureAccountProduct', { ...product, accountId: 'a2' })).toMatchObject({
      error: 'PersonalAccountNotFound',
    })
  })

  test('P12 only employees of the customer get access to the system', async () => {
    await accepted('RegisterContact', { personId: 'priit', lastName: 'Pärn', email: 'priit@tele.example' })
    expect(await refused('GrantPortalAccess', { customerId: 'tele', personId: 'priit' })).toMatchObject({
      error: 'ContactNotLinked',
    })
    await accepted('LinkContactToCompany', { personId: 'priit', customerId: 'tele' })
    await accepted('GrantPortalAccess', { customerId: 'tele', personId: 'priit' })
    expect(views().portalUsers({ customerId: 'tele' })).toEqual([
      { personId: 'priit', name: 'Pärn', email: 'priit@tele.example' },
    ])
    await accepted('RevokePortalAccess', { customerId: 'tele', personId: 'priit' })
    expect(views().portalUsers({ customerId: 'tele' })).toEqual([])
  })

  test('P14 P15 the list has every customer that was added', async () => {
    await accepted('RegisterCustomer', { ...filled, customerId: 'alfa', name: 'Alfa OÜ' }, 'tiina')
    expect(listed().map(({ name }) => name)).toEqual(['Alfa OÜ', 'Tele Ltd'])
    expect(listed({ filter: { segments: ['retail'], text: 'alf' } })).toMatchObject([{ status: 'active' }])
  })

  test('P23 the Marketing tab changes segment, status and channel, but does not clear them', async () => {
    await accepted('AddClassifierValue', { catalogue: 'status', value: 'paused' })
    await accepted('AddClassifierValue', { catalogue: 'attractionChannel', value: 'fair' })
    await accepted('ChangeCustomerSegment', { customerId: 'tele', value: 'wholesale' })
    await accepted('ChangeCustomerStatus', { customerId: 'tele', value: 'paused' })
    await accepted('ChangeAttractionChannel', { customerId: 'tele', value: 'fair' })
    expect(cardOf('tele')).toMatchObject({ segment: 'wholesale', status: 'paused', attractionChannel: 'fair' })
    for (const type of ['ChangeCustomerSegment', 'ChangeCustomerStatus', 'ChangeAttractionChannel'] as const)
      expect(await refused(type, { customerId: 'tele', value: null })).toMatchObject({
        error: 'MandatoryFieldCannotBeCleared',
      })
  })

  test('P21 a retired value stays where it is used and cannot be chosen again', async () => {
    await accepted('RenameClassifierValue', { catalogue: 'segment', value: 'retail', name: 'Shops' })
    await accepted('RetireClassifierValue', { catalogue: 'segment', value: 'retail' })
    expect([cardOf('alfa')?.segment, values('segment')]).toEqual(['Shops', ['wholesale']])
    expect(await refused('ChangeCustomerSegment', { customerId: 'tele', value: 'retail' })).toMatchObject({
      error: 'ClassifierValueRetiredError',
    })
  })

  const emailPermission = () => views().marketingPermissions({ customerId: 'tele' })[0]
  const evidence = { capturedAt: '2024-03-15', source: 'contract' }

  test('P24 promotional e-mails are off until the customer consents; the consent is recorded', async () => {
    expect(emailPermission()).toMatchObject({ channel: 'email', allowed: false, because: 'noConsent' })
    expect(await refused('GiveMarketingConsent', { customerId: 'tele', channel: 'email' })).toMatchObject({
      error: 'ConsentEvidenceRequired',
    })
    await accepted('GiveMarketingConsent', { customerId: 'tele', channel: 'email', evidence })
    expect(emailPermission()).toMatchObject({ allowed: true, because: 'consent', evidence })
  })

  test('P25 a refusal is changed manually, and never expires by itself', async () => {
    dayIs('2034-03-15')
    expect(emailPermission()?.allowed).toBe(true)
    await accepted('WithdrawMarketingConsent', { customerId: 'tele', channel: 'email' })
    expect(emailPermission()?.allowed).toBe(false)
    expect(await refused('WithdrawMarketingConsent', { customerId: 'tele', channel: 'email' })).toMatchObject({
      error: 'ConsentNotGiven',
    })
    dayIs('2024-04-01')
  })

  test('P26 "Edit" changes the information of the customer', async () => {
    await accepted('ChangeCustomerDetails', { customerId: 'tele', changes: { name: 'Tele Group', phone: null } })
    expect(cardOf('tele')).toMatchObject({ name: 'Tele Group', details: { phone: null } })
    expect(await refused('ChangeCustomerDetails', { customerId: 'tele', changes: { name: null } })).toMatchObject({
      error: 'MandatoryFieldCannotBeCleared',
    })
  })

  test('P27 reassigning the responsible manager leaves no day without one', async () => {
    const reassigned = { customerId: 'tele', roleId: 'responsibleManager', toEmployeeId: 'tiina' }
    expect(await accepted('ReassignRole', reassigned)).toEqual(['ResponsibilityEnded', 'ResponsibleAssigned'])
    const managerOn = (asOf: string) => views().customerCard({ customerId: 'tele', asOf })?.responsibleManager?.id
    expect([managerOn('2024-03-31'), managerOn('2024-04-01')]).toEqual(['maija', 'tiina'])
  })

  test('P09 P28 invoice types define which invoices the customer may issue to itself, and for which products', async () => {
    await accepted('AddClassifierValue', { catalogue: 'invoiceType', value: 'monthly' })
    const monthly = { customerId: 'tele', invoiceTypeId: 'monthly' }
    expect(await refused('AddInvoiceType', { ...monthly, invoiceTypeId: 'weekly' })).toMatchObject({
      error: 'UnknownClassifierValue',
    })
    await accepted('AddInvoiceType', { ...monthly, productIds: ['sms'] })
    expect(cardOf('tele')?.invoiceTypes).toEqual([{ invoiceTypeId: 'monthly', name: 'monthly', productIds: ['sms'] }])
    expect(views().selfIssuableInvoice({ ...monthly, productId: 'sms' })._tag).toBe('Right')
    expect(views().selfIssuableInvoice({ ...monthly, productId: 'voice' })).toMatchObject({
      left: { error: 'InvoiceTypeNotAllowed' },
    })
    await accepted('RemoveInvoiceType', monthly)
    expect(await refused('RemoveInvoiceType', monthly)).toMatchObject({ error: 'InvoiceTypeNotAdded' })
  })

  const preferences = { list: 'customerList', shownColumns: ['name', 'segment'], shownFilters: ['search', 'segment'] }
  const seenBy = (viewer: string, params: object = {}) => shown(views().customerList({ viewer, ...params }))

  test('P29 P30 each user chooses and saves the columns and filters of the list', async () => {
    const unknown = (changed: object) => refused('SaveListPreferences', { ...preferences, ...changed }, 'tiina')
    expect(await unknown({ shownColumns: ['shoeSize'] })).toMatchObject({ error: 'UnknownColumn' })
    expect(await unknown({ shownColumns: [] })).toMatchObject({ error: 'NoColumnsSelected' })
    expect(await unknown({ shownFilters: ['shoeSize'] })).toMatchObject({ error: 'UnknownFilter' })
    await accepted('SaveListPreferences', preferences, 'tiina')
    expect(views().listPreferences({ viewer: 'tiina', list: 'customerList' })).toMatchObject(preferences)
    expect(seenBy('tiina')).toEqual([
      { name: 'Alfa OÜ', segment: 'Shops', segmentId: 'retail' },
      { name: 'Tele Group', segment: 'wholesale', segmentId: 'wholesale' },
    ])
    expect(Object.keys(seenBy('maija')[0] ?? {})).toContain('status')
  })

  test('P31 a hidden filter has no effect; a hidden column is still searched', () => {
    const byStatus = { filter: { statuses: ['paused'] } }
    expect([seenBy('tiina', byStatus).length, seenBy('maija', byStatus).length]).toEqual([2, 1])
    expect(seenBy('tiina', { filter: { text: 'alfa' }, columns: ['segment'] })).toEqual([
      { segment: 'Shops', segmentId: 'retail' },
    ])
  })

  test('P32 P33 a report is run with filters; its columns are chosen at export', async () => {
    const filter = { statuses: ['paused'] }
    expect(shown(views().customerReport({ viewer: 'tiina', filter, columns: ['name'] }))).toEqual({
      rows: [{ name: 'Tele Group' }],
      total: 1,
    })
    const columns = ['name', 'status', 'attractionChannel']
    expect(await excelOf(shown(views().customerReportListing({ viewer: 'tiina', filter, columns })))).toEqual([
      ['Name', 'Status', 'Attraction channel'],
      ['Tele Group', 'paused', 'fair'],
    ])
    expect(views().customerReportListing({ columns: [] })).toMatchObject({ left: { error: 'NoColumnsSelected' } })
    expect(views().customerReportListing({ columns: ['x'] })).toMatchObject({ left: { error: 'UnknownColumn' } })
  })

  test('P13 the history of the profile has every change', () => {
    const types = history('tele')
    expect(types.at(-1)).toBe('CustomerRegistered')
    expect(types).toEqual(
      expect.arrayContaining([
        'CustomerDetailsChanged',
        'CustomerSegmentChanged',
        'LegalEntityAdded',
        'LegalEntityRemoved',
        'AccountProductConfigured',
        'PortalAccessGranted',
        'MarketingConsentWithdrawn',
        'InvoiceTypeRemoved',
        'ResponsibilityEnded',
      ]),
    )
  })
})
