import { expect, test } from 'vitest'
import { column, journey, shown } from './acting.js'

journey('Lemonsoft: Asiakkuudenhallinta – Asiakastiedot', 'lemonsoft', ({ accepted, refused, dayIs, views }) => {
  const cardOf = (customerId: string) => views().customerCard({ customerId })
  const targets = (params: object) => column(views().targetGroup({ channel: 'letter', ...params }).persons, 'personId')
  const documentContact = (purpose: 'emailInvoice' | 'paymentReminder' | 'purchaseOrder' | 'salesOrder') =>
    views().documentContact({ customerId: 'lampi', purpose })
  const allowed = (personId: string) =>
    Object.fromEntries(
      views()
        .marketingPermissions({ personId })
        .map((one) => [one.channel, one.allowed]),
    )

  test('L02 L05 Asiakasryhmät: groups are set up first, on as many levels as needed', async () => {
    await accepted('CreateCustomerGroup', { groupId: 'trade', name: 'Kauppa' })
    await accepted('CreateCustomerGroup', { groupId: 'retail', name: 'Vähittäiskauppa', parentId: 'trade' })
    await accepted('CreateCustomerGroup', { groupId: 'kiosks', name: 'Kioskit', parentId: 'retail' })
    expect(await refused('MoveCustomerGroup', { groupId: 'trade', newParentId: 'kiosks' })).toMatchObject({
      error: 'GroupHierarchyCycle',
    })
    expect(views().groupTree()).toMatchObject([
      { name: 'Kauppa', depth: 0 },
      { name: 'Vähittäiskauppa', depth: 1, parentId: 'trade' },
      { name: 'Kioskit', depth: 2, parentId: 'retail' },
      { groupId: null },
    ])
  })

  test('L01 L03 customer groups are the primary segmentation, known for any day', async () => {
    await accepted('RegisterCustomer', { customerId: 'lampi', name: 'Lampi Oy', groupId: 'trade' })
    dayIs('2024-03-20')
    await accepted('MoveCustomerToGroup', { customerId: 'lampi', groupId: 'kiosks' })
    const groupOn = (asOf: string) => views().groupOfCustomer({ customerId: 'lampi', asOf })
    expect([groupOn('2024-03-15'), groupOn('2024-03-20')]).toEqual(['trade', 'kiosks'])
    expect(views().groupTree()).toMatchObject([
      { groupId: 'trade', ownCount: 0, totalCount: 1 },
      { groupId: 'retail', ownCount: 0, totalCount: 1 },
      { groupId: 'kiosks', ownCount: 1, totalCount: 1 },
      { groupId: null, ownCount: 0 },
    ])
    expect(shown(views().groupReport({ groupIds: ['trade'], period: { to: '2024-03-31' } }))).toMatchObject([
      { name: 'Lampi Oy', customerGroup: 'Kioskit' },
    ])
  })

  test('L07 L10 Asiakaslajit: customers and suppliers have separate number series (numberSeriesBy: kind)', async () => {
    await accepted('DefineNumberSeries', { seriesId: 'customers', kind: 'customer', start: 1000, end: 4999 })
    const suppliers = { seriesId: 'suppliers', kind: 'supplier', start: 4000, end: 5001 }
    expect(await refused('DefineNumberSeries', suppliers)).toMatchObject({ error: 'NumberSeriesOverlap' })
    await accepted('DefineNumberSeries', { ...suppliers, start: 5001 })
    await accepted('AddClassifierValue', { catalogue: 'customerKind', value: 'customer', name: 'Asiakas' })
    await accepted('AddClassifierValue', { catalogue: 'customerKind', value: 'supplier', name: 'Toimittaja' })
    await accepted('RegisterCustomer', { customerId: 'puro', name: 'Puro Oy', customerKind: 'customer' })
    await accepted('RegisterCustomer', { customerId: 'tukku', name: 'Tukku Oy', customerKind: 'supplier' })
    expect([cardOf('puro')?.number, cardOf('tukku')?.number]).toEqual([1000, 5001])
    const another = { customerId: 'tukku2', name: 'Tukku 2', customerKind: 'supplier' }
    expect(await refused('RegisterCustomer', another)).toMatchObject({ error: 'NumberSeriesExhausted' })
    expect(views().numberSeries()).toMatchObject([
      { seriesId: 'customers', next: 1001, left: 3999 },
      { seriesId: 'suppliers', next: null, left: 0 },
    ])
  })

  test('L06 L08 a search distinguishes customers from suppliers by kind', async () => {
    await accepted('SetCustomerKind', { customerId: 'lampi', value: 'customer' })
    expect(await refused('SetCustomerKind', { customerId: 'lampi', value: 'friend' })).toMatchObject({
      error: 'UnknownClassifierValue',
    })
    const found = (customerKinds: readonly string[]) =>
      shown(views().customerList({ filter: { customerKinds }, columns: ['name', 'customerKind'] }))
    expect(found(['supplier'])).toEqual([{ name: 'Tukku Oy', customerKind: 'Toimittaja', customerKindId: 'supplier' }])
    expect(found(['customer']).map(({ name }) => name)).toEqual(['Lampi Oy', 'Puro Oy'])
  })

  test('L04 L09 group and kind together select the target group of a campaign', async () => {
    for (const [personId, lastName, customerId] of [
      ['aino', 'Aalto', 'lampi'],
      ['eero', 'Erkko', 'lampi'],
      ['tapio', 'Tukkunen', 'tukku'],
    ] as const) {
      await accepted('RegisterContact', { personId, lastName, email: `${personId}@example.fi`, mobile: '+358 40' })
      await accepted('LinkContactToCompany', { personId, customerId })
    }
    expect(targets({ channel: 'email', groupIds: ['trade'] })).toEqual(['aino', 'eero'])
    expect(targets({ channel: 'email', kinds: ['supplier'] })).toEqual(['tapio'])
  })

  test('L11 L13 Seurantakohteet: a customer has one value per dimension, chosen from a selection list', async () => {
    await accepted('AddClassifierValue', { catalogue: 'trackingItem:region', value: 'north', name: 'Pohjoinen' })
    await accepted('AddClassifierValue', { catalogue: 'trackingItem:region', value: 'south', name: 'Etelä' })
    for (const customerId of ['lampi', 'puro'])
      await accepted('SetTrackingItem', { customerId, dimension: 'region', value: 'north' })
    const west = { customerId: 'lampi', dimension: 'region', value: 'west' }
    expect(await refused('SetTrackingItem', west)).toMatchObject({ error: 'UnknownClassifierValue' })
    expect(cardOf('lampi')).toMatchObject({
      trackingItems: { region: 'Pohjoinen' },
      trackingItemIds: { region: 'north' },
    })
    expect(column(views().classifierValues({ catalogue: 'trackingItem:region' }), 'name')).toEqual([
      'Etelä',
      'Pohjoinen',
    ])
  })

  test('L12 reports show how customers are distributed over regions, and how that changed during a year', async () => {
    dayIs('2024-06-01')
    await accepted('SetTrackingItem', { customerId: 'puro', dimension: 'region', value: 'south' })
    expect(cardOf('puro')?.trackingItems).toEqual({ region: 'Etelä' })
    const period = { from: '2024-04-01', to: '2024-12-31' }
    expect(shown(views().trackingReport({ dimension: 'region', period }))).toMatchObject([
      { name: 'Etelä', customers: 1, atStart: 0, atEnd: 1 },
      { name: 'Pohjoinen', customers: 2, atStart: 2, atEnd: 1 },
    ])
  })

  test('L15 L17 a criterion that tracking items do not cover is added as a property', async () => {
    const missing = { customerId: 'lampi', dimension: 'exporter', value: 'yes' }
    expect(await refused('SetTrackingItem', missing)).toMatchObject({ error: 'UnknownTrackingDimension' })
    expect(await refused('AssignCustomerProperty', { customerId: 'lampi', property: 'exporter' })).toMatchObject({
      error: 'UnknownClassifierValue',
    })
    await accepted('AddClassifierValue', { catalogue: 'customerProperty', value: 'exporter' })
    await accepted('AddClassifierValue', { catalogue: 'customerProperty', value: 'organic' })
    expect(column(views().classifierValues({ catalogue: 'customerProperty' }), 'value')).toEqual([
      'exporter',
      'organic',
    ])
  })

  test('L14 L16 Asiakkaan ominaisuudet: a customer may have several properties, each once', async () => {
    for (const property of ['exporter', 'organic'])
      await accepted('AssignCustomerProperty', { customerId: 'lampi', property })
    expect(await accepted('AssignCustomerProperty', { customerId: 'lampi', property: 'organic' })).toEqual([])
    expect(cardOf('lampi')?.properties).toEqual(['exporter', 'organic'])
    expect(column(views().customersWithProperty({ property: 'organic' }), 'name')).toEqual(['Lampi Oy'])
    await accepted('RemoveCustomerProperty', { customerId: 'lampi', property: 'organic' })
    expect(await refused('RemoveCustomerProperty', { customerId: 'lampi', property: 'organic' })).toMatchObject({
      error: 'PropertyNotAssigned',
    })
  })

  test('L22 L23 L24 L25 Yhteyshenkilön ominaisuudet: properties are created first, then their numbers are set in the settings', async () => {
    expect(await refused('ChangeSetting', { key: 'CONTACT_NUMBER', value: 1 })).toMatchObject({
      error: 'UnknownProperty',
    })
    await accepted('AddContactProperty', { number: 1, name: 'Laskutus' })
    await accepted('AddContactProperty', { number: 2, name: 'Ostot' })
    await accepted('AddContactProperty', { number: 3, name: 'Myynti' })
    expect(await refused('AddContactProperty', { number: 3, name: 'Muu' })).toMatchObject({
      error: 'PropertyNumberTaken',
    })
    for (const [key, value] of [
      ['CONTACT_NUMBER', 1],
      ['CONTACT_PURCHASE', 2],
      ['CONTACT_SALES', 3],
    ] as const)
      await accepted('ChangeSetting', { key, value })
    expect(views().settings().numbers).toMatchObject({ CONTACT_NUMBER: 1, CONTACT_PURCHASE: 2, CONTACT_SALES: 3 })
    expect(await refused('ChangeSetting', { key: 'CONTACT_COFFEE', value: 1 })).toMatchObject({
      error: 'UnknownSetting',
    })
  })

  test('L26 without the property documents go to the first contact; orders go to the first contact with it, invoices to all', async () => {
    expect(documentContact('salesOrder').proposed).toBe('aino')
    await accepted('AssignContactProperty', { personId: 'eero', propertyNo: 1, customerId: 'lampi' })
    await accepted('AssignContactProperty', { personId: 'aino', propertyNo: 1, customerId: 'lampi' })
    expect(column(documentContact('emailInvoice').rows, 'personId')).toEqual(['eero', 'aino'])
  })

  test('L18 purchase and sales orders go to the contacts with the matching property', async () => {
    await accepted('AssignContactProperty', { personId: 'eero', propertyNo: 2 })
    await accepted('AssignContactProperty', { personId: 'eero', propertyNo: 3, customerId: 'lampi' })
    await accepted('AssignContactProperty', { personId: 'aino', propertyNo: 3, customerId: 'lampi' })
    expect([documentContact('purchaseOrder').proposed, documentContact('salesOrder').proposed]).toEqual([
      'eero',
      'eero',
    ])
    expect(documentContact('salesOrder').rows).toHaveLength(1)
    expect(await refused('AssignContactProperty', { personId: 'eero', propertyNo: 9 })).toMatchObject({
      error: 'UnknownProperty',
    })
  })

  test('L19 a contact gets e-mail invoices only if it has an address', async () => {
    await accepted('ChangeContactDetails', { personId: 'eero', changes: { email: null } })
    expect(documentContact('emailInvoice')).toMatchObject({
      rows: [
        { personId: 'eero', noAddress: true },
        { personId: 'aino', noAddress: false },
      ],
      proposed: 'aino',
    })
  })

  test('L20 payment reminders go to the same contact even when invoices are e-invoices', async () => {
    await accepted('ChangeCustomerDetails', { customerId: 'lampi', changes: { invoiceDelivery: 'eInvoice' } })
    expect(documentContact('paymentReminder')).toEqual(documentContact('emailInvoice'))
  })

  test('L21 other properties select persons as members of a target group', async () => {
    await accepted('AddContactProperty', { number: 10, name: 'Joulukortti' })
    await accepted('AssignContactProperty', { personId: 'aino', propertyNo: 10 })
    expect(targets({ channel: 'email', contactProperties: [10] })).toEqual(['aino'])
  })

  const bans = [
    ['letter', 'NO_MARKETING', 21],
    ['sms', 'NO_SMS', 22],
    ['email', 'NO_EMAIL', 23],
  ] as const

  test('L27 L31 L32 Markkinointikiellot: bans are created as properties first, then their numbers are set in the settings', async () => {
    for (const [channel, setting, value] of bans) {
      expect(await refused('SetMarketingBan', { personId: 'tapio', channel })).toMatchObject({
        error: 'BanChannelNotConfigured',
        setting,
      })
      expect(await refused('ChangeSetting', { key: setting, value })).toMatchObject({ error: 'UnknownProperty' })
      await accepted('AddContactProperty', { number: value, name: `Kielto ${channel}` })
      await accepted('ChangeSetting', { key: setting, value })
    }
    expect(await refused('ChangeSetting', { key: 'NO_EMAIL', value: 22 })).toMatchObject({
      error: 'PropertyAlreadyBound',
      setting: 'NO_SMS',
    })
  })

  test('L28 L29 L30 letters, text messages and e-mails are banned independently', async () => {
    const of = (letter: boolean, sms: boolean, email: boolean) => ({ letter, sms, email })
    expect(allowed('tapio')).toEqual(of(true, true, true))
    await accepted('SetMarketingBan', { personId: 'tapio', channel: 'letter' })
    expect(allowed('tapio')).toEqual(of(false, true, true))
    await accepted('SetMarketingBan', { personId: 'tapio', channel: 'sms' })
    await accepted('LiftMarketingBan', { personId: 'tapio', channel: 'letter' })
    expect(allowed('tapio')).toEqual(of(true, false, true))
    await accepted('SetMarketingBan', { personId: 'tapio', channel: 'email' })
    expect(allowed('tapio')).toEqual(of(true, false, false))
  })

  test('L33 giving a contact the property of a ban sets the ban, removing the property lifts it', async () => {
    expect(await accepted('AssignContactProperty', { personId: 'aino', propertyNo: 22 })).toEqual(['MarketingBanSet'])
    expect(allowed('aino')).toEqual({ letter: true, sms: false, email: true })
    expect(await accepted('RemoveContactProperty', { personId: 'aino', propertyNo: 22 })).toEqual([
      'MarketingBanLifted',
    ])
    expect(allowed('aino').sms).toBe(true)
  })

  test('L34 a contact with a ban on a channel is in no target group for it', async () => {
    await accepted('ChangeCustomerDetails', { customerId: 'tukku', changes: { street: 'Tukkutie 1', city: 'Oulu' } })
    expect(targets({ channel: 'email', kinds: ['supplier'] })).toEqual([])
    expect(views().targetGroup({ channel: 'sms', kinds: ['supplier'] }).excluded.ban).toBe(1)
    expect(targets({ channel: 'letter', kinds: ['supplier'] })).toEqual(['tapio'])
  })

  test('L35 bans are grouped under an existing contact group and do not change by it', async () => {
    const attached = { number: 22, contactGroupId: 'bans' }
    expect(await refused('AttachPropertyToContactGroup', attached)).toMatchObject({ error: 'UnknownContactGroup' })
    await accepted('AddContactGroup', { contactGroupId: 'bans', name: 'Kiellot' })
    await accepted('AttachPropertyToContactGroup', attached)
    expect(views().classifierValues({ catalogue: 'contactProperty' })).toContainEqual(
      expect.objectContaining({ value: '22', contactGroup: 'Kiellot' }),
    )
    expect(allowed('tapio').sms).toBe(false)
  })

  const startOf = (customerId: string) =>
    views()
      .startDates()
      .find((row) => row.customerId === customerId)
  const invoice = (customerId: string, documentId: string, date: string) =>
    accepted('RecordInvoice', { customerId, documentId, date })
  const order = (customerId: string, documentId: string, date: string) =>
    accepted('RecordSalesOrder', { customerId, documentId, date })

  test('L41 with both settings off, the start date is set by hand only', async () => {
    expect(views().settings().numbers).toMatchObject({ STARTDATE_INVOICE: 2, STARTDATE_SALESORDER: 2 })
    await invoice('lampi', 'i1', '2024-05-02')
    expect(startOf('lampi')?.startDate).toBeNull()
    await accepted('SetCustomerStartDate', { customerId: 'tukku', date: '2010-01-01' })
    expect(startOf('tukku')).toMatchObject({ startDate: '2010-01-01', source: 'manual' })
  })

  test('L37 L38 each setting is 1 for on or 2 for off, independently; other values are refused', async () => {
    expect(await refused('ChangeSetting', { key: 'STARTDATE_INVOICE', value: 0 })).toMatchObject({
      error: 'InvalidSettingValue',
      allowed: [1, 2],
    })
    await accepted('ChangeSetting', { key: 'STARTDATE_INVOICE', value: 1 })
    expect(views().settings().numbers).toMatchObject({ STARTDATE_INVOICE: 1, STARTDATE_SALESORDER: 2 })
  })

  test('L43 switching a setting on changes no customer; the next document uses the date of the first ever', async () => {
    expect(startOf('lampi')?.startDate).toBeNull()
    await invoice('lampi', 'i2', '2024-06-03')
    expect(startOf('lampi')).toMatchObject({ startDate: '2024-05-02', source: 'invoice', documentId: 'i1' })
  })

  test('L40 with only invoices on, a sales order sets no start date', async () => {
    await order('puro', 'o1', '2024-05-05')
    expect(startOf('puro')?.startDate).toBeNull()
  })

  test('L36 the start date is the date of the document, and later documents do not change it', async () => {
    await invoice('puro', 'i3', '2019-12-31')
    expect(startOf('puro')).toMatchObject({ startDate: '2019-12-31', source: 'invoice' })
    await invoice('puro', 'i4', '2018-01-01')
    expect(startOf('puro')?.startDate).toBe('2019-12-31')
  })

  test('L39 with both on, the document recorded first decides, even if a later one has an earlier date', async () => {
    await accepted('ChangeSetting', { key: 'STARTDATE_SALESORDER', value: 1 })
    await accepted('RegisterCustomer', { customerId: 'koski', name: 'Koski Oy' })
    await order('koski', 'o2', '2024-02-20')
    await invoice('koski', 'i5', '2024-01-01')
    expect(startOf('koski')).toMatchObject({ startDate: '2024-02-20', source: 'salesOrder', documentId: 'o2' })
  })

  test('L42 documents do not overwrite a start date set by hand', async () => {
    await invoice('tukku', 'i6', '2024-03-03')
    expect(startOf('tukku')).toMatchObject({ startDate: '2010-01-01', source: 'manual' })
  })

  test('L44 voiding the first document does not change the start date', async () => {
    await accepted('VoidDocument', { customerId: 'koski', documentId: 'o2' })
    expect(startOf('koski')?.startDate).toBe('2024-02-20')
    expect(await refused('VoidDocument', { customerId: 'koski', documentId: 'offer' })).toMatchObject({
      error: 'DocumentNotFound',
    })
  })

  test('L45 recording the same document again changes nothing; with other data it is refused', async () => {
    expect(await invoice('koski', 'i5', '2024-01-01')).toEqual([])
    const other = { customerId: 'koski', documentId: 'i5', date: '2024-01-02' }
    expect(await refused('RecordInvoice', other)).toMatchObject({ error: 'DocumentAlreadyRecorded' })
  })
})
