import { addDays, dateOf } from '@clientele/domain'
import { expect, test } from 'vitest'
import { column, journey, shown } from './acting.js'

journey('24SevenOffice: kontaktpersoner och privatkunder', '24seven', ({ accepted, refused, dayIs, views }) => {
  const card = (personId: string, viewer?: string) => views().contactCard({ personId, viewer })
  const found = (text: string, params: object = {}) => column(views().contactSearch({ text, ...params }), 'personId')
  const notes = (personId: string, viewer?: string) => column(views().contactNotes({ personId, viewer }), 'text')
  const emails = (personId: string, viewer?: string) => views().contactEmails({ personId, viewer })
  const services = (personId: string) => views().contactServices({ personId })

  test('S01 S05 S06 "Ny kontakt" and "Spara" save a person as a contact without a customer number', async () => {
    await accepted('RegisterEmployee', { employeeId: 'sven', name: 'Sven Svensson' })
    await accepted('RegisterEmployee', { employeeId: 'anja', name: 'Anja Ask', crmAccess: false })
    expect(await refused('RegisterContact', { personId: 'karin', firstName: 'Karin' })).toMatchObject({
      error: 'MissingRequiredField',
      fields: ['lastName'],
    })
    const person = { personId: 'karin', firstName: 'Karin', lastName: 'Smith', email: 'karin@bygg.se' }
    expect(await accepted('RegisterContact', person)).toEqual(['ContactRegistered'])
    expect(card('karin')).toMatchObject({ ...person, customerId: null, kinds: [] })
  })

  test('S03 S07 "Spara som privatkund" creates a customer with a number, who can be invoiced', async () => {
    await accepted('DefineNumberSeries', { seriesId: 'all', start: 500 })
    const invoice = { documentId: 'i1', date: '2024-03-10' }
    expect(await refused('RecordInvoice', { personId: 'karin', ...invoice })).toMatchObject({ error: 'NotInvoiceable' })
    const person = { personId: 'olle', customerId: 'olleC', firstName: 'Olle', lastName: 'Öberg', mobile: '+46 70' }
    await accepted('RegisterPrivateCustomer', person)
    expect(views().customerCard({ customerId: 'olleC' })).toMatchObject({ kind: 'privateCustomer', number: 500 })
    await accepted('RecordInvoice', { personId: 'olle', ...invoice })
  })

  test('S08 a contact can become a private customer later, but only once', async () => {
    await accepted('RegisterContact', { personId: 'lena', lastName: 'Lind' })
    await accepted('ConvertContactToPrivateCustomer', { personId: 'lena', customerId: 'lenaC' })
    expect(views().customerCard({ customerId: 'lenaC' })).toMatchObject({ personId: 'lena', number: 501 })
    const again = { personId: 'lena', customerId: 'lenaC2' }
    expect(await refused('ConvertContactToPrivateCustomer', again)).toMatchObject({ error: 'AlreadyPrivateCustomer' })
  })

  test('S04 S09 S10 "Koppla till företag" links a saved person to the companies that were found and ticked', async () => {
    await accepted('RegisterCustomer', { customerId: 'bygg', name: 'Bygg AB' })
    await accepted('RegisterCustomer', { customerId: 'bygg2', name: 'Byggtjänst AB' })
    const companies = shown(views().customerList({ filter: { text: 'bygg' }, columns: ['customerId'] }))
    const customerIds = companies.map(({ customerId }) => customerId)
    expect(customerIds).toEqual(['bygg', 'bygg2'])
    expect(await refused('LinkContactToCompany', { personId: 'nobody', customerId: 'bygg' })).toMatchObject({
      error: 'ContactNotFound',
    })
    await accepted('LinkContactToCompanies', { personId: 'karin', customerIds })
    expect(column(card('karin')?.companies ?? [], 'name')).toEqual(['Bygg AB', 'Byggtjänst AB'])
    expect(column(views().customerCard({ customerId: 'bygg' })?.contacts ?? [], 'id')).toEqual(['karin'])
    expect(await refused('LinkContactToCompany', { personId: 'karin', customerId: 'olleC' })).toMatchObject({
      error: 'NotACompany',
    })
  })

  test('S02 one card serves company contacts, persons without a company and private customers', async () => {
    await accepted('LinkContactToCompany', { personId: 'lena', customerId: 'bygg' })
    expect([card('karin')?.kinds, card('olle')?.kinds, card('lena')?.kinds]).toEqual([
      ['companyContact'],
      ['privateCustomer'],
      ['companyContact', 'privateCustomer'],
    ])
    await accepted('UnlinkContactFromCompany', { personId: 'lena', customerId: 'bygg' })
  })

  test('S12 the search matches any part of the last name, ignoring case and diacritics', () => {
    expect([found('MIT'), found('oberg'), found('Karin')]).toEqual([['karin'], ['olle'], []])
    expect(found('')).toEqual(['lena', 'olle', 'karin'])
  })

  test('S13 urval, söktyp and kategori each filter the search', async () => {
    await accepted('AddClassifierValue', { catalogue: 'contactCategory', value: 'vip' })
    expect(await refused('AssignContactCategory', { personId: 'olle', category: 'friend' })).toMatchObject({
      error: 'UnknownClassifierValue',
    })
    await accepted('AssignContactCategory', { personId: 'olle', category: 'vip' })
    await accepted('AssignResponsible', { customerId: 'bygg', employeeId: 'sven' })
    expect(found('', { category: 'vip' })).toEqual(['olle'])
    expect(found('karin', { searchType: 'firstName' })).toEqual(['karin'])
    expect(found('', { selection: 'mine', viewer: 'sven' })).toEqual(['karin'])
    expect(found('', { selection: 'mine', viewer: 'sven', category: 'vip' })).toEqual([])
  })

  test('S14 S15 a result opens the contact: information at the top; companies, tasks, notes and history below', () => {
    const [hit] = views().contactSearch({ text: 'smith' })
    const opened = card(hit?.personId ?? '')
    expect(opened).toMatchObject({ lastName: 'Smith', tasks: [], notes: [], meetings: [], files: [] })
    expect(column(opened?.history ?? [], 'type')).toEqual([
      'ContactLinkedToCompany',
      'ContactLinkedToCompany',
      'ContactRegistered',
    ])
  })

  test('S16 S17 Möten: the ticked meetings of a contact get another owner', async () => {
    for (const activityId of ['m1', 'm2'])
      await accepted('RegisterMeeting', { activityId, personIds: ['karin'], title: activityId }, 'sven')
    const owners = () =>
      views()
        .contactMeetings({ personId: 'karin' })
        .map(({ owner }) => owner?.id)
    expect(owners()).toEqual(['sven', 'sven'])
    await accepted('ChangeMeetingOwner', { activityIds: ['m1', 'm2'], toEmployeeId: 'maija' })
    expect(owners()).toEqual(['maija', 'maija'])
    const lost = { activityId: 'm9', toEmployeeId: 'maija' }
    expect(await refused('ChangeOwnerOfMeeting', lost)).toMatchObject({ error: 'ActivityNotFound' })
  })

  test('S18 S19 Uppgifter: the tasks of a contact are filtered by one or several statuses', async () => {
    for (const [activityId, status] of [
      ['t1', 'open'],
      ['t2', 'waiting'],
      ['t3', 'open'],
    ] as const)
      await accepted('RegisterTask', { activityId, personIds: ['karin'], status })
    await accepted('ChangeTaskStatus', { activityId: 't3', status: 'done' })
    const tasks = (statuses: readonly string[]) =>
      column(views().contactTasks({ personId: 'karin', statuses }), 'activityId').toSorted()
    expect([tasks([]), tasks(['open', 'done'])]).toEqual([
      ['t1', 't2', 't3'],
      ['t1', 't3'],
    ])
  })

  test('S20 S21 S22 Anteckningar: the tab lists notes of the contact, its companies and the projects it participates in', async () => {
    await accepted('RegisterProject', { projectId: 'bro', customerId: 'bygg2', name: 'Bron' })
    await accepted('AddProjectParticipant', { projectId: 'bro', personId: 'karin' })
    await accepted('WriteNote', { activityId: 'n1', links: { personId: 'karin' }, text: 'Om Karin' }, 'sven')
    await accepted('WriteNote', { activityId: 'n2', links: { customerId: 'bygg' }, text: 'Om Bygg' }, 'sven')
    await accepted('WriteNote', { activityId: 'n3', links: { projectId: 'bro' }, text: 'Om bron' }, 'sven')
    await accepted('WriteNote', { activityId: 'n4', links: { personId: 'olle' }, text: 'Om Olle' }, 'sven')
    const origins = views()
      .contactNotes({ personId: 'karin' })
      .map(({ text, origin }) => [text, origin])
    expect(origins).toEqual([
      ['Om bron', 'project'],
      ['Om Bygg', 'company'],
      ['Om Karin', 'contact'],
    ])
    await accepted('EditNote', { activityId: 'n1', text: 'Om Karin igen' }, 'sven')
    await accepted('DeleteNote', { activityId: 'n2' }, 'sven')
    expect(notes('karin')).toEqual(['Om bron', 'Om Karin igen'])
  })

  test('S23 every employee with access to the CRM sees notes', () => {
    expect([notes('karin', 'sven').length, notes('karin', 'maija').length, notes('karin', 'anja').length]).toEqual([
      2, 2, 0,
    ])
  })

  test('S24 S25 only the owner of a Privat customer and administrators see its notes', async () => {
    await accepted('RegisterEmployee', { employeeId: 'ulf', name: 'Ulf Uv' })
    const hidden = { customerId: 'hemlig', name: 'Hemlig AB', private: true }
    await accepted('RegisterCustomer', hidden, 'sven')
    expect(views().customerCard({ customerId: 'hemlig', viewer: 'sven' })?.owner?.id).toBe('sven')
    await accepted('LinkContactToCompany', { personId: 'karin', customerId: 'hemlig' }, 'sven')
    await accepted('WriteNote', { activityId: 'n5', links: { customerId: 'hemlig' }, text: 'Hemligt' }, 'sven')
    expect([notes('karin', 'sven')[0], notes('karin', 'maija')[0]]).toEqual(['Hemligt', 'Hemligt'])
    expect(notes('karin', 'ulf')).not.toContain('Hemligt')
    expect(await refused('MarkCustomerPublic', { customerId: 'hemlig' }, 'ulf')).toMatchObject({ error: 'NotOwner' })
    await accepted('ChangeCustomerOwner', { customerId: 'hemlig', ownerId: 'ulf' })
    expect([notes('karin', 'ulf')[0], notes('karin', 'sven')[0]]).toEqual(['Hemligt', 'Om bron'])
  })

  test('S24 S25 only the owner of a Privat contact and administrators see it, whatever companies it is linked to', async () => {
    const asta = { personId: 'asta', firstName: 'Asta', lastName: 'Alm', email: 'asta@bygg.se', private: true }
    await accepted('RegisterContact', asta, 'sven')
    await accepted('LinkContactToCompany', { personId: 'asta', customerId: 'bygg' }, 'sven')
    await accepted('WriteNote', { activityId: 'n6', links: { personId: 'asta' }, text: 'Hemligt' }, 'sven')
    const contacts = (viewer: string) =>
      views()
        .customerCard({ customerId: 'bygg', viewer })
        ?.contacts.map(({ id }) => id)
    const seers = () => ['sven', 'maija', 'ulf'].filter((viewer) => contacts(viewer)?.includes('asta') === true)
    expect([seers(), notes('asta', 'maija'), notes('asta', 'ulf')]).toEqual([['sven', 'maija'], ['Hemligt'], []])
    expect(await refused('MarkContactPublic', { personId: 'asta' }, 'ulf')).toMatchObject({ error: 'NotOwner' })
    await accepted('MarkContactPrivate', { personId: 'asta', ownerId: 'ulf' }, 'sven')
    expect(seers()).toEqual(['maija', 'ulf'])
    await accepted('MarkContactPublic', { personId: 'asta' }, 'ulf')
    expect(seers()).toEqual(['sven', 'maija', 'ulf'])
  })

  test('S29 Tjänster: map, text message, number look-up and web page are offered when the contact has the data', async () => {
    expect(services('karin')).toMatchObject({ map: false, sms: false, numberSearch: false, website: false })
    const changes = { street: 'Storgatan 1', city: 'Malmö', website: 'https://bygg.example' }
    await accepted('ChangeCustomerDetails', { customerId: 'bygg', changes })
    await accepted('ChangeContactDetails', { personId: 'karin', changes: { mobile: '+46 70 1' } })
    await accepted('SetMarketingBan', { personId: 'karin', channel: 'sms' })
    expect(services('karin')).toEqual({ map: true, sms: true, smsBanned: true, numberSearch: true, website: true })
  })

  test('S30 S31 Filområde: files linked to the contact are listed, uploaded or fetched from another system', async () => {
    await accepted('LinkFile', { activityId: 'f1', personIds: ['karin'], fileRef: 'disk/1', source: 'upload' })
    await accepted('LinkFile', { activityId: 'f2', personIds: ['karin'], fileRef: 'archive/2', source: 'internal' })
    const files = () =>
      views()
        .contactFiles({ personId: 'karin' })
        .map(({ fileRef, source }) => [fileRef, source])
    expect(files()).toEqual([
      ['archive/2', 'internal'],
      ['disk/1', 'upload'],
    ])
    await accepted('UnlinkFile', { activityId: 'f1' })
    expect(files()).toHaveLength(1)
  })

  const sent = { activityId: 'e1', mailboxId: 'sven@own.se', direction: 'sent', to: 'karin@bygg.se', subject: 'Offert' }
  const received = { activityId: 'e2', mailboxId: 'sven@own.se', direction: 'received', from: 'karin@bygg.se' }

  test('S33 S34 an e-mail is registered only with linking on in the mailbox and the address on the card', async () => {
    expect(await refused('RegisterEmail', sent, 'sven')).toMatchObject({ error: 'EmailLinkingNotEnabled' })
    await accepted('EnableEmailLinking', { employeeId: 'sven', mailboxId: 'sven@own.se' }, 'sven')
    const stranger = { ...sent, to: 'unknown@bygg.se' }
    expect(await refused('RegisterEmail', stranger, 'sven')).toMatchObject({ error: 'EmailAddressNotOnCard' })
    await accepted('RegisterEmail', sent, 'sven')
  })

  test('S32 E-post: the tab lists e-mails sent to and received from the contact', async () => {
    await accepted('RegisterEmail', { ...received, subject: 'Svar' }, 'sven')
    expect(emails('karin', 'maija').rows.map(({ direction, subject }) => [direction, subject])).toEqual([
      ['received', 'Svar'],
      ['sent', 'Offert'],
    ])
  })

  test('S35 S36 only administrators use "Begränsa åtkomst", and then only they see the e-mails', async () => {
    expect(await refused('RestrictContactEmailAccess', { personId: 'karin' }, 'sven')).toMatchObject({
      error: 'NotAdministrator',
    })
    await accepted('RestrictContactEmailAccess', { personId: 'karin' })
    await accepted('RegisterEmail', { ...received, activityId: 'e3', subject: 'Ny' }, 'sven')
    expect([emails('karin', 'sven'), emails('karin', 'maija').rows.length]).toEqual([{ restricted: true, rows: [] }, 3])
  })

  test('S38 the e-mail stays visible on the other contact it was sent to', async () => {
    await accepted('RegisterContact', { personId: 'nils', lastName: 'Nord', email: 'nils@bygg.se' })
    const both = { ...sent, activityId: 'e4', to: ['karin@bygg.se', 'nils@bygg.se'], subject: 'Till båda' }
    await accepted('RegisterEmail', both, 'sven')
    expect([emails('karin', 'sven').rows, emails('nils', 'sven').rows.length]).toEqual([[], 1])
  })

  test('S37 "Ge tillgång" shows the e-mails again, including those registered meanwhile', async () => {
    expect(await refused('GrantContactEmailAccess', { personId: 'karin' }, 'sven')).toMatchObject({
      error: 'NotAdministrator',
    })
    await accepted('GrantContactEmailAccess', { personId: 'karin' })
    expect(emails('karin', 'sven')).toMatchObject({ restricted: false, rows: { length: 4 } })
    expect(await refused('GrantContactEmailAccess', { personId: 'karin' })).toMatchObject({
      error: 'EmailAccessNotRestricted',
    })
  })

  test('S26 S27 Historik: the history has every change in the CRM that concerns the contact', () => {
    const types = new Set(column(shown(views().contactHistory({ personId: 'karin' })), 'type'))
    for (const type of [
      'ContactRegistered',
      'ContactLinkedToCompany',
      'ContactDetailsChanged',
      'MeetingOwnerChanged',
      'TaskStatusChanged',
      'ProjectParticipantAdded',
      'NoteEdited',
      'MarketingBanSet',
      'FileUnlinked',
      'EmailRegistered',
      'ContactEmailAccessRestricted',
      'ContactEmailAccessGranted',
    ])
      expect(types).toContain(type)
  })

  test('S28 the history is filtered by a period of recording days', async () => {
    dayIs('2024-05-02')
    await accepted('ChangeContactDetails', { personId: 'karin', changes: { title: 'VD' } })
    const within = (from?: string, to?: string) => views().contactHistory({ personId: 'karin', from, to })
    const all = shown(within())
    // A server sets the recording time by its own clock.
    const dayOf = ({ recordedAt }: { readonly recordedAt: string }) => dateOf(recordedAt, 'Europe/Helsinki')
    const lastDay = all[0] === undefined ? '' : dayOf(all[0])
    expect(all[0]?.type).toBe('ContactDetailsChanged')
    expect(shown(within(lastDay, lastDay))).toEqual(all.filter((row) => dayOf(row) === lastDay))
    expect(shown(within(undefined, addDays(lastDay, -1)))).toEqual(all.filter((row) => dayOf(row) < lastDay))
    expect(within('2024-05-02', '2024-05-01')).toMatchObject({ left: { error: 'InvalidPeriod' } })
  })
})
